"""Reoffences after index events: which count, the first one, and at which levels."""

from __future__ import annotations

import numba
import numpy as np
from numba import types

from throughgate.evidence.histories import Array
from throughgate.evidence.kernels.types import (
    codes,
    count,
    days,
    flag,
    flags,
    kernel,
    numbers,
    several,
    starts,
)
from throughgate.evidence.tables import SERIOUSNESS

NONE = -1
RELEASE = 0
UNKNOWN_LEVEL = len(SERIOUSNESS)
YES, NOT_KNOWN = 1, 2  # of the column offences.custodial
LEVEL_COLUMNS = 6  # indictable only, either way, summary, unknown; custodial, custodial unknown


@numba.njit(types.int32(types.int32, types.int32), cache=True, nogil=True)
def custody_of_both(one: int, other: int) -> int:
    """Custody for either of two: yes wins, then not known."""
    return YES if one == YES or other == YES else max(one, other)


@kernel(
    several(
        types.int32[::1],
        types.int32[::1],
        types.int32[::1],
        types.int32[:, ::1],
        types.int32[::1],
        types.int32[::1],
    )(
        *(starts, days, days, flags, numbers, codes, codes),
        *(numbers, days, codes, numbers),
        *(count, count, flag, flag),
    )
)
def reoffences(
    offence_start: Array,
    offended: Array,
    proven: Array,
    counted: Array,
    sanction: Array,
    seriousness: Array,
    custodial: Array,
    person: Array,
    on: Array,
    kind: Array,
    index_sanction: Array,
    follow_up: int,
    proof: int,
    same_day: bool,
    by_level: bool,
) -> tuple[Array, ...]:
    """What followed each event; events are in order of person and day.

    An offence counts when index < its day <= index + follow_up, proven by index + follow_up + proof;
    with same_day also on the day of a release, unless of the index sanction.

    Gives per event: reoffences; days to the first (follow_up + 1: none); offences on the index day
    (counted, proven in time, not of the index sanction); and, by_level, int32[events, 6] reoffences
    indictable only, either way, summary, unknown, custodial, custodial unknown; level and custody of
    the first (several on that day: the most serious level; custody if any had it).
    """
    events = len(person)
    detailed = events if by_level else 0
    number, first = np.empty(events, np.int32), np.empty(events, np.int32)
    on_day = np.zeros(events, np.int32)
    levels = np.zeros((detailed, LEVEL_COLUMNS), np.int32)
    first_level = np.full(detailed, UNKNOWN_LEVEL, np.int32)
    first_custody = np.zeros(detailed, np.int32)
    at, before = np.int64(0), NONE
    for e in range(events):
        p, index = person[e], np.int64(on[e])
        if p != before:
            at, before = offence_start[p], p
        end, last = offence_start[p + 1], index + follow_up
        while at < end and offended[at] < index:
            at += 1
        n, wait = 0, follow_up + 1
        for o in range(at, end):
            offence_day = offended[o]
            if offence_day > last:
                break
            if not counted[o] or proven[o] > last + proof:
                continue
            if offence_day == index:
                if index_sanction[e] != NONE and sanction[o] == index_sanction[e]:
                    continue
                on_day[e] += 1
                if not (same_day and kind[e] == RELEASE):
                    continue
            if n == 0:
                wait = offence_day - index
            n += 1
            if by_level:
                level = min(seriousness[o], UNKNOWN_LEVEL)
                levels[e, level] += 1
                if custodial[o] != 0:
                    levels[e, UNKNOWN_LEVEL + custodial[o]] += 1
                if offence_day == index + wait:
                    first_level[e] = min(first_level[e], level)
                    first_custody[e] = custody_of_both(first_custody[e], custodial[o])
        number[e], first[e] = n, wait
    return number, first, on_day, levels, first_level, first_custody
