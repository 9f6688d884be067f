"""A person says that something is wrong: it is put right, or it stands with their own words beside it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from throughgate.common.dates import add_months, next_working_day
from throughgate.common.values import load


class State(StrEnum):
    """Where a wish for correction stands."""

    ASKED = "asked"
    CORRECTED = "corrected"
    STANDS = "stands"  # not changed; the person's statement is kept beside it
    WITHDRAWN = "withdrawn"


ALLOWED: dict[State, frozenset[State]] = {
    State.ASKED: frozenset({State.CORRECTED, State.STANDS, State.WITHDRAWN}),
    State.CORRECTED: frozenset(),
    State.STANDS: frozenset({State.CORRECTED, State.WITHDRAWN}),
    State.WITHDRAWN: frozenset(),
}


def answer_by(asked: date) -> date:
    months: int = load("throughgate.people.rights")["answer_months"].on(asked)
    return next_working_day(add_months(asked, months))


def shown_beside(state: State) -> bool:
    """From the day it is asked until it is put right: nobody reads the one without the other."""
    return state in (State.ASKED, State.STANDS)


def may_move(state: State, to: State) -> bool:
    return to in ALLOWED[state]
