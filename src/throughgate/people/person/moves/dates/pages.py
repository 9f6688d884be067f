"""A date as its source gives it: one more, a change, one taken out."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from throughgate.people.person.moves import queries
from throughgate.people.person.moves.dates import changes
from throughgate.people.person.moves.dates.forms import GivenDate
from throughgate.people.person.moves.models import KeyDate
from throughgate.people.record.forms import said_on
from throughgate.people.record.pages import opened, show
from throughgate.privacy.access.typed import sent

SECTION, HERE = "place", "person-place"
form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
def add(request: HttpRequest, person: UUID) -> HttpResponse:
    record = opened(request, person, SECTION)
    record.check_write(SECTION)
    form = GivenDate(sent(request))
    if form.is_valid():
        with said_on(form):
            row = KeyDate(pk=form.cleaned_data["key"], person_id=person, **form.columns)
            changes.enter(row=row, by=record.user, today=record.today, now=record.now)
            return redirect(HERE, person=person)
    shown = {"form": form, "back": reverse(HERE, args=[person])}
    return show(request, record, "moves/date.html", shown, here=HERE)


@form_page
def change(request: HttpRequest, person: UUID, row: UUID) -> HttpResponse:
    record = opened(request, person, SECTION)
    record.check_write(SECTION)
    held = queries.key_date(record, row)
    form = GivenDate(sent(request), row=held)
    if form.is_valid():
        with said_on(form):
            changes.amend(
                row=held,
                version=form.cleaned_data["version"],
                fields=form.columns,
                by=record.user,
                today=record.today,
                now=record.now,
            )
            return redirect(HERE, person=person)
    shown = {"form": form, "row": held, "back": reverse(HERE, args=[person])}
    return show(request, record, "moves/date.html", shown, here=HERE)


@require_POST
def remove(request: HttpRequest, person: UUID, row: UUID) -> HttpResponse:
    record = opened(request, person, SECTION)
    record.check_write(SECTION)
    held = queries.key_date(record, row)
    changes.remove(row=held, by=record.user, today=record.today, now=record.now)
    return redirect(HERE, person=person)
