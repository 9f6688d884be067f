"""What is due for review, and in which words: late in working days."""

from __future__ import annotations

from datetime import date, timedelta

from throughgate.common import dates
from throughgate.common.errors import WrongUse
from throughgate.common.values import load


def goes_on(last_day: date | None, *, today: date) -> bool:
    """Both the first and the last day count."""
    return last_day is None or last_day >= today


def is_late(review_on: date | None, *, today: date) -> bool:
    return review_on is not None and review_on < today


def last_day_of_notice(*, today: date) -> date:
    """A review due by then is soon enough to be on the home page."""
    notice: int = load("throughgate.people.person.risk")["notice_days"].on(today)
    return today + timedelta(days=notice)


def check_days(first_day: date, last_day: date | None, *, today: date) -> None:
    if first_day > today:
        raise WrongUse(f"{dates.long(first_day)} has not come yet. Enter it on the day it starts.")
    if last_day and last_day < first_day:
        raise WrongUse("It cannot end before it starts. Check both days.")


def check_review(review_on: date, last_day: date | None, *, today: date) -> None:
    """A review to come; where the thing itself is over, none is asked for."""
    if review_on < today and goes_on(last_day, today=today):
        raise WrongUse(
            f"{dates.long(review_on)} is past. Enter the day of the next review, or the day on which this ended."
        )
