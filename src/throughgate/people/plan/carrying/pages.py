"""The plan goes on after a recall or under a new sentence; then the person and the worker say what got in the way."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from throughgate.common.values import load
from throughgate.people.plan import access, queries, rules
from throughgate.people.plan.carrying import changes
from throughgate.people.plan.carrying.forms import Asked, AskedForm, CarryForm
from throughgate.people.plan.queries import Sheet
from throughgate.people.plan.rules import Of, Returned
from throughgate.people.record.forms import said_on
from throughgate.people.record.opening import Opened
from throughgate.people.record.pages import opened, show
from throughgate.privacy.access.typed import sent

SECTION, HERE, ASKED = "plan", "person-plan", "plan-asked"
form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
def carry(request: HttpRequest, person: UUID) -> HttpResponse:
    record = opened(request, person, SECTION)
    record.check_write(SECTION)
    sheet = queries.sheet(record)
    known = {"seen": sheet.plan.pk if sheet.plan else None, "because": request.GET.get("because")}
    form = CarryForm(sent(request), initial=known)
    if form.is_valid():
        with said_on(form):
            changes.carry(
                person=person,
                seen=form.cleaned_data["seen"],
                because=Returned(form.cleaned_data["because"]),
                by=record.user,
                today=record.today,
                now=record.now,
            )
            return redirect(ASKED, person=person)
    shown = {
        "form": form,
        "sheet": sheet,
        "carried": rules.carry_forward(
            [goal.as_rule for goal in sheet.goals], Returned.RECALL, today=record.today
        ),
        "back": reverse(HERE, args=[person]),
    }
    return show(request, record, "plan/carry.html", shown, here=HERE)


@form_page
def asked(request: HttpRequest, person: UUID) -> HttpResponse:
    """Asked of the person too, each apart; any box can stay empty."""
    record = opened(request, person, SECTION)
    record.check_write(SECTION)
    sheet = queries.sheet(record)
    own = [row for row in queries.asked(record) if row.held_by_id == record.who.organisation]
    form = AskedForm(sent(request), asked=_questions(record, sheet), known=own)
    if form.is_valid():
        with said_on(form):
            changes.say_what_got_in_the_way(
                person=person,
                said=form.answers,
                by=record.user,
                today=record.today,
                now=record.now,
            )
            return redirect(HERE, person=person)
    shown = {"form": form, "goals": _boxes(form, sheet), "back": reverse(HERE, args=[person])}
    return show(request, record, "plan/asked.html", shown, here=HERE)


def _questions(record: Opened, sheet: Sheet) -> dict[Asked, str]:
    """Of each goal that was carried forward and is worked on, where the user writes in its pathway."""
    words = load(rules.PACKAGE)["questions_on_return"].on(record.today)
    said_by = {Of.PERSON: _("The person says"), Of.WORKER: _("You say")}
    return {
        (goal.row.pk, question, of): f"{said_by[of]}: {words[question]}"
        for goal in sheet.active
        if goal.row.carried_from_id and access.may_write(record, goal.row.pathway)
        for of in Of
        for question in words
    }


def _boxes(form: AskedForm, sheet: Sheet) -> list[tuple[str, list[str]]]:
    """Each goal’s title, with the names of its boxes."""
    found = [
        (goal.row.title, [name for name, each in form.asked.items() if each[0] == goal.row.pk])
        for goal in sheet.active
    ]
    return [(title, names) for title, names in found if names]
