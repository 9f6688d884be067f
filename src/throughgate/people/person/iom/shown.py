"""What the frame and the home page show of integrated offender management; after a removal, nothing."""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from throughgate.common.values import load
from throughgate.people.person.iom import queries
from throughgate.people.person.iom.models import Adoption
from throughgate.people.record import coming_up, frame
from throughgate.people.record.coming_up import Due, Question
from throughgate.people.record.frame import Card, Fact, Line, near, said_by
from throughgate.people.record.gathering import gather
from throughgate.people.record.opening import Opened
from throughgate.privacy.access.models import Post

TOPIC = "throughgate.people.person.iom"


def register() -> None:
    gather(Adoption)
    frame.offer("person-iom", lazy("Integrated management"), "iom", rank=70)
    frame.tell(mark, rank=30)
    frame.summarise(card, rank=70)
    coming_up.ask(reviews)


def _cohort(code: str) -> str:
    return str(load(TOPIC)["cohorts"].latest.get(code, code))


def mark(opened: Opened) -> Fact | None:
    if not opened.sees("iom"):
        return None
    found = opened.once(queries.adoptions)
    if not found:
        return None
    tag = _cohort(found[0].cohort).split(" – ")[0]
    return Fact(_("Integrated management"), "", tag=tag, colour="blue")


def card(opened: Opened) -> Card | None:
    if not opened.sees("iom"):
        return None
    found = opened.once(queries.adoptions)
    if not found:
        return None
    first = found[0]
    late = first.review_on < opened.today
    day = near(first.review_on, opened.today)
    said = said_by(first.held_by.name, first.entered_on, first.source)
    return Card(
        _("Integrated management"),
        (Line(_("Cohort"), _cohort(first.cohort), said), Line(_("Looked at again"), day)),
        late=_("The review was due: %(day)s.") % {"day": day} if late else "",
        on_href=reverse("person-iom", args=[opened.person]),
        on_words=_("Why, and who decided it"),
    )


def reviews(post: Post, today: date) -> list[Question]:
    """Adoptions of the organisation that are to be looked at again."""
    until = today + timedelta(days=load(TOPIC)["review_notice"].on(today))
    return [Question(queries.TO_REVIEW, _review, {"until": until})]


def _review(row: Adoption) -> Due:
    return Due(row, _("integrated management, look again"), row.review_on, "person-iom")
