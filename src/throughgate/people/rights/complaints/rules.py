"""A complaint about how somebody's data was used: its states, and by when it is acknowledged."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from throughgate.common.values import load


class State(StrEnum):
    """Where a complaint stands."""

    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


ALLOWED: dict[State, frozenset[State]] = {
    State.RECEIVED: frozenset({State.ACKNOWLEDGED, State.WITHDRAWN}),
    State.ACKNOWLEDGED: frozenset({State.ANSWERED, State.WITHDRAWN}),
    State.ANSWERED: frozenset(),
    State.WITHDRAWN: frozenset(),
}


def acknowledge_by(received: date) -> date:
    """Days of the calendar: a weekend at the end does not lengthen them."""
    days: int = load("throughgate.people.rights")["acknowledge_days"].on(received)
    return received + timedelta(days=days)


def late(state: State, received: date, *, today: date) -> bool:
    return state is State.RECEIVED and today > acknowledge_by(received)


def may_move(state: State, to: State) -> bool:
    return to in ALLOWED[state]


def is_over(state: State) -> bool:
    return not ALLOWED[state]
