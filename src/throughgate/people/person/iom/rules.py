"""Integrated offender management is an adoption: decided by named people, looked at again, ended."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from throughgate.common.errors import WrongUse
from throughgate.common.values import load


class Cohort(StrEnum):
    """Why somebody is in it."""

    FIXED = "fixed"
    FLEX = "flex"
    FREE = "free"


def latest_review(start: date) -> date:
    """The last day by which an adoption from this day must be looked at again."""
    months = int(load("throughgate.people.person.iom")["review_within"].on(start))
    return _months_on(start, months)


def check_review(start: date, review_on: date) -> None:
    if not start < review_on <= latest_review(start):
        raise WrongUse(
            f"The review must be after {start.isoformat()} and by {latest_review(start).isoformat()}: "
            "an adoption is looked at again within six months. Choose an earlier day."
        )


def check_panel(proposed_by: object, decided_by: object) -> None:
    """Nobody adopts alone."""
    if proposed_by == decided_by:
        raise WrongUse(
            "The same person proposed and decided. An adoption needs two: name who decided for the panel."
        )


def _months_on(day: date, months: int) -> date:
    """The same day of a later month, or its last."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
