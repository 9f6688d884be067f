"""What can be said of a move from youth to adult services, and when it is soon."""

from __future__ import annotations

from datetime import date, timedelta

from throughgate.common.dates import long
from throughgate.common.errors import WrongUse
from throughgate.common.values import load


def last_day_of_notice(*, today: date) -> date:
    notice: int = load("throughgate.people.person.mentor")["notice_days"].on(today)
    return today + timedelta(days=notice)


def check_happened(day: date | None, *, today: date) -> None:
    """Only what has happened has its day."""
    if day and day > today:
        raise WrongUse(
            f"{long(day)} has not come yet. Enter it when it has happened; the plan has a day of its own."
        )


def check_adult_worker(adult_worker: str, done_on: date | None) -> None:
    """Nobody is handed over to nobody."""
    if done_on and not adult_worker:
        raise WrongUse("Enter the adult worker who took over: a move that is done has one.")
