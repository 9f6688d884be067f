"""What somebody says is wrong: writing it down from their record, and answering it."""

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
from throughgate.people.rights import wording
from throughgate.people.rights.corrections import changes, queries
from throughgate.people.rights.corrections.forms import Answer, Ask
from throughgate.people.rights.corrections.models import Correction
from throughgate.people.rights.corrections.rules import State
from throughgate.people.rights.pages import show
from throughgate.people.rights.queries import known_as
from throughgate.privacy.access.models import User
from throughgate.privacy.access.typed import sent
from throughgate.privacy.audit import looks

HERE = "corrections"
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    user, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    over = "over" in request.GET
    lines = queries.to_answer(user, answered=over, today=today, now=dates.now())
    looks.shown(request, [line.row.person_id for line in lines])
    shown = {"lines": lines, "over": over, "wording": wording}
    return show(request, "corrections", shown, here=HERE)


@form_page
def ask(request: HttpRequest, person: UUID) -> HttpResponse:
    """Anybody whom the person tells writes it down; from a row of the record it knows what it is about."""
    record = opened(request, person)
    about = queries.about(record, request.GET.get("of", ""), request.GET.get("row", ""))
    form = Ask(sent(request), holders=queries.holders(record), about=about)
    if form.is_valid():
        with said_on(form):
            changes.ask(
                person=person, **form.asked, by=record.user, today=record.today, now=record.now
            )
            messages.success(
                request, _("It is written down. Whoever wrote it answers within a month.")
            )
            return redirect("person-rights", person=person)
    shown = {"form": form, "about": about, "back": reverse("person-rights", args=[person])}
    return show_record(request, record, "rights/ask_correction.html", shown, here="person-rights")


@form_page
def correction(request: HttpRequest, person: UUID, case: UUID) -> HttpResponse:
    by, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    found = queries.correction(by, person, case, today=today)
    version = found.version
    form = Answer(sent(request))
    if form.is_valid():
        with said_on(form):
            found.version = form.cleaned_data["version"]
            _answer(found, form, by)
            messages.success(request, _("The answer is kept. Tell the person."))
            return redirect("corrections")
    named = known_as(by, [person], today=today, now=dates.now())
    shown = {
        "form": form,
        "row": found,
        "version": version,
        "named": named[person].name if person in named else "",
        "open": found.state in (State.ASKED.value, State.STANDS.value),
        "back": reverse("corrections"),
        "wording": wording,
    }
    return show(request, "correction", shown, here=HERE)


def _answer(found: Correction, form: Answer, by: User) -> None:
    became, words, today = form.cleaned_data["became"], form.cleaned_data["answer"], dates.today()
    if became == State.CORRECTED.value:
        changes.correct(correction=found, answer=words, by=by, today=today)
    elif became == State.STANDS.value:
        changes.let_stand(correction=found, answer=words, by=by, today=today)
    else:
        changes.withdraw(correction=found, by=by, today=today)
