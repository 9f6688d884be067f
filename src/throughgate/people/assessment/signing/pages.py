"""Checking, signing, countersigning and handing in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from throughgate.common import dates
from throughgate.people.assessment import access, forms, queries, reading
from throughgate.people.assessment.catalogue.rules import parts as parts_of
from throughgate.people.assessment.filling.rules import as_filled
from throughgate.people.assessment.models import SECTIONS, Assessment
from throughgate.people.assessment.question_sets import rules as sets
from throughgate.people.assessment.rules import Kind, State, gaps
from throughgate.people.assessment.signing import changes
from throughgate.people.record.forms import said_on
from throughgate.people.record.opening import Opened
from throughgate.people.record.pages import opened, show
from throughgate.privacy.access.typed import Form, sent

HERE = "person-needs"
form_page = require_http_methods(["GET", "HEAD", "POST"])


def _who(record: Opened) -> dict[str, Any]:
    return {"by": record.user, "today": record.today, "now": record.now}


def _lead(request: HttpRequest, person: UUID, row: UUID) -> tuple[Opened, Assessment]:
    record = opened(request, person, *SECTIONS)
    of = queries.assessment(record, row)
    access.check_lead(record, of)
    return record, of


@form_page
def check(request: HttpRequest, person: UUID, row: UUID) -> HttpResponse:
    record, of = _lead(request, person, row)
    form = Form(sent(request))
    if form.is_valid():
        with said_on(form):
            changes.check(of=row, person=person, **_who(record))
            return redirect("sign-assessment", person=person, row=row)
    rows = queries.parts(record, of)
    parts = reading.shown(record, of, rows, fills=of.state == State.DRAFT)
    filled = as_filled((each.part, each.answers) for each in rows)
    missing = gaps(sets.question_set(of.question_set), filled, kind=Kind(of.kind), day=record.today)
    names = parts_of(record.today)
    shown = {
        "form": form,
        "assessment": of,
        "parts": [each for each in parts if each.said],
        "gaps": [(names[gap.section].name, gap.section, len(gap.questions)) for gap in missing],
        "to_say": sum(len(each.row.unsure) for part in parts for each in part.said if each.own),
        **_harm(record, of),
        "back": reverse("assessment", args=[person, row]),
    }
    return show(request, record, "assessment/check.html", shown, here=HERE)


def _harm(record: Opened, of: Assessment) -> dict[str, Any]:
    """What this assessment says of it; where it says nothing, what was said last, which counts on."""
    sees = record.sees("risk")
    said = queries.harm(record, of) if sees else []
    before = queries.newest_harm(record) if sees and not said else []
    return {"sees_risk": sees, "harm": said, "harm_before": before}


@form_page
def sign(request: HttpRequest, person: UUID, row: UUID) -> HttpResponse:
    record, of = _lead(request, person, row)
    if of.state == State.DRAFT:
        return redirect("check-assessment", person=person, row=row)
    form = forms.Version(sent(request), initial={"version": of.version})
    if form.is_valid():
        with said_on(form):
            version = form.cleaned_data["version"]
            changes.sign(of=row, person=person, version=version, **_who(record))
            messages.success(request, _("Signed. The needs are on the record from today."))
            return redirect("assessment", person=person, row=row)
    again = queries.asks_countersign(of.held_by_id, record)
    own = queries.own_parts(record, of)
    questions = sets.question_set(of.question_set)
    needs = [n for each in own for n in reading.said_in(record, of, each, questions).needs]
    shown = {
        "form": form,
        "assessment": of,
        "needs": list(dict.fromkeys(needs)),
        "again": again,
        "back": reverse("assessment", args=[person, row]),
    }
    return show(request, record, "assessment/sign.html", shown, here=HERE)


@require_POST
def open_again(request: HttpRequest, person: UUID, row: UUID) -> HttpResponse:
    record, _of = _lead(request, person, row)
    changes.open_again(of=row, person=person, **_who(record))
    return redirect("assessment", person=person, row=row)


@form_page
def countersign(request: HttpRequest, person: UUID, row: UUID) -> HttpResponse:
    record, of = _lead(request, person, row)
    access.check_countersign(record, of)
    back = request.POST.get("then") == "send_back"
    form = forms.SendBack(sent(request) if back or request.method != "POST" else None)
    if request.method == "POST" and not back:
        changes.countersign(of=row, person=person, **_who(record))
        messages.success(request, _("Countersigned and locked."))
        return redirect("assessment", person=person, row=row)
    if form.is_valid():
        with said_on(form):
            changes.send_back(of=row, person=person, why=form.cleaned_data["why"], **_who(record))
            return redirect("assessment", person=person, row=row)
    parts = reading.shown(record, of, queries.parts(record, of), fills=False)
    shown = {
        "form": form,
        "assessment": of,
        "parts": [each for each in parts if each.said],
        "harm": queries.harm(record, of) if record.sees("risk") else [],
        "back": reverse("assessment", args=[person, row]),
    }
    return show(request, record, "assessment/countersign.html", shown, here=HERE)


@form_page
def hand_in(request: HttpRequest, person: UUID, row: UUID, part: str) -> HttpResponse:
    """By the professional of a pathway: asked once more before it stands."""
    record = opened(request, person, *SECTIONS)
    of = queries.assessment(record, row)
    named = parts_of(record.today).get(part)
    if named is None:
        raise Http404
    access.check_part(record, of, named.seen_under)
    mine = queries.own_part(record, of, part)
    form = Form(sent(request))
    if form.is_valid():
        with said_on(form):
            changes.hand_in(of=row, person=person, part=part, **_who(record))
            messages.success(request, _("Handed in. Its needs are on the record from today."))
            return redirect("assessment", person=person, row=row)
    questions = sets.question_set(of.question_set)
    said = reading.said_in(record, of, mine, questions) if mine else None
    shown = {
        "form": form,
        "assessment": of,
        "part": named,
        "said": said,
        "back": reverse("assessment", args=[person, row]),
    }
    return show(request, record, "assessment/hand_in.html", shown, here=HERE)


@form_page
def countersigning(request: HttpRequest) -> HttpResponse:
    """Whether the organisation asks for a second signature; a manager says."""
    user, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    organisation = access.check_manages(user, today=today)
    if request.method == "POST":
        ask = request.POST.get("ask") == "yes"
        changes.ask_countersign(ask=ask, by=user, today=today)
        return redirect("countersigning")
    asks = queries.asks_countersign_on(organisation.pk, today)
    return render(request, "assessment/countersigning.html", {"asks": asks, "at": organisation})
