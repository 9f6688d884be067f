"""The overview of one person, and what every page about a person shares: opening, the frame, the answer's status."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from throughgate.common import dates
from throughgate.people.involvement import queries
from throughgate.people.record import frame
from throughgate.people.record.opening import Opened, open_record
from throughgate.privacy.audit import looks


def opened(request: HttpRequest, person: UUID, *sections: str) -> Opened:
    """The record of a page's person for the signed-in user, where at least one of these sections is open."""
    user = request.signed_in  # type: ignore[attr-defined]
    return open_record(user, person, *sections, today=dates.today(), now=dates.now())


def show(
    request: HttpRequest, record: Opened, template: str, shown: dict[str, Any], *, here: str
) -> HttpResponse:
    """A page about a person, in the frame. `here` is the route of the part of the navigation it stands in."""
    wrong = bool(shown.get("form") and shown["form"].errors)
    around = frame.frame(record, here)
    page = {"frame": around, "person": record.person, "record": record, **shown}
    return render(request, template, page, status=422 if wrong else 200)


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """The people of the user's organisation, the newest first."""
    user, today, now = request.signed_in, dates.today(), dates.now()  # type: ignore[attr-defined]
    page = (
        max(int(request.GET.get("page", "1") or 1), 1)
        if request.GET.get("page", "1").isdigit()
        else 1
    )
    lines, more = queries.caseload(user, today=today, now=now, page=page)
    looks.shown(request, [line.person for line in lines])
    actions = frame.begun_from_lists(request.working_in, today=today)  # type: ignore[attr-defined]
    shown = {"lines": lines, "page": page, "more": more, "actions": actions}
    return render(request, "record/people.html", shown)


@require_safe
def overview(request: HttpRequest, person: UUID) -> HttpResponse:
    record = opened(request, person)
    shown = {"cards": frame.cards(record)}
    return show(request, record, "record/overview.html", shown, here="person")
