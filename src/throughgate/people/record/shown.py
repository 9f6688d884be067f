"""What the record's own frame shows first: the overview, how old somebody is, who leads."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from throughgate.common import dates
from throughgate.people.involvement.allocation.models import Allocation
from throughgate.people.record import frame
from throughgate.people.record.frame import Fact
from throughgate.people.record.opening import Opened
from throughgate.people.record.working import working


def register() -> None:
    frame.offer("person", lazy("Overview"), "person", rank=0)
    frame.tell(age, rank=0)
    frame.tell(lead, rank=20)


def age(opened: Opened) -> Fact | None:
    born = opened.named.birth_date
    if born is None:
        return None
    text = _("%(age)s, born %(day)s") % {
        "age": opened.named.age(opened.today),
        "day": dates.long(born),
    }
    return Fact(_("Age"), text)


def lead(opened: Opened) -> Fact | None:
    """Who leads in the reader's own organisation, else who leads for another, as far as they may know."""
    found = [each for each in working(opened) if each.part == Allocation.LEAD]
    if not found:
        return None
    return Fact(_("Leads"), "; ".join(f"{each.worker} ({each.organisation})" for each in found))
