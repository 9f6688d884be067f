"""The prolific measure (former NI 30): proven offences in the year after a date against the year before.

docs/methods/proven.md.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from throughgate.evidence import shards
from throughgate.evidence.events import OFFENCE_COLUMNS, Events, Rules, follow
from throughgate.evidence.histories import Array, Histories, Shard, days
from throughgate.evidence.kernels.ages import DAY_AS_WRITTEN
from throughgate.evidence.kernels.liberty import days_at_liberty
from throughgate.evidence.kernels.supervised import supervised
from throughgate.evidence.local import PROLIFIC
from throughgate.evidence.request import Request
from throughgate.evidence.result import Figure, Row

READS = (
    "people.date_of_birth",
    "people.died",
    "supervision.started",
    "supervision.ended",
    "supervision.kind",
    "custody.received",
    "custody.released",
    *OFFENCE_COLUMNS,
)
DRAWS, SEED = 2000, 18
PERCENT = 100


@dataclass(frozen=True)
class Years:
    """For each person on the scheme: offences and days at liberty, before and after the date."""

    before: Array
    after: Array
    liberty_before: Array
    liberty_after: Array

    @property
    def people(self) -> int:
        return len(self.before)


def count(request: Request, histories: Histories, progress: shards.Progress | None = None) -> Years:
    """Offences of everybody with a prolific row open on the first day of the cohort."""
    on = days(request.cohorts[0].first)
    kinds = np.array(
        [kind == PROLIFIC for kind in histories.codes("supervision", "kind")], np.int32
    )
    rules = Rules(request.follow_up.days, request.proof.days)

    def add(years: list[Years], shard: Shard) -> None:
        if kinds.any():
            years.append(_years(shard, kinds, on, rules))

    found = shards.count(histories, READS, begin=list[Years], add=add, progress=progress)
    parts = [part for state in found for part in state]
    names = ("before", "after", "liberty_before", "liberty_after")
    none = np.empty(0, np.int32)
    return Years(*(np.concatenate([none, *(getattr(p, name) for p in parts)]) for name in names))


def _years(shard: Shard, kinds: Array, on: int, rules: Rules) -> Years:
    """The year after: on < day <= on + 365; the year before: the same, 365 days earlier; each with the
    same time for proof after its own end."""
    person, _, day, _ = supervised(
        DAY_AS_WRITTEN,
        shard["people.date_of_birth"],
        shard.start("supervision"),
        shard["supervision.started"],
        shard["supervision.ended"],
        shard["supervision.kind"],
        kinds,
        np.array([on], np.int32),
    )
    earlier = day - np.int32(rules.follow_up)
    number = [_offences(shard, person, begin, rules) for begin in (earlier, day)]
    free = [_free(shard, person, begin, rules) for begin in (earlier, day)]
    return Years(*number, *free)


def _offences(shard: Shard, person: Array, begin: Array, rules: Rules) -> Array:
    none = np.full(len(person), -1, np.int32)
    events = Events(person, none, begin, np.ones(len(person), np.int32), none, none)
    return follow(shard, events, rules).number


def _free(shard: Shard, person: Array, begin: Array, rules: Rules) -> Array:
    free: Array = days_at_liberty(
        shard.start("custody"),
        shard["custody.received"],
        shard["custody.released"],
        shard["people.died"],
        person,
        begin + np.int32(1),
        begin + np.int32(rules.follow_up),
    )
    return free


def row(years: Years) -> Row:
    """The one row: offences before and after, percent change with its interval, mean days at liberty."""
    before, after = int(years.before.sum()), int(years.after.sum())
    low, high = change_interval(years.before, years.after)
    figures: dict[str, Figure] = {
        "people": years.people,
        "offences_before": before,
        "offences_after": after,
        "percent_change": PERCENT * (after - before) / before if before else None,
        "percent_change_low": low,
        "percent_change_high": high,
        "days_at_liberty_before": int(years.liberty_before.sum()) / years.people,
        "days_at_liberty_after": int(years.liberty_after.sum()) / years.people,
    }
    largest = {
        "offences_before": _two_largest(years.before),
        "offences_after": _two_largest(years.after),
    }
    return Row({}, figures, largest)


def change_interval(before: Array, after: Array) -> tuple[float | None, float | None]:
    """95% interval of the percent change by a seeded bootstrap of persons (percentiles of 2,000 draws).

    Drawn from the sorted table of (before, after), so the order of people changes nothing. None where
    a draw in forty or more has no offence before.
    """
    pairs, times = np.unique(np.column_stack([before, after]), axis=0, return_counts=True)
    people = int(times.sum())
    if people < 2 or not before.any():
        return None, None
    draws = np.random.default_rng(SEED).multinomial(people, times / people, size=DRAWS)
    sums = draws @ pairs.astype(np.int64)
    some = sums[:, 0] > 0
    if some.mean() <= 0.975:
        return None, None
    change = PERCENT * (sums[some, 1] - sums[some, 0]) / sums[some, 0]
    low, high = np.percentile(change, [2.5, 97.5])
    return float(low), float(high)


def _two_largest(values: Array) -> tuple[int, int]:
    top = [*sorted((int(value) for value in values), reverse=True)[:2], 0, 0]
    return top[0], top[1]
