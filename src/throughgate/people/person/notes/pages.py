"""Notes about a person: all of them, one, a new one, a correction, a copy for another system."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from throughgate.common import dates
from throughgate.people.person.notes import access, changes, plain, queries
from throughgate.people.person.notes.forms import Words
from throughgate.people.person.notes.models import Note
from throughgate.people.person.notes.shown import asked_of, noted, of_filter
from throughgate.people.record.forms import said_on
from throughgate.people.record.opening import Opened
from throughgate.people.record.pages import opened, show
from throughgate.privacy.access.typed import sent
from throughgate.privacy.audit import looks

SECTIONS, HERE = ("notes", "health"), "person-notes"
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def notes(request: HttpRequest, person: UUID) -> HttpResponse:
    record = opened(request, person, *SECTIONS)
    asked, page = asked_of(request.GET, today=record.today)
    seen = queries.holders(record)
    found, more = queries.notes(record, seen, asked, page=page)
    shown = {"notes": [noted(each) for each in found], "page": page, "more": more}
    return show(
        request, record, "notes/notes.html", {**shown, **of_filter(asked, seen, record)}, here=HERE
    )


@form_page
def add(request: HttpRequest, person: UUID) -> HttpResponse:
    record = opened(request, person, *SECTIONS)
    record.check_write("notes")
    form = Words(sent(request), opened=record)
    if form.is_valid():
        with said_on(form):
            note = Note(pk=form.cleaned_data["key"], person_id=person, **form.columns)
            changes.write(note=note, by=record.user, today=record.today, now=record.now)
            return _saved(request, note)
    return _form(request, record, form, back=reverse(HERE, args=[person]))


@require_safe
def note(request: HttpRequest, person: UUID, row: UUID) -> HttpResponse:
    record = opened(request, person, *SECTIONS)
    held = queries.note(record, row)
    shown = {
        "note": noted(held, short=False),
        "before": queries.before(record, held),
        "may_correct": record.may_write(held.section) and access.may_correct(record.user, held),
    }
    return show(request, record, "notes/note.html", shown, here=HERE)


@form_page
def correct(request: HttpRequest, person: UUID, row: UUID) -> HttpResponse:
    record = opened(request, person, *SECTIONS)
    held = queries.note(record, row)
    record.check_write(held.section)
    access.check_correct(record.user, held)
    form = Words(sent(request), row=held, opened=record)
    if form.is_valid():
        with said_on(form):
            changes.correct(
                note=held,
                version=form.cleaned_data["version"],
                fields=form.columns,
                by=record.user,
                today=record.today,
                now=record.now,
            )
            return _saved(request, held)
    return _form(request, record, form, back=reverse("person-note", args=[person, row]))


@require_safe
def copy(request: HttpRequest, person: UUID, row: UUID) -> HttpResponse:
    record = opened(request, person, *SECTIONS)
    held = queries.note(record, row)
    shown = {"note": noted(held), "pieces": plain.pieces(held)}
    return show(request, record, "notes/copy.html", shown, here=HERE)


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """About whom? One's own people; all others are found under People."""
    mine = queries.mine(request.signed_in, today=dates.today(), now=dates.now())  # type: ignore[attr-defined]
    looks.shown(request, [each.person for each in mine])
    return render(request, "notes/choose.html", {"mine": mine})


def _form(request: HttpRequest, record: Opened, form: Words, *, back: str) -> HttpResponse:
    shown: dict[str, Any] = {"form": form, "row": form.row, "back": back}
    shown["receivers"] = queries.receivers(record, "notes")
    return show(request, record, "notes/form.html", shown, here=HERE)


def _saved(request: HttpRequest, note: Note) -> HttpResponse:
    messages.success(request, _("The note is saved."))
    return redirect("person-note", person=note.person_id, row=note.pk)
