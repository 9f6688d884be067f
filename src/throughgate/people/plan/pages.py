"""The plan: what is late and what waits, the goals and their steps, where each stands, and what was before."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from throughgate.common.pathways import pathways
from throughgate.people.assessment.catalogue import rules as catalogue
from throughgate.people.plan import access, changes, queries, rules
from throughgate.people.plan.carrying.queries import recalled
from throughgate.people.plan.days.queries import leaves
from throughgate.people.plan.days.warnings import warnings
from throughgate.people.plan.forms import GoalForm, ProgressForm, StepForm, open_steps
from throughgate.people.plan.models import Goal, Progress, Step
from throughgate.people.plan.needs import queries as needs
from throughgate.people.plan.queries import Sheet
from throughgate.people.plan.told.queries import not_told
from throughgate.people.record.forms import said_on
from throughgate.people.record.opening import Opened
from throughgate.people.record.pages import opened, show
from throughgate.privacy.access.typed import sent

SECTION, HERE = "plan", "person-plan"
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def plan(request: HttpRequest, person: UUID) -> HttpResponse:
    record = opened(request, person, SECTION)
    sheet = queries.sheet(record)
    shown = {
        "sheet": sheet,
        "missing": rules.cannot_agree([goal.as_rule for goal in sheet.goals]),
        "may_write": record.may_write(SECTION),
        "needs": needs.of_person(record),
        "not_told": not_told(record, sheet.steps),
        "recalled": recalled(record, sheet.plan),
        "do_not_fit": warnings(
            [step for goal in sheet.active for step in goal.steps],
            leaves(record),
            today=record.today,
        ),
    }
    return show(request, record, "plan/plan.html", shown, here=HERE)


@require_safe
def history(request: HttpRequest, person: UUID) -> HttpResponse:
    record = opened(request, person, SECTION)
    shown = {
        "sheet": queries.sheet(record),
        "asked": queries.asked(record),
        "back": reverse(HERE, args=[person]),
    }
    return show(request, record, "plan/history.html", shown, here=HERE)


@form_page
def add_goal(request: HttpRequest, person: UUID) -> HttpResponse:
    record = opened(request, person, SECTION)
    record.check_write(SECTION)
    form = GoalForm(sent(request), **_to_choose(record))
    if form.is_valid():
        with said_on(form):
            row = Goal(pk=form.cleaned_data["key"], person_id=person, **form.columns)
            changes.add_goal(goal=row, by=record.user, today=record.today, now=record.now)
            return redirect(HERE, person=person)
    return _form(request, record, "plan/goal.html", form=form)


@form_page
def change_goal(request: HttpRequest, person: UUID, row: UUID) -> HttpResponse:
    record = opened(request, person, SECTION)
    record.check_write(SECTION)
    held = queries.own(record, Goal, row)
    form = GoalForm(sent(request), row=held, **_to_choose(record))
    if form.is_valid():
        with said_on(form):
            changes.change_goal(
                goal=held,
                version=form.cleaned_data["version"],
                fields=form.columns,
                by=record.user,
                today=record.today,
                now=record.now,
            )
            return redirect(HERE, person=person)
    return _form(request, record, "plan/goal.html", form=form, row=held)


def _to_choose(record: Opened) -> dict[str, Any]:
    """The needs that an assessment found; without one, all of the catalogue that the user may write about."""
    day = record.today
    open_to = [each.code for each in pathways(day) if access.may_write(record, each.code)]
    found = [need.code for need in needs.of_person(record)]
    every = [need.code for need in catalogue.needs(day).values() if need.pathway in open_to]
    return {"day": day, "needs": found or every, "open_to": open_to}


@form_page
def add_step(request: HttpRequest, person: UUID) -> HttpResponse:
    """To the goal that the address names after it; without one, to the first."""
    record = opened(request, person, SECTION)
    record.check_write(SECTION)
    sheet = queries.sheet(record)
    form = _step_form(request, record, sheet)
    if form.is_valid():
        goal = _goal(sheet, request.GET.get("goal", ""))
        with said_on(form):
            need = goal.needs[0] if goal.needs else ""
            about = {"person_id": person, "goal": goal, "pathway": goal.pathway, "need": need}
            row = Step(pk=form.cleaned_data["key"], **about, **form.columns)
            changes.add_step(step=row, by=record.user, today=record.today, now=record.now)
            return redirect(HERE, person=person)
    return _form(request, record, "plan/step.html", form=form, sheet=sheet)


def _goal(sheet: Sheet, asked: str) -> Goal:
    for goal in sheet.goals:
        if str(goal.row.pk) == asked or not asked:
            return goal.row
    raise Http404


@form_page
def change_step(request: HttpRequest, person: UUID, row: UUID) -> HttpResponse:
    record = opened(request, person, SECTION)
    record.check_write(SECTION)
    held = queries.own(record, Step, row)
    form = _step_form(request, record, queries.sheet(record), row=held)
    if form.is_valid():
        with said_on(form):
            changes.change_step(
                step=held,
                version=form.cleaned_data["version"],
                fields=form.columns,
                by=record.user,
                today=record.today,
                now=record.now,
            )
            return redirect(HERE, person=person)
    return _form(request, record, "plan/step.html", form=form, row=held)


def _step_form(
    request: HttpRequest, record: Opened, sheet: Sheet, row: Step | None = None
) -> StepForm:
    who = queries.organisations(record)
    name = record.named.name
    return StepForm(sent(request), row=row, who=who, others=open_steps(sheet), name=name)


@form_page
def progress(request: HttpRequest, person: UUID, row: UUID) -> HttpResponse:
    """Anybody who sees the step and writes in its pathway says where it stands, in a row of their own."""
    record = opened(request, person, SECTION)
    record.check_write(SECTION)
    step = queries.sheet(record).step(row)
    form = ProgressForm(sent(request), step=step)
    if form.is_valid():
        said = {**form.columns, "pathway": step.row.pathway, "said_at": record.now}
        with said_on(form):
            made = Progress(pk=form.cleaned_data["key"], person_id=person, step=step.row, **said)
            changes.report(
                progress=made,
                seen=form.cleaned_data["seen"],
                by=record.user,
                today=record.today,
                now=record.now,
            )
            return redirect(HERE, person=person)
    return _form(request, record, "plan/progress.html", form=form, step=step)


def _form(request: HttpRequest, record: Opened, template: str, **shown: Any) -> HttpResponse:
    back = reverse(HERE, args=[record.person])
    return show(request, record, template, {**shown, "back": back}, here=HERE)
