"""When a record is deleted: some years after the last organisation left, announced before, never while held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from throughgate.common.dates import add_months
from throughgate.common.values import load


class State(StrEnum):
    """Where a deletion stands."""

    ANNOUNCED = "announced"
    HELD = "held"
    OFF = "off"  # somebody is involved again
    DONE = "done"


ALLOWED: dict[State, frozenset[State]] = {
    State.ANNOUNCED: frozenset({State.HELD, State.OFF, State.DONE}),
    State.HELD: frozenset({State.ANNOUNCED, State.OFF}),
    State.OFF: frozenset(),
    State.DONE: frozenset(),
}


@dataclass(frozen=True)
class Known:
    """What is known of a record: when the last organisation's involvement ended (None while one is involved)."""

    last_day: date | None
    held: bool = False
    announced_on: date | None = None


class Next(StrEnum):
    """What the nightly job does."""

    NOTHING = "nothing"
    ANNOUNCE = "announce"
    HOLD = "hold"
    CALL_OFF = "call off"
    DELETE = "delete"


def due_on(last_day: date, *, today: date) -> date:
    """The day of deletion: the months that a record is kept, counted from the last involvement's last day."""
    kept: dict[str, int] = load("throughgate.privacy.retention")["kept"].on(today)
    return add_months(last_day, kept["record"])


def notice(today: date) -> timedelta:
    return timedelta(days=load("throughgate.people.rights")["notice_days"].on(today))


def next_step(known: Known, *, today: date) -> Next:
    """Announced the full notice before, however late the job comes to it; a hold stops all of it."""
    if known.last_day is None:
        return Next.CALL_OFF if known.announced_on else Next.NOTHING
    if known.held:
        return Next.HOLD if known.announced_on else Next.NOTHING
    due = due_on(known.last_day, today=today)
    if known.announced_on is None:
        return Next.ANNOUNCE if today >= due - notice(today) else Next.NOTHING
    return Next.DELETE if today >= max(due, known.announced_on + notice(today)) else Next.NOTHING


def may_move(state: State, to: State) -> bool:
    return to in ALLOWED[state]
