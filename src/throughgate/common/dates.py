"""Dates and the one clock. Only middleware, jobs and the command line read it; rules take `today`."""

from __future__ import annotations

import os
from calendar import monthrange
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from throughgate.common.errors import WrongUse

LONDON = ZoneInfo("Europe/London")
NEAR = timedelta(days=28)  # a day nearer than this is said with its weekday and how far off it is


FIRST, LAST = (
    date(1900, 1, 1),
    date(2099, 12, 31),
)  # what is outside was mistyped, or stands for “never”
_still: ContextVar[datetime | None] = ContextVar("still", default=None)


def today() -> date:
    """Today in London, or the day named by THROUGHGATE_TODAY (tests and demonstration)."""
    moved = os.environ.get("THROUGHGATE_TODAY")
    return iso(moved, what="THROUGHGATE_TODAY") if moved else _moment().date()


def now() -> datetime:
    """This moment in London; where THROUGHGATE_TODAY moves the day, at this time of that day."""
    return datetime.combine(today(), _moment().timetz())


def _moment() -> datetime:
    return _still.get() or datetime.now(LONDON)


@contextmanager
def standing_still() -> Iterator[None]:
    """Within it is one moment: what somebody may see and what they enter are of the same, and of one day at midnight."""
    within = _still.set(_moment())
    try:
        yield
    finally:
        _still.reset(within)


def is_likely(day: date) -> bool:
    """A day that may be meant, of somebody alive or of a sentence."""
    return FIRST <= day <= LAST


def iso(text: str, *, what: str) -> date:
    """A date written as 2027-03-05."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongUse(
            f"{what} is “{text}”, which is not a date. Write it as 2027-03-05 (year-month-day)."
        ) from None


def long(day: date) -> str:
    """5 March 2027."""
    return f"{day.day} {day:%B %Y}"


def weekday(day: date) -> str:
    """Friday 5 March: of a near day, whose year nobody asks."""
    return f"{day:%A} {day.day} {day:%B}"


def is_near(day: date, *, today: date) -> bool:
    return abs(day - today) <= NEAR


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last: a month after 31 January is 28 or 29 February."""
    years, month = divmod(day.month - 1 + months, 12)
    last = monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))


@lru_cache(maxsize=16_384)  # lists ask of the same few years again and again
def is_working_day(day: date) -> bool:
    """Monday to Friday, but for the bank holidays of England and Wales."""
    return day.weekday() < 5 and day not in _bank_holidays()


def next_working_day(day: date) -> date:
    """The day itself when people work on it, else the first after it on which they do."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def last_working_day(day: date) -> date:
    """The day itself when people work on it, else the last before it on which they did."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def add_working_days(day: date, count: int) -> date:
    """The working day so many after a day, which itself does not count; before it when the count is negative."""
    step = timedelta(days=1 if count > 0 else -1)
    for _ in range(abs(count)):
        day += step
        while not is_working_day(day):
            day += step
    return day


def is_bank_holiday(day: date) -> bool:
    """Whether it is a bank holiday of England and Wales, substitute days among them."""
    return day in _bank_holidays()


@lru_cache(maxsize=16_384)
def working_days_until(day: date, *, today: date) -> int:
    """Working days from tomorrow to a day, it included; negative when it is past."""
    if day < today:
        return -working_days_until(today, today=day)
    days = (today + timedelta(days=n) for n in range(1, (day - today).days + 1))
    return sum(is_working_day(each) for each in days)


@cache
def _bank_holidays() -> Any:
    import holidays  # a tenth of a second, for those who ask

    return holidays.country_holidays("GB", subdiv="ENG")
