"""Pages of a request: open cases, one case and its steps, and what the person is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from throughgate.common import dates
from throughgate.people.record.forms import said_on
from throughgate.people.record.pages import opened
from throughgate.people.record.pages import show as show_record
from throughgate.people.rights import access, wording
from throughgate.people.rights.pages import show
from throughgate.people.rights.queries import known_as
from throughgate.people.rights.requests import answer, changes, queries, rules
from throughgate.people.rights.requests.forms import Open, Why
from throughgate.people.rights.requests.models import SubjectAccess
from throughgate.people.rights.requests.rules import State
from throughgate.privacy.access.typed import sent
from throughgate.privacy.audit import looks

form_page = require_http_methods(["GET", "HEAD", "POST"])
HERE = "requests"


@dataclass(frozen=True)
class Step:
    """A step that says why: its words, what it does, and to which state it leads."""

    title: str | Promise
    button: str | Promise
    hint: str | Promise
    change: Any


STEPS = {
    "longer": Step(
        lazy("Take two months more"),
        lazy("Take longer"),
        lazy(
            "Only where much was asked or it is complex. The person is told this, within the first month."
        ),
        changes.take_longer,
    ),
    "refuse": Step(
        lazy("Refuse the request"),
        lazy("Refuse"),
        lazy(
            "Only where it is manifestly unfounded or excessive. The person is told this, and that they may complain."
        ),
        changes.refuse,
    ),
    "withdraw": Step(
        lazy("The person no longer asks"),
        lazy("End the case"),
        lazy("What they said, and how."),
        changes.withdraw,
    ),
    "back": Step(
        lazy("Send it back"),
        lazy("Send back"),
        lazy("What to look at again. Every organisation may then decide anew."),
        changes.send_back,
    ),
}


@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    user, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    over = "over" in request.GET
    lines = queries.cases(user, over=over, today=today, now=dates.now())
    looks.shown(request, [line.case.person_id for line in lines])
    return show(request, "requests", {"lines": lines, "over": over, "wording": wording}, here=HERE)


@form_page
def open_request(request: HttpRequest, person: UUID) -> HttpResponse:
    record = opened(request, person)
    access.check_officer(record.user, today=record.today)
    form = Open(sent(request))
    if form.is_valid():
        with said_on(form):
            made = changes.open_case(
                person=person,
                **form.cleaned_data,
                by=record.user,
                today=record.today,
                now=record.now,
            )
            return redirect("request", person=person, case=made.pk)
    shown = {"form": form, "back": reverse("person-rights", args=[person])}
    return show_record(request, record, "rights/open_request.html", shown, here="person-rights")


@require_safe
def one(request: HttpRequest, person: UUID, case: UUID) -> HttpResponse:
    user, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    found = _case(request, person, case)
    post = access.check_handler(user, today=today)
    leads = post.organisation_id == found.lead_id
    progress = queries.progress(user, found, today=today) if leads else None
    asked = queries.asked(found, post)
    shown = {
        "case": found,
        "clock": queries.clock(found, today=today),
        "wording": wording,
        "named": _named(request, person),
        "asked": asked,
        "ours": next((row for row in asked if row.organisation_id == post.organisation_id), None),
        "missing": rules.missing_for_approval(progress) if progress else (),
        "leads": access.may_lead(user, found.lead_id, today=today),
        "officer": access.is_officer(user, today=today),
        "approves": found.state == State.APPROVAL.value
        and access.may_approve(user, found.lead_id, found.sent_by_id, today=today),
        "may": {state.value: rules.may_move(State(found.state), state) for state in State},
        "reads": leads and found.state in answer.READABLE,
    }
    return show(request, "request", shown, here=HERE)


@require_POST
def ask_proof(request: HttpRequest, person: UUID, case: UUID) -> HttpResponse:
    return _step(request, person, case, changes.ask_proof, _("The clock stands still from today."))


@require_POST
def begin(request: HttpRequest, person: UUID, case: UUID) -> HttpResponse:
    words = _(
        "Every row about them is being found, and each organisation is asked. That takes a moment."
    )
    return _step(request, person, case, changes.begin, words)


@require_POST
def send(request: HttpRequest, person: UUID, case: UUID) -> HttpResponse:
    words = _("A second person looks at it now: an information officer or a manager, not you.")
    return _step(request, person, case, changes.send_for_approval, words)


@require_POST
def approve(request: HttpRequest, person: UUID, case: UUID) -> HttpResponse:
    return _take(request, person, case, changes.approve, _("It can be given to the person now."))


@require_POST
def give(request: HttpRequest, person: UUID, case: UUID) -> HttpResponse:
    by, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    access.check_officer(by, today=today)
    found = _case(request, person, case)
    text = answer.for_machines(found, _answer(request, found))
    changes.give(case=found, sha256=answer.checksum(text), by=by, today=today)
    messages.success(
        request, _("The case is over. What was given stays here until it is deleted by rule.")
    )
    return redirect("request", person=person, case=case)


@form_page
def say_why(request: HttpRequest, person: UUID, case: UUID, step: str) -> HttpResponse:
    by, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    if step != "back":
        access.check_officer(by, today=today)
    found, asks = _case(request, person, case), STEPS[step]
    form = Why(sent(request), hint=asks.hint)
    if form.is_valid():
        with said_on(form):
            asks.change(case=found, why=form.cleaned_data["why"], by=by, today=today)
            return redirect("request", person=person, case=case)
    back = reverse("request", args=[person, case])
    return show(request, "say_why", {"form": form, "step": asks, "back": back}, here=HERE)


@require_safe
def preview(request: HttpRequest, person: UUID, case: UUID) -> HttpResponse:
    """What would go out, for the leading organisation and for who approves."""
    found = _readable(request, person, case)
    shown = {"case": found, "answer": _answer(request, found), "named": _named(request, person)}
    return show(request, "preview", shown, here=HERE)


@require_safe
def file_to_read(request: HttpRequest, person: UUID, case: UUID) -> HttpResponse:
    found = _approved(request, person, case)
    shown = {"case": found, "answer": _answer(request, found), "named": _named(request, person)}
    text = render_to_string("rights/file.html", {**shown, "styles": answer.styles()})
    return _download(
        text, "text/html; charset=utf-8", f"what-is-kept-about-you-{found.received_on}.html"
    )


@require_safe
def file_for_machines(request: HttpRequest, person: UUID, case: UUID) -> HttpResponse:
    found = _approved(request, person, case)
    text = answer.for_machines(found, _answer(request, found))
    return _download(text, "application/json", f"what-is-kept-about-you-{found.received_on}.json")


def _case(request: HttpRequest, person: UUID, case: UUID) -> SubjectAccess:
    user, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    return queries.case(user, person, case, today=today)


def _readable(request: HttpRequest, person: UUID, case: UUID) -> SubjectAccess:
    user, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    found = _case(request, person, case)
    access.check_reads(user, found.lead_id, today=today)
    answer.check_readable(found)
    return found


def _approved(request: HttpRequest, person: UUID, case: UUID) -> SubjectAccess:
    """The files are for the officer who gives them to the person, and for nobody else."""
    user, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    access.check_officer(user, today=today)
    found = _case(request, person, case)
    access.check_leads(user, found.lead_id, today=today)
    answer.check_approved(found)
    return found


def _answer(request: HttpRequest, case: SubjectAccess) -> answer.Answer:
    user, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    return answer.put_together(queries.given(user, case, today=today))


def _named(request: HttpRequest, person: UUID) -> str:
    user, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    named = known_as(user, [person], today=today, now=dates.now())
    return named[person].name if person in named else ""


def _step(request: HttpRequest, person: UUID, case: UUID, change: Any, words: str) -> HttpResponse:
    """A step of the officer who leads the case."""
    access.check_officer(request.signed_in, today=dates.today())  # type: ignore[attr-defined]
    return _take(request, person, case, change, words)


def _take(request: HttpRequest, person: UUID, case: UUID, change: Any, words: str) -> HttpResponse:
    by, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    change(case=_case(request, person, case), by=by, today=today)
    messages.success(request, words)
    return redirect("request", person=person, case=case)


def _download(text: str, kind: str, name: str) -> HttpResponse:
    made = HttpResponse(text, content_type=kind)
    made["Content-Disposition"] = f'attachment; filename="{name}"'
    return made
