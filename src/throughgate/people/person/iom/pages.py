"""Integrated offender management of one person: adopted, looked at again, removed."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from throughgate.people.person.iom import changes, queries
from throughgate.people.person.iom.forms import Adopt, Cohort, Remove
from throughgate.people.record.editing import form_page, moment, show_form, writing
from throughgate.people.record.forms import said_on
from throughgate.people.record.pages import opened, show
from throughgate.privacy.access.typed import sent

SECTION, HERE = "iom", "person-iom"


@require_safe
def iom(request: HttpRequest, person: UUID) -> HttpResponse:
    record = opened(request, person, SECTION)
    shown = {"adoptions": queries.adoptions(record), "may_write": record.may_write(SECTION)}
    return show(request, record, "iom/iom.html", shown, here=HERE)


@form_page
def adopt(request: HttpRequest, person: UUID) -> HttpResponse:
    record = writing(request, person, SECTION)
    form = Adopt(sent(request))
    if form.is_valid():
        with said_on(form):
            changes.adopt(
                person=person,
                key=form.cleaned_data["key"],
                decision=form.decision,
                **moment(record),
            )
            return redirect(HERE, person=person)
    return show_form(request, record, "iom/adopt.html", form, here=HERE)


@form_page
def review(request: HttpRequest, person: UUID, row: UUID) -> HttpResponse:
    record = writing(request, person, SECTION)
    held = queries.adoption(record, row)
    form = Cohort(sent(request), row=held)
    if form.is_valid():
        with said_on(form):
            changes.review(
                adoption=held,
                version=form.cleaned_data["version"],
                **form.columns,
                **moment(record),
            )
            return redirect(HERE, person=person)
    return show_form(request, record, "iom/review.html", form, here=HERE, row=held)


@form_page
def remove(request: HttpRequest, person: UUID, row: UUID) -> HttpResponse:
    record = writing(request, person, SECTION)
    held = queries.adoption(record, row)
    form = Remove(sent(request))
    if form.is_valid():
        with said_on(form):
            why = form.cleaned_data["why"]
            changes.remove(adoption=held, why=why, **moment(record))
            return redirect(HERE, person=person)
    return show_form(request, record, "iom/remove.html", form, here=HERE, row=held)
