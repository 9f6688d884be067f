"""Index events of a shard: each person's first event in each period. Rules: docs/methods/proven.md."""

from __future__ import annotations

import numba
import numpy as np
from numba import types

from throughgate.evidence.histories import NEVER, Array
from throughgate.evidence.kernels.ages import NO_AGE, completed_years
from throughgate.evidence.kernels.types import (
    codes,
    count,
    day,
    days,
    flag,
    flags,
    kernel,
    numbers,
    several,
    starts,
    write,
)
from throughgate.evidence.tables import CUSTODY_ENDS, CUSTODY_KINDS, DISPOSALS

SENTENCE, RELEASED = CUSTODY_KINDS.index("sentence"), CUSTODY_ENDS.index("released")
TRANSFERRED = CUSTODY_ENDS.index("transferred")
IN_CUSTODY, CAUTIONED = DISPOSALS.index("custody"), DISPOSALS.index("caution")
RELEASE, COMMUNITY, CAUTION = 0, 1, 2  # as request.INDEX_KINDS
NONE = -1


@numba.njit(
    count(count, count, days, days, codes, codes, numbers, write(day), write(day)),
    cache=True,
    nogil=True,
)
def releases(
    first: int,
    end: int,
    received: Array,
    released: Array,
    kind: Array,
    ended: Array,
    sanction: Array,
    out_day: Array,
    out_sanction: Array,
) -> int:
    """Releases of one person (custody rows first..end): how many; days and named sanctions in `out_…`.

    Rows that touch or are divided by a transfer are one spell. It ends in a release when a row that
    ends last is of kind sentence and ended released.
    """
    found = 0
    row = first
    while row < end:
        until, free, named = np.int64(received[row]) - 1, False, NONE
        moved = True  # takes the first row in
        while row < end and (moved or received[row] <= until + 1):
            sentence = kind[row] == SENTENCE
            let_out = sentence and ended[row] == RELEASED
            if released[row] > until:
                until, free, moved = released[row], let_out, ended[row] == TRANSFERRED
            elif released[row] == until:
                free = free or let_out
                moved = moved or ended[row] == TRANSFERRED
            moved = moved and not free
            if sentence and sanction[row] != NONE:
                named = sanction[row]
            row += 1
        if free and until != NEVER:
            out_day[found], out_sanction[found] = until, named
            found += 1
    return found


@numba.njit(count(count, count, day, count, days, codes), cache=True, nogil=True)
def sanction_of_release(
    first: int, end: int, on: int, named: int, sanctioned: Array, disposal: Array
) -> int:
    """The row of a release's sanction: the one its spell names, else the last custodial one by then."""
    if named != NONE and sanctioned[named] <= on:
        return named
    for row in range(end - 1, first - 1, -1):
        if sanctioned[row] <= on and disposal[row] == IN_CUSTODY:
            return row
    return NONE


@numba.njit(flag(types.int32, types.int32, flag, flag), cache=True, nogil=True)
def begins_follow_up(disposal: int, breach_only: int, community: bool, caution: bool) -> bool:
    """Whether a sanction can be an index event: no custody, not of breaches only, of a kind asked for."""
    if breach_only or disposal == IN_CUSTODY:
        return False
    return caution if disposal == CAUTIONED else community


@numba.njit(types.int32[::1](days, days), cache=True, nogil=True)
def numbered_days(first: Array, last: Array) -> Array:
    """The number of the period of every day from the first period's first to the last one's last; else -1."""
    number = np.full(np.int64(last[-1]) - first[0] + 1, NONE, np.int32)
    for k in range(len(first)):
        for today in range(first[k], last[k] + 1):
            number[today - first[0]] = k
    return number


@kernel(
    several(
        types.int32[::1],
        types.int32[::1],
        types.int32[::1],
        types.int32[::1],
        types.int32[::1],
        types.int16[::1],
        types.int64[::1],
    )(
        *(days, days, starts, days, codes, flags),
        *(starts, days, days, codes, codes, numbers),
        *(days, days, flag, flag, flag, count),
    )
)
def index_events(
    written: Array,
    born: Array,
    sanction_start: Array,
    sanctioned: Array,
    disposal: Array,
    breach_only: Array,
    custody_start: Array,
    received: Array,
    released: Array,
    kind: Array,
    ended: Array,
    spell_sanction: Array,
    period_first: Array,
    period_last: Array,
    want_release: bool,
    want_community: bool,
    want_caution: bool,
    youngest: int,
) -> tuple[Array, ...]:
    """Each person's first wanted event in each period; periods are in order and do not overlap.

    Gives arrays of one element an event, in order of person and day: person, period, day, kind,
    sanction row (-1 unknown), age (-1 unknown); and per period the people with an event under the
    youngest age (refused: such an event is no index event).
    """
    people, begin, final = len(born), np.int64(period_first[0]), np.int64(period_last[-1])
    period_of = numbered_days(period_first, period_last)
    room = min(people * len(period_first), len(sanctioned) + len(received))
    person, period = np.empty(room, np.int32), np.empty(room, np.int32)
    on, what = np.empty(room, np.int32), np.empty(room, np.int32)
    row, age = np.empty(room, np.int32), np.empty(room, np.int16)
    refused = np.zeros(len(period_first), np.int64)
    most = np.int64(1)
    for p in range(people):
        most = max(most, custody_start[p + 1] - custody_start[p])
    out_day, out_named = np.empty(most, np.int32), np.empty(most, np.int32)
    n = 0
    for p in range(people):
        s, s_end = sanction_start[p], sanction_start[p + 1]
        c, c_end = custody_start[p], custody_start[p + 1]
        r, r_end = 0, 0
        if want_release and c < c_end:
            r_end = releases(
                *(c, c_end, received, released, kind, ended, spell_sanction, out_day, out_named)
            )
        done, too_young = NONE, NONE
        while True:
            convicted = sanctioned[s] if s < s_end else NEVER
            free = out_day[r] if r < r_end else NEVER
            today = min(convicted, free)
            if today > final or today == NEVER:
                break
            release = free == today  # comes before what else there is on the day
            if release:
                r += 1
            else:
                s += 1
            if today < begin:
                continue
            k = period_of[today - begin]
            if k <= done or not (
                release
                or begins_follow_up(
                    disposal[s - 1], breach_only[s - 1], want_community, want_caution
                )
            ):
                continue
            years = completed_years(born[p], today, written)
            if years < youngest and years != NO_AGE:
                refused[k] += 1 if too_young != k else 0
                too_young = k
                continue
            if release:
                what[n] = RELEASE
                row[n] = sanction_of_release(
                    sanction_start[p], s_end, today, out_named[r - 1], sanctioned, disposal
                )
            else:
                best = s - 1
                for other in range(s, s_end):
                    if sanctioned[other] != today:
                        break
                    if disposal[other] < disposal[best] and begins_follow_up(
                        disposal[other], breach_only[other], want_community, want_caution
                    ):
                        best = other
                what[n] = CAUTION if disposal[best] == CAUTIONED else COMMUNITY
                row[n] = best
            person[n], period[n], on[n], age[n] = p, k, today, years
            n += 1
            done = k
    return person[:n], period[:n], on[:n], what[:n], row[:n], age[:n], refused
