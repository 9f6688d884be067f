"""A person's timeline: the band of time, then everything by all organisations, the newest first."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from throughgate.people.record.pages import opened, show
from throughgate.people.timeline import shown

HERE = "person-timeline"


@require_safe
def timeline(request: HttpRequest, person: UUID) -> HttpResponse:
    record = opened(request, person, shown.WHO)
    asked, page = shown.asked_of(request.GET, record)
    parts = shown.page(record, asked, page=page)
    return show(request, record, "timeline/timeline.html", parts, here=HERE)
