"""A plan to give to the person: one page, plain words, large print when asked for. Only what the plan itself says."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from throughgate.common.pathways import pathways
from throughgate.people.involvement.allocation.models import Allocation
from throughgate.people.involvement.allocation.queries import Working
from throughgate.people.involvement.rules import leads
from throughgate.people.plan import queries
from throughgate.people.plan.queries import Sheet
from throughgate.people.plan.rules import Agreement
from throughgate.people.record.opening import Opened
from throughgate.people.record.pages import opened, show
from throughgate.people.record.working import working
from throughgate.privacy.access import lists

SECTION, HERE = "plan", "person-plan"


@require_safe
def give(request: HttpRequest, person: UUID) -> HttpResponse:
    """Goals and steps, by whom and by when. No need, score or note of a worker stands on it."""
    record = opened(request, person, SECTION)
    sheet = queries.sheet(record)
    shown = {
        "sheet": sheet,
        "large": request.GET.get("large") == "1",
        "agreed": agreed(sheet),
        "part_of": "" if sees_all(record) else own_name(record),
        "lead": lead(record),
    }
    return show(request, record, "plan/give.html", shown, here=HERE)


def agreed(sheet: Sheet) -> bool:
    """Whether the person said yes to the plan as it is now."""
    said = sheet.agreement
    return said is not None and said.answer == Agreement.AGREED and not sheet.changed_since


def sees_all(record: Opened) -> bool:
    """Whoever manages the sentence, in a post that every pathway is open to, has the whole plan; all others a part."""
    every = all(record.sees(f"needs:{each.code}") for each in pathways(record.today))
    return every and leads(record.who, record.to, lists.limiting_purposes(record.today))


def own_name(record: Opened) -> str:
    known = queries.organisations(record)
    return next((each.name for each in known if each.pk == record.who.organisation), "")


def lead(record: Opened) -> Working | None:
    """Who leads of the reader's own organisation, else of another."""
    if not record.sees("sharing"):
        return None
    leading = [each for each in working(record) if each.part == Allocation.LEAD]
    return next(iter(sorted(leading, key=lambda each: not each.own)), None)
