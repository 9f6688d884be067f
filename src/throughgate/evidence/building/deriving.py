"""What is worked out once at the build: each row's sanction, and each sanction's main offence."""

from __future__ import annotations

import numpy as np
from numba import njit, types
from numpy.typing import NDArray

from throughgate.evidence.tables import CATEGORIES, SERIOUSNESS
from throughgate.predictors.numbers import number as published

I4, I8, U1 = types.int32, types.int64, types.uint8
NO_SANCTION = -1


@njit(I4[::1](I4[::1], I8[::1], I8[::1], I8[::1]), nogil=True, cache=True)
def _sanction_rows(person, number, starts, numbers):  # type: ignore[no-untyped-def]
    found = np.full(len(person), -1, np.int32)
    for i in range(len(person)):
        if number[i] < 0:
            continue
        for row in range(starts[person[i]], starts[person[i] + 1]):
            if numbers[row] == number[i]:
                found[i] = row
                break
    return found


def sanction_rows(
    person: NDArray[np.int32],
    number: NDArray[np.int64],
    starts: NDArray[np.int64],
    numbers: NDArray[np.int64],
) -> NDArray[np.int32]:
    """The row, among the shard's sanctions, of each named sanction; -1 where there is none."""
    return _sanction_rows(person, number, starts, numbers)  # type: ignore[no-any-return]


_MAIN = types.Tuple((types.boolean[::1], U1[::1], U1[::1]))  # type: ignore[no-untyped-call]


@njit(
    _MAIN(I8, I4[::1], U1[::1], U1[::1], I4[::1], types.boolean[::1], I8[::1], I8),
    nogil=True,
    cache=True,
)
def _main_offences(sanctions, row, seriousness, category, code, breach, weight, unknown_level):  # type: ignore[no-untyped-def]
    best = np.full(sanctions, -1, np.int64)
    breach_only = np.zeros(sanctions, np.bool_)
    for i in range(len(row)):
        s = row[i]
        if s < 0:
            continue
        b = best[s]
        if b < 0:
            best[s] = i
            breach_only[s] = breach[i]
            continue
        breach_only[s] &= breach[i]
        if seriousness[i] != seriousness[b]:
            better = seriousness[i] < seriousness[b]
        elif weight[category[i]] != weight[category[b]]:
            better = weight[category[i]] < weight[category[b]]
        elif code[i] != code[b]:
            better = code[i] < code[b]
        else:
            better = category[i] < category[b]
        if better:
            best[s] = i
    main_category = np.full(sanctions, len(weight) - 1, np.uint8)
    main_level = np.full(sanctions, unknown_level, np.uint8)
    for s in range(sanctions):
        if best[s] >= 0:
            main_category[s] = category[best[s]]
            main_level[s] = seriousness[best[s]]
    return breach_only, main_category, main_level


def main_offences(
    sanctions: int,
    row: NDArray[np.int32],
    seriousness: NDArray[np.uint8],
    category: NDArray[np.uint8],
    code: NDArray[np.int32],
    breach: NDArray[np.bool_],
) -> tuple[NDArray[np.bool_], NDArray[np.uint8], NDArray[np.uint8]]:
    """For each sanction: breaches only?, and the category and level of its main offence.

    Main: the most serious level, then the category with the higher weight, then the lower code.
    """
    return _main_offences(  # type: ignore[no-any-return]
        sanctions, row, seriousness, category, code, breach, weight_ranks(), len(SERIOUSNESS)
    )


def weight_ranks() -> NDArray[np.int64]:
    """By category: 0 for the highest weight; equal weights share a rank; unknown comes last."""
    weights = published("ogrs3_offence_weight")
    heaviest = sorted({float(weights[name]) for name in CATEGORIES}, reverse=True)
    ranks = [heaviest.index(float(weights[name])) for name in CATEGORIES]
    return np.array([*ranks, len(heaviest)], np.int64)
