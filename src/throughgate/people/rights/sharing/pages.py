"""“Who can see what about you”: a page to give to the person, on paper or on a screen."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from throughgate.people.record.pages import opened, show
from throughgate.people.rights.sharing import told


@require_safe
def who_sees_what(request: HttpRequest, person: UUID) -> HttpResponse:
    record = opened(request, person, "sharing")
    shown = {"page": told.page(record), "large": request.GET.get("print") == "large"}
    return show(request, record, "who_sees/who_sees_what.html", shown, here="person-sharing")
