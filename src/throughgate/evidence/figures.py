"""A cell's totals turned into the figures of a row. Definitions: docs/methods/proven.md."""

from __future__ import annotations

import numpy as np

from throughgate.evidence import intervals
from throughgate.evidence.histories import Array
from throughgate.evidence.kernels.tally import DAYS_FREE, ENTRIES, REOFFENCES, REOFFENDED
from throughgate.evidence.result import LEVELS, Figure, Row
from throughgate.evidence.tallies import Totals

COUNTED_LEVELS = (  # the kernel's order
    "indictable_only",
    "either_way",
    "summary",
    "unknown",
    "custodial",
    "custodial_unknown",
)


def row(group: dict[str, str], totals: Totals, cell: int, *, once: bool, severity: bool) -> Row:
    """One group's figures from its totals; the group has somebody in it."""
    figures = _main(totals, cell, once=once)
    largest = {"reoffences": _pair(totals.largest[cell, 0])}
    if severity:
        for level in LEVELS:
            column = COUNTED_LEVELS.index(level)
            figures |= _of_level(level, totals.level_sums[cell, column], figures["people"])
            largest[f"reoffences_{level}"] = _pair(totals.largest[cell, 1 + column])
    return Row(group, figures, largest)


def _main(totals: Totals, cell: int, *, once: bool) -> dict[str, Figure]:
    sums = totals.sums[cell]
    people, reoffenders, reoffences = (int(sums[of]) for of in (ENTRIES, REOFFENDED, REOFFENCES))
    low, high = intervals.rate(reoffenders, people, None if once else totals.rate_spread(cell))
    often = intervals.frequency(reoffences, people, totals.frequency_spread(cell))
    often_low, often_high = often if often else (None, None)
    return {
        "people": people,
        "reoffenders": reoffenders,
        "rate": reoffenders / people,
        "rate_low": low,
        "rate_high": high,
        "reoffences": reoffences,
        "per_reoffender": reoffences / reoffenders if reoffenders else None,
        "per_person": reoffences / people,
        "per_person_low": often_low,
        "per_person_high": often_high,
        "mean_days_free": int(sums[DAYS_FREE]) / people,
        "mean_days_to_first_of_reoffenders": mean_day(totals.first_days[cell]),
        "median_days_to_first_of_reoffenders": median_day(totals.first_days[cell]),
    }


def _of_level(level: str, sums: Array, people: Figure) -> dict[str, Figure]:
    reoffenders, reoffences, first = (int(value) for value in sums)
    return {
        f"reoffenders_{level}": reoffenders,
        f"rate_{level}": reoffenders / people if people else None,
        f"reoffences_{level}": reoffences,
        f"first_{level}": first,
    }


def mean_day(first_days: Array) -> float | None:
    """Mean days to the first reoffence, of those who reoffended; the last element is nobody's day."""
    by_day = first_days[:-1].astype(np.int64)
    total = int(by_day.sum())
    return int((by_day * np.arange(len(by_day))).sum()) / total if total else None


def median_day(first_days: Array) -> float | None:
    """Median days to the first reoffence, of those who reoffended; of an even number the middle two's mean."""
    reached = np.cumsum(first_days[:-1], dtype=np.int64)
    total = int(reached[-1])
    if not total:
        return None
    lower = np.searchsorted(reached, (total + 1) // 2)
    upper = np.searchsorted(reached, total // 2 + 1)
    return (int(lower) + int(upper)) / 2


def curve(first_days: Array) -> list[list[float]]:
    """[[day, share with no proven reoffence by the end of that day]] from the index day on."""
    people = int(first_days.sum(dtype=np.int64))
    reoffended = np.cumsum(first_days[:-1], dtype=np.int64)
    return [[day, (people - int(by)) / people] for day, by in enumerate(reoffended)]


def _pair(values: Array) -> tuple[int, int]:
    return int(values[0]), int(values[1])
