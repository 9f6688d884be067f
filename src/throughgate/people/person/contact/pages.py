"""How to reach a person: the ways that are known, one more, a change, one taken out."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from throughgate.people.person.contact import queries
from throughgate.people.person.contact.forms import Reach
from throughgate.people.person.contact.models import ContactDetail
from throughgate.people.record import changes
from throughgate.people.record.forms import said_on
from throughgate.people.record.pages import opened, show
from throughgate.privacy.access.typed import sent

SECTION, HERE = "contact", "person-contact"
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def contact(request: HttpRequest, person: UUID) -> HttpResponse:
    record = opened(request, person, SECTION)
    shown = {"ways": queries.details(record), "may_write": record.may_write(SECTION)}
    return show(request, record, "contact/contact.html", shown, here=HERE)


@form_page
def add(request: HttpRequest, person: UUID) -> HttpResponse:
    record = opened(request, person, SECTION)
    record.check_write(SECTION)
    form = Reach(sent(request))
    if form.is_valid():
        with said_on(form):
            row = ContactDetail(pk=form.cleaned_data["key"], person_id=person, **form.columns)
            changes.enter(row=row, by=record.user, today=record.today, now=record.now)
            return redirect(HERE, person=person)
    shown = {"form": form, "back": reverse(HERE, args=[person])}
    return show(request, record, "contact/form.html", shown, here=HERE)


@form_page
def change(request: HttpRequest, person: UUID, row: UUID) -> HttpResponse:
    record = opened(request, person, SECTION)
    record.check_write(SECTION)
    held = queries.detail(record, row)
    form = Reach(sent(request), row=held)
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
    return show(request, record, "contact/form.html", shown, here=HERE)


@require_POST
def remove(request: HttpRequest, person: UUID, row: UUID) -> HttpResponse:
    record = opened(request, person, SECTION)
    record.check_write(SECTION)
    held = queries.detail(record, row)
    changes.remove(
        row=held, version=held.version, by=record.user, today=record.today, now=record.now
    )
    return redirect(HERE, person=person)
