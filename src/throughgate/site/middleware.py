"""What happens around every page: a line in the log, safe headers, a refusal shown as a page."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from throughgate.common import dates
from throughgate.common.errors import NoRoom, NotAllowed, StoreProblem, ThroughgateError
from throughgate.privacy.access.sight import seeing
from throughgate.privacy.access.typed import not_saved
from throughgate.site.logs import request_id

Answer = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger("throughgate.site")


class Record:
    """Gives each request an id and writes one line about it: its route, never its address."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = request_id.set(secrets.token_hex(8))
        begun = time.monotonic()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request_id.get()
            if request.resolver_match or response.status_code >= 400:  # not styles and scripts
                log.info("answered", extra=self._facts(request, response, begun))
            return response
        finally:
            request_id.reset(token)

    @staticmethod
    def _facts(request: HttpRequest, response: HttpResponse, begun: float) -> dict[str, object]:
        match = request.resolver_match
        return {
            "method": request.method,
            "route": f"/{match.route}" if match else "not a page",
            "status": response.status_code,
            "milliseconds": round((time.monotonic() - begun) * 1000),
        }


class Headers:
    """Nothing from outside is loaded, nothing inline runs without this answer's nonce, nobody frames a page."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.csp_nonce = secrets.token_urlsafe(16)  # type: ignore[attr-defined]
        response = self.get_response(request)
        policy = (
            "default-src 'none'; img-src 'self' data:; style-src 'self'; connect-src 'self'; "
            f"script-src 'self' 'nonce-{request.csp_nonce}'; "  # type: ignore[attr-defined]
            "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        )
        for name, value in {
            "Content-Security-Policy": policy,
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Referrer-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        }.items():
            response.headers.setdefault(name, value)
        if request.is_secure():
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class SentInPlace:
    """A form that a script sends without leaving its page (assets/send.js) is told where to go on, and goes there."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.headers.get("X-Sent-In-Place") and 300 <= response.status_code < 400:
            response.headers["X-Go-On-To"] = response.headers["Location"]
            del response.headers["Location"]
            response.status_code = 204
        return response


STATUS = (((NoRoom, StoreProblem), 503), ((NotAllowed,), 403))


class Refusals:
    """Turns an error that explains itself into a page that says so."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, ThroughgateError):
            return None
        status = next((code for kinds, code in STATUS if isinstance(error, kinds)), 422)
        log.warning("refused", extra={"status": status})
        shown = {"reason": str(error), "typed": not_saved(request)}
        return render(request, "refused.html", shown, status=status)


class Sight:
    """Answers a signed-in request in one transaction, in which the database shows what that user may see today.

    The page is made in here too, from rows already fetched. A file or a stream is read after it, and so sees no row
    about a person: what it sends is made before. Whoever is not signed in sees none, and needs no transaction.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = getattr(request, "user", None)
        if user is None or not user.is_authenticated:
            return self.get_response(request)
        with dates.standing_still(), seeing(user.pk, today=dates.today()):
            response = self.get_response(request)
            if getattr(request, "broke", False):
                transaction.set_rollback(True)  # half a page's changes are none
            return response

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        request.broke = True  # type: ignore[attr-defined]
