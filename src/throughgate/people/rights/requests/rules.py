"""A person asks what is kept about them: the states of the case, its clock, and what may go out.

The month stands still while proof of who they are is awaited. The law (UK GDPR article 12A) would begin it anew when the
proof comes; counting the days already used can only make the answer earlier.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from throughgate.common.dates import add_months, next_working_day, working_days_until
from throughgate.common.values import load


class State(StrEnum):
    """Where a case stands."""

    RECEIVED = "received"
    IDENTITY = "identity"  # waiting for proof of who they are
    COLLECTING = "collecting"  # each organisation decides on what it holds
    APPROVAL = "approval"  # a second person looks
    APPROVED = "approved"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


ALLOWED: dict[State, frozenset[State]] = {
    State.RECEIVED: frozenset({State.IDENTITY, State.COLLECTING, State.REFUSED, State.WITHDRAWN}),
    State.IDENTITY: frozenset({State.COLLECTING, State.REFUSED, State.WITHDRAWN}),
    State.COLLECTING: frozenset({State.APPROVAL, State.REFUSED, State.WITHDRAWN}),
    State.APPROVAL: frozenset({State.COLLECTING, State.APPROVED, State.WITHDRAWN}),
    State.APPROVED: frozenset({State.COLLECTING, State.GIVEN, State.WITHDRAWN}),
    State.GIVEN: frozenset(),
    State.REFUSED: frozenset(),
    State.WITHDRAWN: frozenset(),
}
OVER = frozenset(state for state, after in ALLOWED.items() if not after)


class Decision(StrEnum):
    """What becomes of one item."""

    OPEN = "open"
    RELEASED = "released"
    REDACTED = "redacted"
    WITHHELD = "withheld"


class Mark(StrEnum):
    """Why an item stays out unless somebody puts it in."""

    VICTIM = "victim"
    THIRD_PARTY = "third_party"
    SAFEGUARDING = "safeguarding"
    LIMITED = "limited"
    FREE_TEXT = "free_text"


# The exemption that a marked item is left out under until somebody decides otherwise.
USUAL: dict[Mark, str] = {
    Mark.VICTIM: "victim",
    Mark.THIRD_PARTY: "third_party",
    Mark.SAFEGUARDING: "serious_harm",
    Mark.LIMITED: "crime",
    Mark.FREE_TEXT: "third_party",
}


@dataclass(frozen=True)
class Pause:
    """From the day proof was asked for to the day it came; the last is open until it does."""

    asked_on: date
    came_on: date | None = None


@dataclass(frozen=True)
class Clock:
    """By when to answer. Without a day it stands still."""

    due: date | None
    working_days: int | None = None
    late: bool = False


def clock(
    received: date, pauses: Iterable[Pause] = (), *, longer: bool = False, today: date
) -> Clock:
    """One month after it came, longer by the days that proof was awaited; on a day when people work."""
    still = 0
    for pause in pauses:
        if pause.came_on is None:
            return Clock(None)
        still += (pause.came_on - pause.asked_on).days
    values = load("throughgate.people.rights")
    months = values["answer_months"].on(received)
    if longer:
        months += values["longer_months"].on(received)
    due = next_working_day(add_months(received, months) + timedelta(days=still))
    return Clock(due, working_days_until(due, today=today), today > due)


def may_move(state: State, to: State) -> bool:
    return to in ALLOWED[state]


@dataclass(frozen=True)
class Progress:
    """How far the organisations are."""

    asked: int
    answered: int
    undecided: int


def missing_for_approval(progress: Progress) -> tuple[str, ...]:
    """What keeps a case from being looked at by a second person."""
    missing = []
    if progress.asked == 0:
        missing.append("No organisation was asked yet.")
    if progress.answered < progress.asked:
        missing.append(
            f"{progress.asked - progress.answered} of {progress.asked} organisations have not answered."
        )
    if progress.undecided:
        missing.append(f"{progress.undecided} items are not decided.")
    return tuple(missing)


def decision_faults(
    decision: Decision, *, mark: Mark | None, exemption: str, why: str, removed: Iterable[str]
) -> tuple[str, ...]:
    """What a decision on an item lacks."""
    removed = list(removed)
    faults = []
    known = load("throughgate.people.rights")["exemptions"].latest
    if decision in (Decision.REDACTED, Decision.WITHHELD) and exemption not in known:
        faults.append("Say under which exemption it is left out.")
    if decision is Decision.REDACTED and not removed:
        faults.append("Write the words to take out, one passage a line.")
    if decision is Decision.RELEASED and mark is not None and not why.strip():
        faults.append("It would stay out: say why it can go in.")
    return tuple(faults)


GAP = "[…]"


def redact(texts: Iterable[str], passages: Iterable[str]) -> list[str]:
    """The texts without these passages, wherever and however written; one that is in none of them is refused.

    A passage may run over a line end; upper and lower case are the same.
    """
    left = list(texts)
    for passage in sorted({p.strip() for p in passages if p.strip()}, key=len, reverse=True):
        words = re.compile(r"\s+".join(re.escape(w) for w in passage.split()), re.IGNORECASE)
        counted = [words.subn(GAP, text) for text in left]
        if not any(count for _text, count in counted):
            raise LookupError(passage)
        left = [text for text, _count in counted]
    return left
