"""Who is in a cohort: each person's first index event in each period. docs/methods/proven.md."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from throughgate.common import values
from throughgate.evidence.events import Events
from throughgate.evidence.histories import Array, Shard, days
from throughgate.evidence.kernels.ages import DAY_AS_WRITTEN
from throughgate.evidence.kernels.index import index_events
from throughgate.evidence.period import Period
from throughgate.evidence.request import INDEX_KINDS

READS = (
    "people.date_of_birth",
    "sanctions.sanction_date",
    "sanctions.disposal",
    "sanctions.breach_only",
    "custody.received",
    "custody.released",
    "custody.kind",
    "custody.ended",
    "custody.sanction",
)


@dataclass(frozen=True)
class Entry:
    """The periods in which each person enters once, with their cohorts, and the kinds wanted."""

    periods: tuple[tuple[int, Period], ...]
    index: tuple[str, ...] = INDEX_KINDS

    @property
    def first(self) -> Array:
        return np.array([days(period.first) for _, period in self.periods], np.int32)

    @property
    def last(self) -> Array:
        return np.array([days(period.last) for _, period in self.periods], np.int32)

    @property
    def cohort(self) -> Array:
        return np.array([number for number, _ in self.periods], np.int32)


def select(shard: Shard, entry: Entry) -> tuple[Events, int]:
    """The index events of a shard, and how many people were refused as too young on the day."""
    wanted = (kind in entry.index for kind in INDEX_KINDS)
    person, period, day, kind, sanction, age, refused = index_events(
        DAY_AS_WRITTEN,
        shard["people.date_of_birth"],
        shard.start("sanctions"),
        *(shard[name] for name in READS[1:4]),
        shard.start("custody"),
        *(shard[name] for name in READS[4:]),
        entry.first,
        entry.last,
        *wanted,
        youngest_age(),
    )
    cohort = entry.cohort[period]
    return Events(person, cohort, day, kind, sanction, age), int(refused.sum())


def youngest_age() -> int:
    return int(values.load("throughgate.evidence")["youngest_age"].latest)


def adult_age() -> int:
    return int(values.load("throughgate.evidence")["adult_age"].latest)
