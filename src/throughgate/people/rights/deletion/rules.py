"""When a record is deleted, and what is kept for less long: announced before, never while held."""

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
    """What is known of something kept: since when its time runs (None while it does not), and how long it is kept."""

    since: date | None
    months: int
    held: bool = False
    announced_on: date | None = None


class Next(StrEnum):
    """What the nightly job does."""

    NOTHING = "nothing"
    ANNOUNCE = "announce"
    HOLD = "hold"
    CALL_OFF = "call off"
    DELETE = "delete"


def due_on(since: date, months: int) -> date:
    """The day of deletion. A record's time runs from the last day of its last involvement."""
    return add_months(since, months)


def months_kept(kept: str, today: date) -> int:
    months: dict[str, int] = load("throughgate.privacy.retention")["kept"].on(today)
    return months[kept]


def notice(today: date) -> timedelta:
    return timedelta(days=load("throughgate.people.rights")["notice_days"].on(today))


def next_step(known: Known, *, today: date) -> Next:
    """Announced the full notice before, however late the job comes to it; a hold stops all of it."""
    if known.since is None:
        return Next.CALL_OFF if known.announced_on else Next.NOTHING
    if known.held:
        return Next.HOLD if known.announced_on else Next.NOTHING
    due = due_on(known.since, known.months)
    if known.announced_on is None:
        return Next.ANNOUNCE if today >= due - notice(today) else Next.NOTHING
    return Next.DELETE if today >= max(due, known.announced_on + notice(today)) else Next.NOTHING


def may_move(state: State, to: State) -> bool:
    return to in ALLOWED[state]
