"""Integrated offender management is an adoption: decided by named people, looked at again, ended."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from throughgate.common.dates import add_months, long
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
    return add_months(start, months)


def check_review(start: date, review_on: date) -> None:
    if not start < review_on <= latest_review(start):
        raise WrongUse(
            f"The review must be after {long(start)} and by {long(latest_review(start))}: "
            "an adoption is looked at again within six months. Choose an earlier day."
        )


def check_start(start: date, *, today: date) -> None:
    """It counts from when it was decided, not from a day to come."""
    if start > today:
        raise WrongUse("This day has not come yet. Enter an adoption when it is decided.")


def check_panel(proposed_by: object, decided_by: object) -> None:
    """Nobody adopts alone."""
    if _plain(proposed_by) == _plain(decided_by):
        raise WrongUse(
            "The same person proposed and decided. An adoption needs two: name who decided for the panel."
        )


def _plain(name: object) -> str:
    """A name without what differs in how it was typed."""
    return " ".join(str(name).casefold().split())
