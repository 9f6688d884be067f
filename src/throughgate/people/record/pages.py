"""The overview of one person, and what every page about a person shares: opening, the frame, the answer's status."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from throughgate.common import dates
from throughgate.people.record import coming_up, frame
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
def due(request: HttpRequest) -> HttpResponse:
    """All that is due for the people whom the user looks after."""
    user, post = request.signed_in, request.working_in  # type: ignore[attr-defined]
    today = dates.today()
    several = coming_up.found(user, post, today, dates.now())
    looks.shown(request, {each.row.person_id for each, _name in several})
    rows = [coming_up.row_of(each, name, today) for each, name in several]
    return render(request, "record/due.html", {"rows": rows})


@require_safe
def overview(request: HttpRequest, person: UUID) -> HttpResponse:
    record = opened(request, person)
    shown = {"cards": frame.cards(record)}
    return show(request, record, "record/overview.html", shown, here="person")
