"""The record of processing, to read and to print."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from throughgate.common import dates
from throughgate.people.rights.pages import show
from throughgate.people.rights.processing import queries


@require_safe
def processing(request: HttpRequest) -> HttpResponse:
    user, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    flows = queries.flows(user, today=today)
    shown = {"tables": queries.tables(today=today), "flows": flows, "post": request.working_in}  # type: ignore[attr-defined]
    return show(request, "processing", shown, here="processing")
