"""Complaints about how somebody's data was used: written down, acknowledged, answered."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from throughgate.common import dates
from throughgate.people.record.forms import said_on
from throughgate.people.record.pages import opened
from throughgate.people.record.pages import show as show_record
from throughgate.people.rights import access, wording
from throughgate.people.rights.complaints import changes, queries, rules
from throughgate.people.rights.complaints.forms import Answer, Receive
from throughgate.people.rights.complaints.rules import State
from throughgate.people.rights.pages import show
from throughgate.people.rights.queries import known_as
from throughgate.privacy.access.typed import sent
from throughgate.privacy.audit import looks

HERE = "complaints"
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def complaints(request: HttpRequest) -> HttpResponse:
    user, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    over = "over" in request.GET
    lines = queries.complaints(user, over=over, today=today, now=dates.now())
    looks.shown(request, [line.row.person_id for line in lines])
    shown = {"lines": lines, "over": over, "wording": wording}
    return show(request, "complaints", shown, here=HERE)


@form_page
def receive(request: HttpRequest, person: UUID) -> HttpResponse:
    record = opened(request, person)
    access.check_officer(record.user, today=record.today)
    form = Receive(sent(request))
    if form.is_valid():
        with said_on(form):
            made = changes.receive(
                person=person,
                **form.cleaned_data,
                by=record.user,
                today=record.today,
                now=record.now,
            )
            return redirect("complaint", person=person, case=made.pk)
    shown = {"form": form, "back": reverse("person-rights", args=[person])}
    return show_record(
        request, record, "rights/receive_complaint.html", shown, here="person-rights"
    )


@form_page
def complaint(request: HttpRequest, person: UUID, case: UUID) -> HttpResponse:
    by, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    found = queries.complaint(by, person, case, today=today)
    version = found.version
    form = Answer(sent(request))
    if form.is_valid():
        with said_on(form):
            found.version = form.cleaned_data["version"]
            changes.answer(complaint=found, answer=form.cleaned_data["answer"], by=by, today=today)
            messages.success(request, _("The answer is kept. Send it to the person."))
            return redirect("complaint", person=person, case=case)
    named = known_as(by, [person], today=today, now=dates.now())
    shown = {
        "form": form,
        "row": found,
        "version": version,
        "named": named[person].name if person in named else "",
        "open": not rules.is_over(State(found.state)),
        "back": reverse("complaints"),
        "wording": wording,
    }
    return show(request, "complaint", shown, here=HERE)


@require_POST
def acknowledge(request: HttpRequest, person: UUID, case: UUID) -> HttpResponse:
    words = _("Acknowledged. Say to the person by when you answer.")
    return _step(request, person, case, changes.acknowledge, words)


@require_POST
def withdraw(request: HttpRequest, person: UUID, case: UUID) -> HttpResponse:
    return _step(request, person, case, changes.withdraw, _("The complaint is over."))


def _step(request: HttpRequest, person: UUID, case: UUID, change: Any, words: str) -> HttpResponse:
    by, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    found = queries.complaint(by, person, case, today=today)
    change(complaint=found, by=by, today=today)
    messages.success(request, words)
    return redirect("complaint", person=person, case=case)
