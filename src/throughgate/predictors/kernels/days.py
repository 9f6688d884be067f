"""Sanctions of many people: distinct days, counted in one walk over rows in order of date."""

from __future__ import annotations

from numba import types

from throughgate.predictors.kernels import Array, codes, kernel, read, write

counts = write(types.int32)


@kernel(types.void(read(types.int64), codes, codes, codes, counts, counts))
def sanction_days(
    starts: Array, days: Array, violent: Array, current: Array, n: Array, v: Array
) -> None:
    """Fills in the distinct days up to and with the current one, and those with a violent offence.

    Person p has the rows from `starts[p]` to before `starts[p + 1]`, in order of day.
    """
    for person in range(len(current)):
        last, counted, count, count_violent = 0, False, 0, 0
        for row in range(starts[person], starts[person + 1]):
            if days[row] > current[person]:
                break
            if count == 0 or days[row] != last:
                last, counted = days[row], False
                count += 1
            if violent[row] and not counted:
                counted = True
                count_violent += 1
        n[person], v[person] = count, count_violent
