"""Who is under supervision on given days."""

from __future__ import annotations

import numpy as np
from numba import types

from throughgate.evidence.histories import Array
from throughgate.evidence.kernels.ages import completed_years
from throughgate.evidence.kernels.types import codes, days, kernel, several, starts


@kernel(
    several(types.int32[::1], types.int32[::1], types.int32[::1], types.int16[::1])(
        days, days, starts, days, days, codes, codes, days
    )
)
def supervised(
    written: Array,
    born: Array,
    supervision_start: Array,
    started: Array,
    ended: Array,
    kind: Array,
    kinds: Array,
    on: Array,
) -> tuple[Array, ...]:
    """Who had a period of one of `kinds` open on each day of `on` (ended: still open on its last day).

    Gives person, position in `on`, day and age (-1 unknown), in order of person and day.
    """
    people, snapshots = len(born), len(on)
    room = min(people * snapshots, len(started) * snapshots)
    person, which = np.empty(room, np.int32), np.empty(room, np.int32)
    day, age = np.empty(room, np.int32), np.empty(room, np.int16)
    n = 0
    for p in range(people):
        for snapshot in range(snapshots):
            for row in range(supervision_start[p], supervision_start[p + 1]):
                if started[row] > on[snapshot]:
                    break
                if ended[row] >= on[snapshot] and kinds[kind[row]]:
                    person[n], which[n], day[n] = p, snapshot, on[snapshot]
                    age[n] = completed_years(born[p], on[snapshot], written)
                    n += 1
                    break
    return person[:n], which[:n], day[:n], age[:n]
