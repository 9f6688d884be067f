"""What came first: a reoffence, death, or return to custody without a new offence. docs/methods/proven.md."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from throughgate.evidence.events import Events, Outcome
from throughgate.evidence.histories import Array, Shard
from throughgate.evidence.kernels.liberty import days_at_liberty, first_return
from throughgate.evidence.result import AtRisk

REOFFENDED, DIED, RETURNED = range(3)
DAYS_A_YEAR = 365


class Careers:
    """People by day and kind of what came first, and their days at liberty; whole numbers."""

    READS = ("custody.received", "custody.released", "custody.ended", "people.died")

    def __init__(self, follow_up: int) -> None:
        self.follow_up = follow_up
        self.people = self.liberty = self.reoffences = 0
        self.first = np.zeros((follow_up + 1, 3), np.int64)

    def add(self, shard: Shard, events: Events, outcome: Outcome) -> None:
        back = first_return(
            shard.start("custody"),
            shard["custody.received"],
            shard["custody.released"],
            shard["custody.ended"],
            events.person,
            events.day,
        )
        died = shard["people.died"][events.person]
        waits = [outcome.first, *(_days_after(events.day, day) for day in (died, back))]
        earliest = np.minimum.reduce(waits)
        for kind in (RETURNED, DIED, REOFFENDED):
            came = (waits[kind] == earliest) & (earliest <= self.follow_up)
            for later in range(kind):
                came &= waits[later] != earliest
            self.first[:, kind] += np.bincount(earliest[came], minlength=self.follow_up + 1)
        self.people += len(events.day)
        self.reoffences += int(outcome.number.sum(dtype=np.int64))
        self.liberty += int(self._free(shard, events).sum(dtype=np.int64))

    def _free(self, shard: Shard, events: Events) -> Array:
        free: Array = days_at_liberty(
            shard.start("custody"),
            shard["custody.received"],
            shard["custody.released"],
            shard["people.died"],
            events.person,
            events.day + 1,
            events.day + self.follow_up,
        )
        return free

    def plus(self, other: Careers) -> None:
        self.people += other.people
        self.liberty += other.liberty
        self.reoffences += other.reoffences
        self.first += other.first

    def result(self) -> AtRisk:
        years = self.liberty / DAYS_A_YEAR
        return AtRisk(
            incidence=aalen_johansen(self.first, self.people),
            days_at_liberty=self.liberty / self.people,
            reoffences_per_year_at_liberty=self.reoffences / years if years else None,
        )


def _days_after(index: Array, day: Array) -> Array:
    """Days from the index event; a day before it is read as the index day itself."""
    return np.maximum(day.astype(np.int64) - index, 0)


def aalen_johansen(first: Array, people: int) -> list[list[float]]:
    """Cumulative incidence of competing first events, everybody followed to the end.

    first: int64[days, 3], people whose first event, of each kind, fell on each day. Gives rows of day,
    the three shares, and the share with none of them. Nobody leaves before the end (the cohort is
    complete), so each step's risk times the share still free is the number of events over all.
    """
    at_risk = people - np.concatenate([[0], np.cumsum(first.sum(axis=1))])
    incidence = np.cumsum(first, axis=0) / people
    return [
        [day, *(float(share) for share in shares), left / people]
        for day, (shares, (_, left)) in enumerate(
            zip(incidence, pairwise(at_risk.tolist()), strict=True)
        )
    ]
