"""Moves of the made-up county: who came from another prison lately, what was handed over, who has not answered yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Model

from throughgate.data.demonstration.draws import draw, key, number
from throughgate.data.demonstration.people import Made
from throughgate.data.demonstration.setting import Setting
from throughgate.people.involvement.models import HealthPermission
from throughgate.people.person.moves import rules
from throughgate.people.person.moves.models import HandedOver, Move, Receipt, TakenOver, Whereabouts

if TYPE_CHECKING:
    from throughgate.data.demonstration.cases import Around

MOVED, TAKEN_OVER, ANSWERED = 9, 0.5, 5
SOONER = timedelta(days=1)
ELSEWHERE = "Kelder Moor Prison"  # nobody of it works in this workspace
LETTER = {"missing": "Not in what came with them", "received": ""}


def transfers(made: Iterable[Made], first: Made, setting: Setting) -> list[Made]:
    """The person of the tutorial and some others came into the prison lately, from another."""
    made = list(made)
    some = [one for one in (first, *made) if (now := _inside(one, setting)) and _long(now, setting)]
    came = {one.life.key for one in some[:MOVED]} | {first.life.key}
    return [_came(one, setting) if one.life.key in came else one for one in made]


def _inside(one: Made, setting: Setting) -> Whereabouts | None:
    prison = setting.organisations["prison"].pk
    rows = [row for row in one.entries if isinstance(row, Whereabouts) and row.held_by_id == prison]
    return next((row for row in rows if row.last_day is None), None)


def _long(now: Whereabouts, setting: Setting) -> bool:
    return now.first_day < setting.today - timedelta(days=30)


def _came(one: Made, setting: Setting) -> Made:
    now = _inside(one, setting)
    if now is None or not _long(now, setting):
        return one
    day = setting.today - timedelta(days=number(1, 12, one.life.key, "moved"))
    before = Whereabouts(
        id=_elsewhere(one), person=one.person, held_by_id=now.held_by_id, entered_on=now.entered_on,
        entered_by=now.entered_by, kind=now.kind, establishment=ELSEWHERE, first_day=now.first_day, last_day=day,
    )  # fmt: skip
    now.first_day = now.entered_on = day
    now.entered_by = setting.posts["resettlement"]
    return replace(one, entries=(*one.entries, before))


def _elsewhere(one: Made) -> UUID:
    return key(one.life.key, "elsewhere")


def cases(around: Around) -> Iterator[Model]:
    """The prison asks probation to take over by name; half have, half are asked still."""
    for one in around.made:
        before = [r for r in one.entries if isinstance(r, Whereabouts) and r.pk == _elsewhere(one)]
        now = _inside(one, around.setting)
        if before and now:
            yield from _move(around, one, before[0], now)
    yield _told(around)


def _move(around: Around, one: Made, before: Whereabouts, now: Whereabouts) -> Iterator[Model]:
    setting, day = around.setting, now.first_day
    base = {"person": one.person, "held_by": setting.organisations["prison"], "entered_on": day,
            "entered_by": setting.posts["resettlement"]}  # fmt: skip
    move = Move(
        id=key(one.life.key, "move"), **base, kind=rules.Kind.TRANSFER.value, came_from=before, went_to=now, day=day,
        receiving_organisation=setting.organisations["probation"], receiver=setting.posts["probation"],
        purpose="manage_sentence", agreement=setting.agreements["sentence"],
    )  # fmt: skip
    yield move
    listed = rules.hand_over(rules.Kind.TRANSFER, today=day)
    items = [
        HandedOver(id=key(one.life.key, "item", item.code), **base, move=move, item=item.code, section=item.section)
        for item in listed
    ]  # fmt: skip
    yield from items
    if one is not around.jordan and draw(one.life.key, "taken over") < TAKEN_OVER:
        yield from _answers(around, one, move, items, day)


def _answers(
    around: Around, one: Made, move: Move, items: list[HandedOver], day: date
) -> Iterator[Model]:
    """What does not flow to the receiver they cannot answer for: treatment, unless the person said so."""
    setting, prison = around.setting, around.setting.organisations["prison"]
    mine = {"person": one.person, "held_by": setting.organisations["probation"], "entered_on": day + SOONER,
            "entered_by": setting.posts["probation"]}  # fmt: skip
    yield TakenOver(id=key(one.life.key, "taken"), **mine, move=move, asked_by=prison)
    for item in [item for item in items if item.section != "health"][:ANSWERED]:
        state = "missing" if draw(one.life.key, item.item, "missing") < 0.2 else "received"
        yield Receipt(
            id=key(one.life.key, "receipt", item.item), **mine, of=item, section=item.section, asked_by=prison,
            state=state, words=LETTER[state], answered_at=datetime.combine(day + SOONER, time(11), tzinfo=UTC),
        )  # fmt: skip


def _told(around: Around) -> HealthPermission:
    """The person of the tutorial lets the prison tell probation of her treatment, so that it is handed over first."""
    setting, one = around.setting, around.jordan
    return HealthPermission(
        id=key(one.life.key, "told on the move"), person=one.person, held_by=setting.organisations["prison"],
        told_to=setting.organisations["probation"], said="Tell probation what I take, so that it goes on.",
        how="at a meeting", recorded_by=setting.posts["resettlement"],
        first_day=setting.today - timedelta(days=14),
    )  # fmt: skip
