"""Which assessment is due for somebody, by when and why. A suggestion: a practitioner may start any."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from throughgate.common.dates import add_months, add_working_days, last_working_day
from throughgate.common.values import load
from throughgate.people.assessment.rules import (
    PACKAGE,
    Kind,
    goes_on_as,
    immediate_needs_due,
    is_short_stay,
    pre_release_opens,
)
from throughgate.people.person.moves.rules import INSIDE, Place
from throughgate.people.person.moves.rules import Kind as Move

DAYS = {"days": 1, "weeks": 7, "months": 30, "years": 365}
MOVES = {
    Place.RECALL: Move.RECALL,
    Place.REMAND: Move.REMAND,
    Place.LICENCE: Move.RELEASE,
    Place.ORDER: Move.RELEASE,
    Place.NONE: Move.RELEASE,
}
OUTSIDE = frozenset({Place.LICENCE, Place.ORDER})


class Why(StrEnum):
    """Why it is due; its day is beside it."""

    RECEIVED = "received"
    RELEASE_NEAR = "release_near"
    BEGAN = "began"
    LAST_WAS_LONG_AGO = "last_was_long_ago"
    ENDS_SOON = "ends_soon"


@dataclass(frozen=True)
class Known:
    """Where somebody is and since when, what is to come, and when each kind was last signed, by anybody.

    `received`: when their stay inside began, in this prison or in one before it, whether or not in hospital meanwhile.
    """

    place: Place | None = None
    since: date | None = None
    received: date | None = None
    sentence_days: int | None = None
    release: date | None = None
    ends: date | None = None
    signed: Mapping[Kind, date] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Due:
    """A kind that is due, by a day, because of something on a day."""

    kind: Kind
    by: date | None
    why: Why
    since: date


def due(known: Known, *, today: date) -> tuple[Due, ...]:
    """What is due now, the soonest first."""
    found = [*_inside(known, today), *_outside(known, today)]
    return tuple(sorted(found or _review(known, today), key=lambda each: each.by or date.max))


def offered(known: Known, *, today: date) -> Kind:
    """The kind that is chosen when somebody starts one: what is due, else the usual where they are."""
    found = due(known, today=today)
    if found:
        return found[0].kind
    return _first_kind(known, today) if known.place in INSIDE else Kind.REVIEW


def goes_on(known: Known, kind: Kind, *, started: date, today: date) -> Kind | None:
    """What a draft goes on as because the person moved after it was started; None where it goes on as it is.

    To another prison, or to hospital and back, is no such move.
    """
    came = known.received or known.since
    if came is None or came <= started:
        return None
    move = MOVES.get(known.place) if known.place else None
    return goes_on_as(kind, move, short=short(known, today=today)) if move else None


def short(known: Known, *, today: date) -> bool:
    """Whether the short set is offered to somebody inside."""
    remand = known.place is Place.REMAND
    return is_short_stay(remand=remand, sentence_days=known.sentence_days, day=today)


def sentence_days(length: int | None, unit: str) -> int | None:
    """About how many days a sentence is; only to tell a short one from a long one."""
    return length * DAYS[unit] if length and unit in DAYS else None


def _inside(known: Known, today: date) -> Iterator[Due]:
    if known.place not in INSIDE or known.since is None:
        return
    came = known.received or known.since
    if not _signed_since(known, came, Kind.IMMEDIATE_NEEDS, Kind.SHORT_STAY):
        yield Due(_first_kind(known, today), immediate_needs_due(came), Why.RECEIVED, came)
    if known.release is None or short(known, today=today):
        return
    opens = pre_release_opens(known.release, today=today)
    if opens <= today <= known.release and not _signed_since(known, opens, Kind.PRE_RELEASE):
        by = last_working_day(known.release - timedelta(days=1))
        yield Due(Kind.PRE_RELEASE, by, Why.RELEASE_NEAR, known.release)


def _outside(known: Known, today: date) -> Iterator[Due]:
    if known.place not in OUTSIDE or known.since is None:
        return
    if not _signed_since(known, known.since, *Kind):
        kind = Kind.START_OF_ORDER if known.place is Place.ORDER else Kind.REVIEW
        by = add_working_days(known.since, _number("start_of_order_within", today))
        yield Due(kind, by, Why.BEGAN, known.since)
    if known.ends:
        opens = known.ends - timedelta(days=_number("exit_within", today))
        if opens <= today <= known.ends and not _signed_since(known, opens, Kind.EXIT):
            yield Due(Kind.EXIT, known.ends, Why.ENDS_SOON, known.ends)


def _review(known: Known, today: date) -> list[Due]:
    last = max(known.signed.values(), default=None)
    if last is None or known.place not in INSIDE | OUTSIDE:
        return []
    by = add_months(last, _number("review_after", today))
    soon = by - timedelta(days=_number("exit_within", today)) <= today
    return [Due(Kind.REVIEW, by, Why.LAST_WAS_LONG_AGO, last)] if soon else []


def _first_kind(known: Known, today: date) -> Kind:
    return Kind.SHORT_STAY if short(known, today=today) else Kind.IMMEDIATE_NEEDS


def _signed_since(known: Known, day: date, *kinds: Kind) -> bool:
    return any(known.signed[kind] >= day for kind in kinds if kind in known.signed)


def _number(name: str, today: date) -> int:
    return int(load(PACKAGE)[name].on(today))
