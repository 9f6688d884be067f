"""A plan to give to the person: one page, plain words, large print when asked for. Only what the plan itself says."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from throughgate.people.plan import queries
from throughgate.people.record.pages import opened, show

SECTION, HERE = "plan", "person-plan"


@require_safe
def give(request: HttpRequest, person: UUID) -> HttpResponse:
    """Goals and steps, by whom and by when. No need, score or note of a worker stands on it."""
    record = opened(request, person, SECTION)
    shown = {"sheet": queries.sheet(record), "large": request.GET.get("large") == "1"}
    return show(request, record, "plan/give.html", shown, here=HERE)
