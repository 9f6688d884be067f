"""What is suggested: needs in their rank, a goal for each to take or to refuse, and an order with its reasons."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from throughgate.people.assessment.catalogue import rules as catalogue
from throughgate.people.plan import changes
from throughgate.people.plan import queries as plan
from throughgate.people.plan.models import RefusedSuggestion
from throughgate.people.plan.suggestions import queries, rules
from throughgate.people.plan.suggestions.folds import fold
from throughgate.people.plan.suggestions.forms import RefuseForm
from throughgate.people.plan.suggestions.taking import taken
from throughgate.people.record import changes as rows
from throughgate.people.record.forms import said_on
from throughgate.people.record.opening import Opened
from throughgate.people.record.pages import opened, show
from throughgate.privacy.access.typed import sent

SECTION, HERE, NEEDS = "plan", "person-plan", "plan-needs"
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def needs(request: HttpRequest, person: UUID) -> HttpResponse:
    record = opened(request, person, SECTION)
    lines = queries.lines(record, plan.sheet(record))
    first, folds = fold(lines)
    shown = {
        "lines": lines,
        "first": first,
        "folds": folds,
        "may_write": record.may_write(SECTION),
        "back": reverse(HERE, args=[person]),
    }
    return show(request, record, "plan/needs.html", shown, here=HERE)


@require_POST
def take(request: HttpRequest, person: UUID) -> HttpResponse:
    """One click: the goal with its steps is in the plan, where each can be said otherwise."""
    record = opened(request, person, SECTION)
    record.check_write(SECTION)
    need = request.POST.get("need", "")
    suggested = queries.suggestion(record, need)
    sheet = plan.sheet(record)
    if suggested and not any(need in goal.row.needs for goal in sheet.goals):
        goal, steps = taken(record, suggested, sheet, plan.organisations(record))
        changes.add_goal(goal=goal, steps=steps, by=record.user, today=record.today, now=record.now)
    return redirect(reverse(NEEDS, args=[person]) + f"#{need}")


@form_page
def refuse(request: HttpRequest, person: UUID) -> HttpResponse:
    record = opened(request, person, SECTION)
    record.check_write(SECTION)
    form = RefuseForm(sent(request), choices=_to_refuse(record), code=request.GET.get("code", ""))
    if form.is_valid():
        need = rules.need_of_step(record.today).get(form.cleaned_data["code"]) or form.cleaned_data["code"]  # fmt: skip
        pathway = catalogue.need(need, record.today).pathway
        about = {"person_id": person, "pathway": pathway}
        row = RefusedSuggestion(pk=form.cleaned_data["key"], **about, **form.columns)
        with said_on(form):
            changes.refuse(refused=row, by=record.user, today=record.today, now=record.now)
            return redirect(reverse(NEEDS, args=[person]) + f"#{need}")
    shown = {"form": form, "back": reverse(NEEDS, args=[person])}
    return show(request, record, "plan/refuse.html", shown, here=HERE)


def _to_refuse(record: Opened) -> list[tuple[str, str]]:
    """Goals and steps that are suggested and were not refused yet."""
    lines = queries.lines(record, plan.sheet(record))
    found: list[tuple[str, str]] = []
    for line in lines:
        if line.suggested and line.may_write and not line.is_refused:
            found.append((line.suggested.need, _("The goal “%(words)s”") % {"words": line.suggested.title}))  # fmt: skip
            found += [(s.code, _("The step “%(words)s”") % {"words": s.title}) for s in line.suggested.steps]  # fmt: skip
    return found


@require_POST
def again(request: HttpRequest, person: UUID, row: UUID) -> HttpResponse:
    """Have it suggested again."""
    record = opened(request, person, SECTION)
    record.check_write(SECTION)
    held = plan.own(record, RefusedSuggestion, row)
    rows.remove(row=held, version=held.version, by=record.user, today=record.today, now=record.now)
    return redirect(NEEDS, person=person)


@form_page
def order(request: HttpRequest, person: UUID) -> HttpResponse:
    """The order that is suggested, each place with its reason and where the reason comes from; used with one click."""
    record = opened(request, person, SECTION)
    if request.method == "POST":
        record.check_write(SECTION)
    sheet = plan.sheet(record)
    places, ring = queries.ordered(record, sheet)
    if request.method == "POST":
        _use(record, places)
        return redirect(HERE, person=person)
    shown = {
        "places": places,
        "ring": ring,
        "may_write": record.may_write(SECTION),
        "back": reverse(HERE, args=[person]),
    }
    return show(request, record, "plan/order.html", shown, here=HERE)


def _use(record: Opened, places: list[queries.Place]) -> None:
    """A goal stands where its first step does."""
    found: dict[UUID, int] = {}
    for each in places:
        found[each.step.row.pk] = each.place
        found.setdefault(each.step.row.goal_id, each.place)
    changes.arrange(
        person=record.person, places=found, by=record.user, today=record.today, now=record.now
    )
