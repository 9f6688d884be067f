"""Home, health and the pages for what went wrong."""

from __future__ import annotations

import logging
import secrets
import sys

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from throughgate.common import dates
from throughgate.people.finding.access import may
from throughgate.people.involvement.remembering import remembering
from throughgate.people.record.queries import look_at_mine
from throughgate.privacy.access import home as waiting
from throughgate.privacy.access import queries as agreements
from throughgate.privacy.access.typed import not_saved
from throughgate.privacy.sign_in import entrance
from throughgate.site import health as state

log = logging.getLogger("throughgate.site")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    user, post = request.signed_in, request.working_in  # type: ignore[attr-defined]
    today, now = dates.today(), dates.now()
    with remembering():
        look_at_mine(user, today=today, now=now)
        groups = waiting.groups(user, post, today=today, now=now)
    return render(
        request, "home.html", {"groups": groups, "today": today, "may": may(post.role, today=today)}
    )


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    parts = state.check()
    words = {name: "ok" if works else "not working" for name, works in parts.items()}
    return JsonResponse(words, status=200 if all(parts.values()) else 503)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Somebody's page may be gone because an agreement ran out while they wrote: what they typed is shown again."""
    entrance.recognise(request)
    typed, user = not_saved(request), getattr(request, "signed_in", None)
    lapsed = agreements.lapsed(user, today=dates.today()) if typed and user else []
    return render(request, "not_found.html", {"typed": typed, "lapsed": lapsed}, status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse("This address cannot be answered.", status=400, content_type="text/plain")


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A page opened before its reader signed in again: what was typed goes back into it, to be sent anew."""
    if entrance.keep_stale(request):
        return redirect(entrance.page_of(request))
    return render(request, "stale_form.html", {}, status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """One id on the page and in the log, so that what happened can be found without being shown."""
    error_id = secrets.token_hex(4)
    log.error("broke", extra={"error_id": error_id}, exc_info=sys.exc_info())
    try:
        return render(request, "broken.html", {"error_id": error_id}, status=500)
    except Exception:  # the frame of the pages is what broke
        words = f"Something went wrong. Its number is {error_id}."
        return HttpResponse(words, status=500, content_type="text/plain")
