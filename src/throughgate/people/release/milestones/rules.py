"""After release: which milestones have come, what is asked at each, and which is late."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from throughgate.common.values import load
from throughgate.people.release import rules

PACKAGE = "throughgate.people.release.milestones"
LAST = timedelta(days=28)  # after the last milestone, nothing is asked any more


@dataclass(frozen=True)
class Aspect:
    """One question of a milestone, and the section whose readers may know the answer."""

    code: str
    name: str
    asks: str
    section: str
    answers: Mapping[str, str]


@cache
def aspects(today: date) -> tuple[Aspect, ...]:
    """In the order of the page."""
    listed = load(PACKAGE)["aspects"].on(today)
    return tuple(
        Aspect(code, one["name"], one["asks"], one["section"], one["answers"])
        for code, one in listed.items()
    )


def aspect(code: str, *, today: date) -> Aspect | None:
    return next((each for each in aspects(today) if each.code == code), None)


def name_of(code: str) -> str:
    return names()[code]


def due(released: date, answered: Collection[str], *, today: date) -> rules.Milestone | None:
    """The newest milestone that has come and of which nobody said anything; earlier ones are not asked for any more."""
    come = [each for each in rules.milestones(released, today=today) if each.day <= today]
    if not come or come[-1].code in answered or today > come[-1].day + LAST:
        return None
    return come[-1]


def earliest_release(today: date) -> date:
    """Whoever was released before this is asked nothing any more."""
    return today - timedelta(days=max(each for each in _days(today))) - LAST


def _days(today: date) -> Collection[int]:
    days: dict[str, int] = load(rules.PACKAGE)["milestones"].on(today)
    return days.values()


def names() -> Mapping[str, str]:
    """The milestones, in the words of the pages."""
    found: dict[str, str] = load(PACKAGE)["milestones"].latest
    return found
