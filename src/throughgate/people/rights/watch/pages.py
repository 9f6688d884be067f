"""Looks that stand out, and who has seen one record."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from throughgate.common import dates
from throughgate.people.record.forms import said_on
from throughgate.people.record.pages import opened
from throughgate.people.record.pages import show as show_record
from throughgate.people.rights import access
from throughgate.people.rights.pages import show
from throughgate.people.rights.watch import changes, queries
from throughgate.people.rights.watch.forms import Review
from throughgate.people.rights.watch.rules import Kind
from throughgate.privacy.access.typed import sent
from throughgate.privacy.audit import looks as audit

HERE = "looks"


@require_safe
def looks(request: HttpRequest) -> HttpResponse:
    user, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    over = "over" in request.GET
    found = queries.to_review(user, reviewed=over, today=today, now=dates.now())
    audit.shown(request, [each.row.person_id for each in found if each.name])
    return show(request, "looks", {"found": found, "over": over}, here=HERE)


@require_http_methods(["GET", "HEAD", "POST"])
def look(request: HttpRequest, id: UUID) -> HttpResponse:
    by, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    found = queries.stands_out(by, id, today=today, now=dates.now())
    if found.name:
        audit.shown(request, [found.row.person_id])
    form = Review(sent(request))
    if form.is_valid():
        with said_on(form):
            changes.review(row=found.row, finding=form.cleaned_data["finding"], by=by, today=today)
            messages.success(request, _("What you found out is kept."))
            return redirect(HERE)
    shown = {"form": form, "one": found, "many": found.row.kind == Kind.MANY.value}
    return show(request, "look", {**shown, "back": reverse(HERE)}, here=HERE)


@require_safe
def seen_by(request: HttpRequest, person: UUID) -> HttpResponse:
    record = opened(request, person)
    access.check_officer(record.user, today=record.today)
    asked_page = request.GET.get("page", "1")
    page = max(int(asked_page), 1) if asked_page.isdigit() else 1
    lines, more = queries.seen_by(
        record.user, person, today=record.today, now=record.now, page=page
    )
    shown = {"lines": lines, "page": page, "more": more}
    return show_record(request, record, "rights/seen.html", shown, here="person-rights")
