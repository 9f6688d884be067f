"""Which limits somebody must look at again: set by who does not lead, about to end, or long ago."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from throughgate.common.dates import add_months
from throughgate.common.values import load

PACKAGE = "throughgate.people.person.limits"


class Why(StrEnum):
    """Why it is to be looked at, the first that holds."""

    NOT_LEADING = "not_leading"  # who set it binds others, and does not lead
    ENDS_SOON = "ends_soon"
    LONG_AGO = "long_ago"


@dataclass(frozen=True)
class Standing:
    """A limit in force: whether it binds others and who set it leads; since when, until when; when somebody last said
    that it is needed, and whether that counts: whose organisation leads, or the reader's own."""

    binds: bool
    leads: bool
    first_day: date
    last_day: date | None = None
    looked_on: date | None = None
    counts: bool = False


def to_look_at(limit: Standing, *, today: date) -> Why | None:
    """Why a reader's organisation looks at it; None where nothing is due."""
    again = add_months(limit.looked_on or limit.first_day, _number("look_again", today)) <= today
    answered = limit.looked_on is not None and not again and limit.counts
    if limit.binds and not limit.leads and not answered:
        return Why.NOT_LEADING
    if limit.last_day and _ends_soon(limit.last_day, limit.looked_on, today):
        return Why.ENDS_SOON
    return Why.LONG_AGO if again else None


def _ends_soon(last_day: date, looked_on: date | None, today: date) -> bool:
    from_day = last_day - timedelta(days=_number("ends_soon", today))
    return from_day <= today and (looked_on is None or looked_on < from_day)


def _number(name: str, today: date) -> int:
    return int(load(PACKAGE)[name].on(today))
