"""Dates and the one clock. Only middleware, jobs and the command line read it; rules take `today`."""

from __future__ import annotations

import os
from datetime import date, datetime
from zoneinfo import ZoneInfo

from throughgate.common.errors import WrongUse

LONDON = ZoneInfo("Europe/London")


def today() -> date:
    """Today in London, or the day named by THROUGHGATE_TODAY (tests and demonstration)."""
    moved = os.environ.get("THROUGHGATE_TODAY")
    return iso(moved, what="THROUGHGATE_TODAY") if moved else datetime.now(LONDON).date()


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
