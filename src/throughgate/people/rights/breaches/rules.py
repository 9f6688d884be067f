"""A breach of personal data: its states, and the hours in which it is reported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from throughgate.common.values import load


class State(StrEnum):
    """Where a breach stands."""

    FOUND = "found"
    NOT_REPORTED = "not_reported"  # unlikely to be a risk to anybody, with the reason
    REPORTED = "reported"
    CLOSED = "closed"


ALLOWED: dict[State, frozenset[State]] = {
    State.FOUND: frozenset({State.NOT_REPORTED, State.REPORTED}),
    State.NOT_REPORTED: frozenset({State.REPORTED, State.CLOSED}),
    State.REPORTED: frozenset({State.CLOSED}),
    State.CLOSED: frozenset(),
}


@dataclass(frozen=True)
class Clock:
    """By when to report, and how long that still is; hours count at night and on Sundays too."""

    due: datetime
    hours_left: int
    late: bool


def clock(found_at: datetime, *, now: datetime) -> Clock:
    hours: int = load("throughgate.people.rights")["breach_hours"].on(found_at.date())
    due = found_at + timedelta(hours=hours)
    left = (due - now) / timedelta(hours=1)
    return Clock(due, max(0, int(left)), now > due)


def needs_reason_for_delay(found_at: datetime, reported_at: datetime) -> bool:
    return clock(found_at, now=reported_at).late


def may_move(state: State, to: State) -> bool:
    return to in ALLOWED[state]
