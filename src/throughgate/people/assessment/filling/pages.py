"""Filling an assessment: one part a page, risk of serious harm, which needs are kept, going on after a change."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from throughgate.people.assessment import access, forms, queries, reading
from throughgate.people.assessment.catalogue import rules as catalogue
from throughgate.people.assessment.due import queries as known_of_due
from throughgate.people.assessment.due import rules as due_rules
from throughgate.people.assessment.filling import changes
from throughgate.people.assessment.filling.forms import HarmForm, PartForm
from throughgate.people.assessment.filling.rules import kept_needs
from throughgate.people.assessment.models import SECTIONS, Assessment
from throughgate.people.assessment.question_sets import rules as sets
from throughgate.people.assessment.question_sets.rules import Section
from throughgate.people.assessment.rules import Kind
from throughgate.people.assessment.signing import changes as signing
from throughgate.people.record.forms import said_on
from throughgate.people.record.opening import Opened
from throughgate.people.record.pages import opened, show
from throughgate.privacy.access.typed import sent

HERE = "person-needs"
form_page = require_http_methods(["GET", "HEAD", "POST"])


def _section(of: Assessment, part: str) -> Section:
    for each in sets.question_set(of.question_set).sections:
        if each.part.code == part:
            return each
    raise Http404


def _who(record: Opened) -> dict[str, Any]:
    return {"by": record.user, "today": record.today, "now": record.now}


@form_page
def fill(request: HttpRequest, person: UUID, row: UUID, part: str) -> HttpResponse:
    record = opened(request, person, *SECTIONS)
    of = queries.assessment(record, row)
    section = _section(of, part)
    access.check_part(record, of, section.part.seen_under)
    mine = queries.own_part(record, of, part)
    form = PartForm(sent(request), section=section, kind=of.kind, row=mine)
    if form.is_valid():
        with said_on(form):
            saved = changes.write(
                of=row, person=person, part=part, typed=form.typed, before=form.seen_before, **_who(record)
            )  # fmt: skip
            if not saved.clashes:
                _say_dropped(request, len(saved.dropped))
                return redirect(_next(request, record, of, part))
            form.show_clashes(saved.clashes, saved.part)
    rows = [each for each in queries.parts(record, of) if each.part == part]
    questions = sets.question_set(of.question_set)
    shown = {
        "form": form,
        "assessment": of,
        "section": section,
        "mine": mine,
        "others": [reading.said_in(record, of, each, questions) for each in rows if each != mine],
        "leads": access.leads(record, of),
        "back": reverse("assessment", args=[person, row]),
    }
    return show(request, record, "assessment/part.html", shown, here=HERE)


def _say_dropped(request: HttpRequest, dropped: int) -> None:
    if dropped:
        words = ngettext(
            "%(count)s of your answers was to a question that is no longer asked. It is kept beside the others, as you gave it.",
            "%(count)s of your answers were to questions that are no longer asked. They are kept beside the others, as you gave them.",
            dropped,
        )
        messages.info(request, words % {"count": dropped})


def _next(request: HttpRequest, record: Opened, of: Assessment, part: str) -> str:
    """The part after this one, or the list of them."""
    if request.POST.get("then") == "hand_in":
        return reverse("hand-in-part", args=[of.person_id, of.pk, part])
    codes = [
        each.part.code
        for each in sets.question_set(of.question_set).sections
        if each.asked_in(of.kind) and access.takes_part(record, of, each.part.seen_under)
    ]
    after = codes[codes.index(part) + 1 :] if part in codes else []
    if request.POST.get("then") != "next" or not after:
        return reverse("assessment", args=[of.person_id, of.pk])
    return reverse("assessment-part", args=[of.person_id, of.pk, after[0]])


@form_page
def harm(request: HttpRequest, person: UUID, row: UUID) -> HttpResponse:
    record = opened(request, person, "risk")
    of = queries.assessment(record, row)
    record.check_write("risk")
    access.check_lead(record, of)
    rows = queries.harm(record, of)
    last = [] if rows else queries.newest_harm(record)
    form = HarmForm(sent(request), rows=rows, last=last)
    if form.is_valid():
        with said_on(form):
            signing.say_harm(
                of=row, person=person, levels=form.levels, seen=form.seen, **_who(record)
            )
            return redirect("assessment", person=person, row=row)
    shown = {"form": form, "rows": rows, "back": reverse("assessment", args=[person, row])}
    return show(request, record, "assessment/harm.html", shown, here=HERE)


@form_page
def choose_needs(request: HttpRequest, person: UUID, row: UUID, part: str) -> HttpResponse:
    record = opened(request, person, *SECTIONS)
    of = queries.assessment(record, row)
    section = _section(of, part)
    access.check_part(record, of, section.part.seen_under)
    mine = queries.own_part(record, of, part)
    asked, answers = section.asked_in(of.kind), mine.answers if mine else {}
    added, left_out = (mine.needs_added, mine.needs_left_out) if mine else ((), ())
    kept = kept_needs(asked, answers, added=added, left_out=left_out, day=record.today)
    choices = [(n.code, n.name) for n in catalogue.of_pathway(section.part.pathway, record.today)]
    form = forms.Needs(sent(request), choices=choices, initial={"needs": kept})
    if form.is_valid():
        with said_on(form):
            chosen = frozenset(form.cleaned_data["needs"])
            changes.choose_needs(of=row, person=person, part=part, needs=chosen, **_who(record))
            return redirect("check-assessment", person=person, row=row)
    suggested = kept_needs(asked, answers, added=(), left_out=(), day=record.today)
    shown = {
        "form": form,
        "section": section,
        "suggested": reading.names(suggested, record.today),
        "back": reverse("check-assessment", args=[person, row]),
    }
    return show(request, record, "assessment/choose_needs.html", shown, here=HERE)


@require_POST
def still_so(request: HttpRequest, person: UUID, row: UUID) -> HttpResponse:
    record = opened(request, person, *SECTIONS)
    access.check_lead(record, queries.assessment(record, row))
    changes.still_so(of=row, person=person, **_who(record))
    return redirect("check-assessment", person=person, row=row)


@require_POST
def go_on(request: HttpRequest, person: UUID, row: UUID) -> HttpResponse:
    """With newer questions, or as the kind that fits where the person is now."""
    record = opened(request, person, *SECTIONS)
    of = queries.assessment(record, row)
    access.check_lead(record, of)
    known, today = known_of_due.known(record), record.today
    kind = due_rules.goes_on(known, Kind(of.kind), started=of.started_on, today=today)
    due = {each.kind: each.by for each in due_rules.due(known, today=today)}
    after = kind or Kind(of.kind)
    changes.go_on(of=row, person=person, kind=after, due=due.get(after, of.due_on), **_who(record))
    messages.info(
        request,
        _("Nothing that was said is lost. Ask of each answer whether it is still so."),
    )
    return redirect("assessment", person=person, row=row)
