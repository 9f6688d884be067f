"""The needs of a person and their assessments: what is needed now, what is due, starting one, and reading one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from throughgate.common.pathways import pathways
from throughgate.people.assessment import access, forms, queries, reading, words
from throughgate.people.assessment.due import queries as known_of_due
from throughgate.people.assessment.due import rules as due_rules
from throughgate.people.assessment.filling import changes
from throughgate.people.assessment.models import SECTIONS, Assessment, Need
from throughgate.people.assessment.needs.queries import standing
from throughgate.people.assessment.question_sets import rules as sets
from throughgate.people.assessment.rules import Kind, State
from throughgate.people.record.forms import said_on
from throughgate.people.record.opening import Opened
from throughgate.people.record.pages import opened, show
from throughgate.privacy.access.typed import sent

HERE = "person-needs"
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def needs(request: HttpRequest, person: UUID) -> HttpResponse:
    record = opened(request, person, *SECTIONS)
    found = queries.assessments(record)
    by_pathway = _by_pathway(record, found)
    shown = {
        "pathways": by_pathway,
        "assessments": found,
        "drafts": [each for each in found if each.state in queries.OPEN],
        "due": _due(record, found),
        "may_start": access.writes_needs(record),
        "leads_on": record.sees("plan"),
        "same": _says_the_same,
        "standing": standing(record),
        "may_say": {r.pk for each in by_pathway for r in _own(record, each)},
        "unsigned": {each.pk for each in found if each.signed_on is None},
    }
    return show(request, record, "assessment/needs.html", shown, here=HERE)


def _own(record: Opened, pathway: dict[str, Any]) -> Iterable[Need]:
    """The needs of which the reader’s own organisation says what has become of them."""
    rows = (row for _name, several in pathway["needs"] for row in several)
    return [
        r for r in rows if r.held_by_id == record.who.organisation and record.may_write(r.section)
    ]


def _by_pathway(record: Opened, found: list[Assessment]) -> list[dict[str, Any]]:
    """Each pathway that is open to the reader: what is needed, what goes well, what the person says."""
    signed = [each for each in found if each.state in queries.SIGNED]
    last = max(signed, key=lambda each: (each.signed_on, each.started_on), default=None)
    rows = queries.parts(record, last) if last else []
    present = queries.present_needs(record)
    return [
        {
            "name": each.name,
            "needs": _together(record, [row for row in present if row.pathway == each.code]),
            "said": [r for r in rows if r.section == each.section and (r.strengths or r.words)],
            "for_all": each.for_all,
        }
        for each in pathways(record.today)
        if record.sees(each.section)
    ]


def _says_the_same(one: Need, other: Need) -> bool:
    told = ("severity", "linked_to_harm", "linked_to_reoffending")
    return all(getattr(one, name) == getattr(other, name) for name in told)


def _together(record: Opened, rows: Iterable[Need]) -> list[tuple[str, list[Need]]]:
    """One need once, with whoever found it."""
    found: dict[str, list[Need]] = {}
    for row in rows:
        found.setdefault(row.code, []).append(row)
    return [(reading.names([code], record.today)[0], each) for code, each in found.items()]


def _due(record: Opened, found: list[Assessment]) -> list[dict[str, object]]:
    """What is due and not begun by anybody, with the reason."""
    begun = {each.kind for each in found if each.state in queries.OPEN}
    return [
        {
            "kind": each.kind.value,
            "name": words.kind_name(each.kind),
            "because": words.because(each),
            "when": words.by_when(each.by, today=record.today),
            "late": words.is_late(each.by, today=record.today),
        }
        for each in known_of_due.due_of(record)
        if each.kind not in begun
    ]


@form_page
def start(request: HttpRequest, person: UUID) -> HttpResponse:
    record = opened(request, person, *SECTIONS)
    access.check_start(record)
    known = known_of_due.known(record)
    due = known_of_due.due_of(record)
    asked_for = request.GET.get("kind") or known_of_due.offered_to(record).value
    form = forms.Start(sent(request), initial={"kind": asked_for})
    if form.is_valid():
        kind = Kind(form.cleaned_data["kind"])
        with said_on(form):
            made = changes.start(
                key=form.cleaned_data["key"],
                person=person,
                kind=kind,
                due=next((each.by for each in due if each.kind is kind), None),
                by=record.user,
                today=record.today,
                now=record.now,
            )
            return redirect("assessment", person=person, row=made.pk)
    shown = {
        "form": form,
        "due": [(words.kind_name(d.kind), words.because(d), words.by_when(d.by, today=record.today)) for d in due],
        "short": due_rules.short(known, today=record.today),
        "last": queries.newest_signed(record),
        "others": [a for a in queries.assessments(record) if a.state in queries.OPEN],
        "back": reverse(HERE, args=[person]),
    }  # fmt: skip
    return show(request, record, "assessment/start.html", shown, here=HERE)


@require_safe
def assessment(request: HttpRequest, person: UUID, row: UUID) -> HttpResponse:
    """A draft is a list of tasks; what was checked or signed is read."""
    record = opened(request, person, *SECTIONS)
    of = queries.assessment(record, row)
    draft = of.state == State.DRAFT
    rows = queries.parts(record, of)
    parts = reading.shown(record, of, rows, fills=draft)
    shown = {
        "assessment": of,
        "parts": parts,
        "harm": queries.harm(record, of) if record.sees("risk") else [],
        "sees_risk": record.sees("risk"),
        "says_harm": draft and access.leads(record, of) and record.may_write("risk"),
        "leads": access.leads(record, of),
        "moved": moved(record, of) if draft else None,
        "newer": newer(of, record) if draft else None,
        "counts_all": len(queries.SIGNED),
        "may_countersign": of.state == State.SIGNED
        and access.leads(record, of)
        and record.who.role in access.COUNTERSIGNS
        and of.signed_by_id != record.user.pk,
        "when": words.by_when(of.due_on, today=record.today),
        "late": words.is_late(of.due_on, today=record.today),
        "to_say": sum(len(each.row.unsure) for part in parts for each in part.said if each.own),
    }
    template = "assessment/tasks.html" if draft else "assessment/read.html"
    return show(request, record, template, shown, here=HERE)


def moved(record: Opened, of: Assessment) -> dict[str, object] | None:
    """The person moved after it was started: what it can go on as, and what is said of it."""
    known = known_of_due.known(record)
    kind = due_rules.goes_on(known, Kind(of.kind), started=of.started_on, today=record.today)
    if kind is None or known.place is None:
        return None
    return {"kind": kind.value, "place": known.place.value, "since": known.since}


def newer(of: Assessment, record: Opened) -> str | None:
    """Newer questions are in force than those it was started with."""
    current = sets.current(of.kind, record.today)
    return current.since.isoformat() if current.code != of.question_set else None
