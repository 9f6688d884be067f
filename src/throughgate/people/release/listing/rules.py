"""What a reader asks of the list of releases: which weeks, whose, where, what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from throughgate.common.values import load
from throughgate.people.caseload.rules import Whose
from throughgate.people.release.rules import PACKAGE, Window

ANYTHING = "any"
WEEKS = 12
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Wanted:
    """One list. missing: the code of an essential, or anything; without whose, the reader's own if they have any."""

    window: Window = Window.TWELVE_WEEKS
    whose: Whose | None = None
    missing: str = ""
    establishment: str = ""
    page: int = 1

    def whose_of(self, has_people: bool) -> Whose:
        return self.whose or (Whose.MINE if has_people else Whose.ALL)

    def until(self, today: date) -> date:
        days: int = load(PACKAGE)["windows"].on(today)[self.window]
        return today + timedelta(days=days)

    @property
    def is_narrow(self) -> bool:
        return bool(self.missing or self.establishment or self.window is not Window.TWELVE_WEEKS)


def week(day: date, *, today: date) -> int:
    """In which of the twelve weeks from today a day is, from 0; the last day of the twelve weeks is in the last."""
    return min((day - today).days // WEEK.days, WEEKS - 1)
