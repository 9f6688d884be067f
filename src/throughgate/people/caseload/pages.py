"""The list of people, and the same as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from throughgate.common import dates
from throughgate.common.errors import WrongUse
from throughgate.common.values import load
from throughgate.people.caseload import queries
from throughgate.people.caseload.export import as_csv
from throughgate.people.caseload.forms import Filters
from throughgate.people.finding import access
from throughgate.people.record import frame
from throughgate.privacy.audit import looks


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    user, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    filters = Filters(request.GET)
    wanted = filters.wanted()
    found = queries.listed(user, wanted, today=today, now=dates.now())
    looks.shown(request, [line.person for line in found.lines])
    shown = {
        "found": found,
        "filters": filters,
        "wanted": wanted,
        "may": access.may(found.role, today=today),
        "actions": frame.begun_from_lists(request.working_in, today=today),  # type: ignore[attr-defined]
        "kept": _without_page(request.GET),
    }
    return render(request, "caseload/people.html", shown)


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """What the reader sees of each of these people, and no more; each counts as looked at."""
    user, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    most = load("throughgate.people.caseload")["most_exported"].on(today)
    wanted = Filters(request.GET).wanted()
    lines, too_many, role = queries.all_listed(
        user, wanted, most=most, today=today, now=dates.now()
    )
    if too_many:
        raise WrongUse(
            f"This list has more than {most:,} people, and a file holds no more. Go back and narrow it by "
            "why you work with them or where they are."
        )
    looks.shown(request, [line.person for line in lines])
    answer = HttpResponse(as_csv(lines, role), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="people-{today.isoformat()}.csv"'
    return answer


def _without_page(asked: QueryDict) -> str:
    """The filters as they are, for the links to other pages of the list."""
    kept = asked.copy()
    kept.pop("page", None)
    return kept.urlencode()
