"""Days at liberty, and the first death or return to custody after an event."""

from __future__ import annotations

import numpy as np
from numba import types

from throughgate.evidence.histories import NEVER, UNKNOWN_DATE, Array
from throughgate.evidence.kernels.index import TRANSFERRED
from throughgate.evidence.kernels.types import codes, days, kernel, numbers, starts


@kernel(types.int32[::1](starts, days, days, days, numbers, days, days))
def days_at_liberty(
    custody_start: Array,
    received: Array,
    released: Array,
    died: Array,
    person: Array,
    first: Array,
    last: Array,
) -> Array:
    """For each event the days from first to last (both inside) on which the person was free and alive.

    Inside from the day received up to the day before release; the day of death is no longer free.
    """
    events = len(person)
    free = np.empty(events, np.int32)
    for e in range(events):
        p, begin = person[e], np.int64(first[e])
        end = min(np.int64(last[e]), np.int64(died[p]) - 1)
        inside, seen = np.int64(0), begin
        for row in range(custody_start[p], custody_start[p + 1]):
            since = max(np.int64(received[row]), seen)
            until = min(np.int64(released[row]) - 1, end)
            if until >= since:
                inside += until - since + 1
                seen = until + 1
        free[e] = max(int(end - begin + 1 - inside), 0)
    return free


@kernel(types.int32[::1](starts, days, days, codes, numbers, days))
def first_return(
    custody_start: Array, received: Array, released: Array, ended: Array, person: Array, on: Array
) -> Array:
    """For each event the first day after it on which the person came from liberty into custody, else NEVER.

    A row that touches the one before, or follows a transfer, is the same spell going on: no return.
    """
    events = len(person)
    back = np.full(events, NEVER, np.int32)
    for e in range(events):
        p = person[e]
        until, moved = np.int64(UNKNOWN_DATE), False
        for row in range(custody_start[p], custody_start[p + 1]):
            if received[row] > on[e] and received[row] > until + 1 and not moved:
                back[e] = received[row]
                break
            if released[row] >= until:
                moved = ended[row] == TRANSFERRED
                until = np.int64(released[row])
    return back
