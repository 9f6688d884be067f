"""Moves of the made-up county: who was released or moved lately, what was handed over, who has not answered yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Model

from throughgate.data.demonstration.draws import draw, key, number
from throughgate.data.demonstration.people import Made
from throughgate.people.person.moves import rules
from throughgate.people.person.moves.models import HandedOver, Move, Receipt, TakenOver, Whereabouts

if TYPE_CHECKING:
    from throughgate.data.demonstration.cases import Around

TO_HAND_OVER, TAKEN_OVER = 12, 0.5
SOONER = timedelta(days=1)


def cases(around: Around) -> Iterator[Model]:
    """Transfers into the prison: it asks probation to take over by name; half have been, half wait."""
    inside = [around.jordan, *around.of("prison", "manage_sentence")][: TO_HAND_OVER + 1]
    for one in inside:
        yield from _move(around, one)


def _move(around: Around, one: Made) -> Iterator[Model]:
    setting, prison = around.setting, around.setting.organisations["prison"]
    now_in = [
        r
        for r in one.entries
        if isinstance(r, Whereabouts) and r.held_by_id == prison.pk and r.last_day is None
    ]
    if not now_in:
        return
    worker = setting.posts["resettlement"]
    day = setting.today - timedelta(days=number(1, 12, one.life.key, "moved"))
    base = {"person": one.person, "held_by": prison, "entered_on": day, "entered_by": worker}
    receiver = setting.posts["probation"]
    move = Move(
        id=key(one.life.key, "move"), **base, kind=rules.Kind.TRANSFER.value, went_to=now_in[-1], day=day,
        receiving_organisation=setting.organisations["probation"], receiver=receiver,
        purpose="manage_sentence", agreement=setting.agreements["sentence"],
    )  # fmt: skip
    yield move
    items = [
        HandedOver(
            id=key(one.life.key, "item", item.code),
            **base,
            move=move,
            item=item.code,
            section=item.section,
        )
        for item in rules.hand_over(rules.Kind.TRANSFER, today=day)
    ]
    yield from items
    if one is not around.jordan and draw(one.life.key, "taken over") < TAKEN_OVER:
        mine = {"person": one.person, "held_by": setting.organisations["probation"], "entered_on": day + SOONER,
                "entered_by": receiver}  # fmt: skip
        yield TakenOver(id=key(one.life.key, "taken"), **mine, move=move, asked_by=prison)
        for item in items[:5]:
            missing = draw(one.life.key, item.item, "missing") < 0.2
            yield Receipt(
                id=key(one.life.key, "receipt", item.item), **mine, of=item, section=item.section, asked_by=prison,
                state="missing" if missing else "received",
                words="Not in what came with them" if missing else "",
                answered_at=datetime.combine(day + SOONER, time(11), tzinfo=UTC),
            )  # fmt: skip
