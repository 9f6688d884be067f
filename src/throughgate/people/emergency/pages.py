"""Seeing somebody in an emergency, and the officer's review of it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from throughgate.common import dates
from throughgate.common.errors import NotAllowed
from throughgate.people.emergency import changes, queries
from throughgate.people.emergency.changes import Came
from throughgate.people.emergency.forms import Emergency, Review
from throughgate.people.finding.access import may
from throughgate.people.involvement import access
from throughgate.people.involvement import changes as involvement
from throughgate.people.record.forms import said_on
from throughgate.privacy.access.typed import sent
from throughgate.privacy.audit import looks

form_page = require_http_methods(["GET", "HEAD", "POST"])
# Not there, limited, known to the user, two who fit: one answer.
NOT_OPENED = (
    "Nothing was opened. Nobody whom you could see in an emergency fits exactly what you gave. Check it "
    "against its source. If somebody is in danger, ring 999."
)
TOO_OFTEN = (
    "You have asked many times within an hour, so this did not look. Ask a colleague or your information "
    "officer. If somebody is in danger, ring 999."
)


@form_page
def emergency(request: HttpRequest) -> HttpResponse:
    user, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    access.check_open_emergency(user, today=today)
    form = Emergency(sent(request), today=today)
    if form.is_valid():
        why = form.cleaned_data["why"]
        outcome = changes.ask(keys=form.keys, why=why, by=user, today=today, now=dates.now())
        if outcome.person:
            return redirect("person", person=outcome.person)
        form.add_error(None, _(TOO_OFTEN if outcome.came is Came.TOO_OFTEN else NOT_OPENED))
    status = 422 if form.errors else 200
    return render(request, "emergency/emergency.html", {"form": form}, status=status)


@require_safe
def emergencies(request: HttpRequest) -> HttpResponse:
    user, today, now = request.signed_in, dates.today(), dates.now()  # type: ignore[attr-defined]
    _check_officer(request)
    reviewed = request.GET.get("state") == "reviewed"
    asked = request.GET.get("page", "1")
    page = max(int(asked), 1) if asked.isdecimal() and len(asked) < 6 else 1
    found, more = queries.to_review(user, today=today, now=now, reviewed=reviewed, page=page)
    looks.shown(request, [each.access.person_id for each in found if each.there])
    shown = {"found": found, "more": more, "page": page, "reviewed": reviewed}
    return render(request, "emergency/emergencies.html", shown)


@form_page
def review(request: HttpRequest, access: UUID) -> HttpResponse:
    user, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    opened = queries.one(user, access, today=today, now=dates.now())
    form = Review(sent(request))
    if form.is_valid():
        with said_on(form):
            involvement.review_emergency(
                access_opened=opened.access,
                finding=form.cleaned_data["finding"],
                by=user,
                today=today,
            )
            messages.success(request, _("Your review is kept."))
            return redirect("emergencies")
    looks.shown(request, [opened.access.person_id] if opened.there else [])
    status = 422 if form.errors else 200
    return render(request, "emergency/review.html", {"form": form, "opened": opened}, status=status)


def _check_officer(request: HttpRequest) -> None:
    post = request.working_in  # type: ignore[attr-defined]
    if not may(post.role, today=dates.today()).review:
        raise NotAllowed(
            "Emergency accesses are reviewed by an information officer. Ask yours what was found."
        )
