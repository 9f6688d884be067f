"""Adds events up by cell (cohort and group), person by person: whole numbers only, so order never matters."""

from __future__ import annotations

import numba
import numpy as np
from numba import types

from throughgate.evidence.histories import Array
from throughgate.evidence.kernels.outcome import LEVEL_COLUMNS, UNKNOWN_LEVEL
from throughgate.evidence.kernels.types import codes, flag, kernel, numbers, read, write

SUMS = (  # e entries, y entries with a reoffence, x reoffences of one person in the cell
    "entries",
    "reoffended",
    "reoffences",
    "days_free",
    "on_index_day",
    "persons",
    "e_e",
    "e_y",
    "y_y",
    "x_x",
    "x_e",
)
(ENTRIES, REOFFENDED, REOFFENCES, DAYS_FREE, ON_DAY, PERSONS, E_E, E_Y, Y_Y, X_X, X_E) = range(
    len(SUMS)
)
LEVEL_SUMS = ("reoffenders", "reoffences", "first")  # for each level column
PEOPLE, NUMBER, FIRST = range(len(LEVEL_SUMS))


@numba.njit(
    types.void(write(types.int32, 3), types.int64, types.int64, types.int64),
    cache=True,
    nogil=True,
)
def keep_largest(largest: Array, cell: int, column: int, value: int) -> None:
    """Keeps the two largest contributions of one person to a count."""
    if value > largest[cell, column, 0]:
        largest[cell, column, 1] = largest[cell, column, 0]
        largest[cell, column, 0] = value
    elif value > largest[cell, column, 1]:
        largest[cell, column, 1] = value


@numba.njit(types.boolean(numbers, numbers, types.int64, types.int64), cache=True, nogil=True)
def counted_earlier(person: Array, cell: Array, block: int, event: int) -> bool:
    """Whether the person (whose events begin at block) has an earlier event in this event's cell."""
    for other in range(block, event):  # noqa: SIM110 - a closure does not compile
        if cell[other] == cell[event]:
            return True
    return False


@kernel(
    types.void(
        *(numbers, numbers, numbers, numbers, numbers, flag),
        *(write(types.int64, 2), write(types.int32, 2), write(types.int32, 3)),
    )
)
def tally(
    person: Array,
    cell: Array,
    number: Array,
    first: Array,
    on_day: Array,
    once: bool,
    sums: Array,
    first_days: Array,
    largest: Array,
) -> None:
    """Adds a shard's events to their cells, in place; once: nobody has two events in one cell.

    sums: int64[cells, SUMS]. first_days: int32[cells, follow-up + 2], entries by the day of the first
    reoffence, the last for none. largest: int32[cells, 7, 2], here its first column: of reoffences.
    What follows from first_days, and where everybody is in once from the rest, is left to `completed`.
    """
    events, block = len(person), 0
    for e in range(events):
        c, n = cell[e], np.int64(number[e])
        if person[e] != person[block]:
            block = e
        first_days[c, first[e]] += 1
        if on_day[e]:
            sums[c, ON_DAY] += on_day[e]
        if n:
            sums[c, REOFFENCES] += n
        if once:
            if n:
                sums[c, X_X] += n * n
                keep_largest(largest, c, 0, int(n))
            continue
        if counted_earlier(person, cell, block, e):
            continue
        entries, yes = np.int64(1), np.int64(1 if n else 0)
        for other in range(e + 1, events):
            if person[other] != person[e]:
                break
            if cell[other] == c:
                entries += 1
                yes += 1 if number[other] else 0
                n += number[other]
        sums[c, PERSONS] += 1
        sums[c, E_E] += entries * entries
        sums[c, E_Y] += entries * yes
        sums[c, Y_Y] += yes * yes
        sums[c, X_X] += n * n
        sums[c, X_E] += n * entries
        keep_largest(largest, c, 0, int(n))


@kernel(
    types.void(
        *(numbers, numbers, numbers, read(types.int32, 2), codes, codes, flag),
        *(write(types.int64, 3), write(types.int32, 3)),
    )
)
def tally_levels(
    person: Array,
    cell: Array,
    number: Array,
    levels: Array,
    first_level: Array,
    first_custody: Array,
    once: bool,
    level_sums: Array,
    largest: Array,
) -> None:
    """Adds a shard's reoffences by level, in place: level_sums int64[cells, 6, LEVEL_SUMS]; largest as above."""
    events, block = len(person), 0
    for e in range(events):
        c = cell[e]
        if person[e] != person[block]:
            block = e
        if number[e]:
            level_sums[c, first_level[e], FIRST] += 1
            if first_custody[e]:
                level_sums[c, UNKNOWN_LEVEL + first_custody[e], FIRST] += 1
        earlier = not once and counted_earlier(person, cell, block, e)
        for level in range(LEVEL_COLUMNS):
            n = np.int64(levels[e, level])
            level_sums[c, level, PEOPLE] += 1 if n else 0
            level_sums[c, level, NUMBER] += n
            if earlier:
                continue
            if not once:
                for other in range(e + 1, events):
                    if person[other] != person[e]:
                        break
                    if cell[other] == c:
                        n += levels[other, level]
            keep_largest(largest, c, 1 + level, int(n))


def completed(sums: Array, first_days: Array, *, once: bool) -> Array:
    """sums with entries, those with a reoffence and days free filled in from first_days."""
    by_day = first_days.astype(np.int64)
    free = np.maximum(np.arange(first_days.shape[1]) - 1, 0)
    full = sums.copy()
    full[:, ENTRIES] = by_day.sum(axis=1)
    full[:, REOFFENDED] = by_day[:, :-1].sum(axis=1)
    full[:, DAYS_FREE] = by_day @ free
    if once:
        full[:, [PERSONS, E_E]] = full[:, [ENTRIES]]
        full[:, [E_Y, Y_Y]] = full[:, [REOFFENDED]]
        full[:, X_E] = full[:, REOFFENCES]
    return full
