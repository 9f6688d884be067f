"""History of one record, for information officers."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from throughgate.people.record.pages import opened, show
from throughgate.people.rights import access
from throughgate.people.rights.history import queries


@require_safe
def history(request: HttpRequest, person: UUID) -> HttpResponse:
    record = opened(request, person)
    access.check_officer(record.user, today=record.today)
    asked_page = request.GET.get("page", "1")
    page = max(int(asked_page), 1) if asked_page.isdigit() else 1
    changes, more = queries.changes(record, page=page)
    shown = {"changes": changes, "page": page, "more": more}
    return show(request, record, "rights/history.html", shown, here="person-rights")
