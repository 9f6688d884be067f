"""Where somebody is and was; a first place, a correction, a move, who takes over, and what they received."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from throughgate.common import dates
from throughgate.people.involvement.allocation import queries as allocation
from throughgate.people.person.moves import asking, changes, handover, queries, rules
from throughgate.people.person.moves.forms import Answers, ByName, GoesTo, Present, ToWhom
from throughgate.people.person.moves.models import Move, Whereabouts
from throughgate.people.record.editing import form_page, moment, show_form, writing
from throughgate.people.record.forms import said_on
from throughgate.people.record.opening import Opened
from throughgate.people.record.pages import opened, show
from throughgate.privacy.access.models import Organisation
from throughgate.privacy.access.typed import sent
from throughgate.privacy.audit import looks

SECTION, HERE = "place", "person-place"


@require_safe
def place(request: HttpRequest, person: UUID) -> HttpResponse:
    record = opened(request, person, SECTION)
    rows, own = queries.whereabouts(record), record.who.organisation
    now = queries.present(rows, own)
    shown = {
        "now": now,
        "own": next((row for row in now if row.held_by_id == own), None),
        "rows": rows,
        "moves": queries.moves(record),
        "dates": queries.key_dates(record),
        "may_write": record.may_write(SECTION),
    }
    return show(request, record, "moves/place.html", shown, here=HERE)


@form_page
def enter(request: HttpRequest, person: UUID) -> HttpResponse:
    record = writing(request, person, SECTION)
    form = Present(sent(request))
    if form.is_valid():
        with said_on(form):
            row = Whereabouts(pk=form.cleaned_data["key"], person_id=person, **form.columns)
            changes.begin(row=row, **moment(record))
            return redirect(HERE, person=person)
    return show_form(request, record, "moves/present.html", form, here=HERE)


@form_page
def correct(request: HttpRequest, person: UUID, row: UUID) -> HttpResponse:
    record = writing(request, person, SECTION)
    held = queries.place(record, row)
    form = Present(sent(request), row=held)
    if form.is_valid():
        with said_on(form):
            version = form.cleaned_data["version"]
            changes.correct(
                row=held,
                version=version,
                to=form.going,
                **moment(record),
            )
            return redirect(HERE, person=person)
    return show_form(request, record, "moves/present.html", form, here=HERE, row=held)


@form_page
def go(request: HttpRequest, person: UUID) -> HttpResponse:
    """First which organisation takes over, then where they went, when, and who is asked by name."""
    record = writing(request, person, SECTION)
    here = queries.own_present(record)
    if here is None:
        return redirect("enter-place", person=person)
    step = _to_whom(request, record, nobody=True)
    if not step.is_valid():
        return _ask_to_whom(request, record, step)
    form = GoesTo(sent(request), here=here, **_choices(record, step.chosen))
    if form.is_valid():
        with said_on(form):
            changes.go(
                person=person,
                key=form.cleaned_data["key"],
                seen=form.seen,
                to=form.going,
                asked=form.asked,
                **moment(record),
            )
            return redirect("person-move", person=person, row=form.cleaned_data["key"])
    shown = {"form": form, "now": here, "back": reverse("add-move", args=[person])}
    return show(request, record, "moves/go.html", shown, here=HERE)


@require_safe
def move(request: HttpRequest, person: UUID, row: UUID) -> HttpResponse:
    record = opened(request, person, SECTION)
    return _show_move(request, record, queries.move(record, row))


@require_POST
def answer(request: HttpRequest, person: UUID, row: UUID) -> HttpResponse:
    record = writing(request, person, SECTION)
    held = queries.move(record, row)
    form = Answers(sent(request), things=handover.things(record, held))
    if form.is_valid():
        with said_on(form):
            changes.answer(move=held, said=form.answers, **moment(record))
            return redirect("person-move", person=person, row=row)
    return _show_move(request, record, held, form)


@form_page
def ask_another(request: HttpRequest, person: UUID, row: UUID) -> HttpResponse:
    record = writing(request, person, SECTION)
    held = queries.own_move(record, row)
    step = _to_whom(request, record, nobody=False)
    if not step.is_valid():
        return _ask_to_whom(request, record, step)
    form = ByName(sent(request), **_choices(record, step.chosen))
    if form.is_valid() and form.asked:
        with said_on(form):
            changes.ask_another(move=held, asked=form.asked, **moment(record))
            return redirect("person-move", person=person, row=row)
    back = reverse("person-move", args=[person, row])
    return show(request, record, "moves/ask_another.html", {"form": form, "back": back}, here=HERE)


@form_page
def asked(request: HttpRequest, move: UUID) -> HttpResponse:
    """Who is asked by name says yes here. Until then their organisation may not know more of the person than this."""
    user = request.signed_in  # type: ignore[attr-defined]
    today, now = dates.today(), dates.now()
    if request.method == "POST":
        taken = changes.take_over(move=move, by=user, today=today, now=now)
        return redirect("person-move", person=taken.person_id, row=move)
    done = handover.taken_over(user, move, today=today)
    if done is not None:
        return redirect("person-move", person=done.person_id, row=move)
    waits, name = handover.asked_of(user, move, today=today, now=now)
    looks.shown(request, [waits.person_id])
    return render(request, "moves/asked.html", {"move": waits, "name": name, "today": today})


def _show_move(
    request: HttpRequest, record: Opened, held: Move, form: Answers | None = None
) -> HttpResponse:
    things = handover.things(record, held)
    shown = {
        "move": held,
        "things": things,
        "form": form or Answers(things=things),
        "late": rules.late_since(held.entered_on, today=record.today),
        "taken": getattr(held, "taken_over", None),
        "sent_it": held.held_by_id == record.who.organisation and record.may_write(SECTION),
        "back": reverse(HERE, args=[record.person]),
    }
    return show(request, record, "moves/move.html", shown, here=HERE)


def _to_whom(request: HttpRequest, record: Opened, *, nobody: bool) -> ToWhom:
    chosen = request.GET if "to" in request.GET else None
    return ToWhom(chosen, known=asking.organisations(record.who), nobody=nobody)


def _ask_to_whom(request: HttpRequest, record: Opened, step: ToWhom) -> HttpResponse:
    return show_form(request, record, "moves/to_whom.html", step, here=HERE)


def _choices(record: Opened, organisation: Organisation | None) -> dict[str, Any]:
    if organisation is None:
        return {"organisation": None, "workers": [], "ways": []}
    return {
        "organisation": organisation,
        "workers": allocation.workers(organisation, today=record.today),
        "ways": asking.ways(record.who, organisation),
    }
