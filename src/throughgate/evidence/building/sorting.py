"""Serial kernels that put rows in order: into partitions on their way in, by person and date in a shard."""

from __future__ import annotations

import numpy as np
from numba import njit, types
from numpy.typing import NDArray

I4, I8, U8 = types.int32, types.int64, types.uint64
_TWO = types.UniTuple(I8[::1], 2)  # type: ignore[no-untyped-call]
GROUP = 64  # rows of one person sorted by insertion; more than that go to a general sort


@njit(_TWO(U8[::1], types.boolean[::1], I8), nogil=True, cache=True)
def _partition(first, kept, bits):  # type: ignore[no-untyped-def]
    parts = 1 << bits
    shift = np.uint64(64 - bits)
    starts = np.zeros(parts + 1, np.int64)
    for i in range(len(first)):
        if kept[i]:
            starts[np.int64(first[i] >> shift) + 1] += 1
    for p in range(parts):
        starts[p + 1] += starts[p]
    at = starts[:-1].copy()
    order = np.empty(starts[parts], np.int64)
    for i in range(len(first)):
        if kept[i]:
            part = np.int64(first[i] >> shift)
            order[at[part]] = i
            at[part] += 1
    return order, starts


def partition(
    first: NDArray[np.uint64], kept: NDArray[np.bool_], bits: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows kept, by the highest bits of their pseudonym, otherwise in their own order; and where each begins."""
    return _partition(first, kept, bits)  # type: ignore[no-any-return]


@njit(I4[::1](U8[::1], U8[::1], U8[::1], U8[::1], I4[::1], U8), nogil=True, cache=True)
def _locate(first, second, known_first, known_second, known_at, floor):  # type: ignore[no-untyped-def]
    n = len(known_first)
    found = np.full(len(first), -1, np.int32)
    if n == 0:
        return found
    bits = 1
    while (1 << bits) < n and bits < 30:
        bits += 1
    span = known_first[n - 1] - floor
    width = 0
    while width < 64 and (span >> np.uint64(width)) != np.uint64(0):
        width += 1
    shift = np.uint64(max(0, width - bits))
    buckets = np.int64(span >> shift) + 2
    starts = np.zeros(buckets + 1, np.int64)
    for i in range(n):
        starts[np.int64((known_first[i] - floor) >> shift) + 1] += 1
    for b in range(buckets):
        starts[b + 1] += starts[b]
    for i in range(len(first)):
        if first[i] < floor or first[i] > known_first[n - 1]:
            continue
        j = starts[np.int64((first[i] - floor) >> shift)]
        while j < n and known_first[j] < first[i]:
            j += 1
        while j < n and known_first[j] == first[i]:
            if known_second[j] == second[i]:
                found[i] = known_at[j]
                break
            j += 1
    return found


def locate(
    who: tuple[NDArray[np.uint64], NDArray[np.uint64]],
    known: tuple[NDArray[np.uint64], NDArray[np.uint64], NDArray[np.int32]],
) -> NDArray[np.int32]:
    """Each row's person (position in the shard), -1 where nobody has that identity.

    `known` is sorted by both halves of the identity.
    """
    floor = known[0][0] if len(known[0]) else np.uint64(0)
    return _locate(*who, *known, floor)  # type: ignore[no-any-return]


@njit(types.boolean(I4[:, ::1], I8, I8), nogil=True, cache=True, inline="always")
def _before(keys, a, b):  # type: ignore[no-untyped-def]
    for k in range(keys.shape[0]):
        if keys[k, a] != keys[k, b]:
            return keys[k, a] < keys[k, b]
    return False


@njit(_TWO(I4[::1], I8, I4[:, ::1]), nogil=True, cache=True)
def _by_person(person, people, keys):  # type: ignore[no-untyped-def]
    starts = np.zeros(people + 1, np.int64)
    for i in range(len(person)):
        starts[person[i] + 1] += 1
    for p in range(people):
        starts[p + 1] += starts[p]
    at = starts[:-1].copy()
    order = np.empty(len(person), np.int64)
    for i in range(len(person)):
        order[at[person[i]]] = i
        at[person[i]] += 1
    for p in range(people):
        begin, end = starts[p], starts[p + 1]
        if end - begin > GROUP:
            continue
        for i in range(begin + 1, end):
            row = order[i]
            j = i
            while j > begin and _before(keys, row, order[j - 1]):
                order[j] = order[j - 1]
                j -= 1
            order[j] = row
    return order, starts


def by_person(
    person: NDArray[np.int32], people: int, keys: list[NDArray[np.int32]]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows in order of person, then of the keys, equal ones in their own order; and where each person begins."""
    table = np.vstack(keys) if keys else np.empty((0, len(person)), np.int32)
    order, starts = _by_person(person, people, table)
    for one in np.flatnonzero(np.diff(starts) > GROUP):
        rows = order[starts[one] : starts[one + 1]]
        order[starts[one] : starts[one + 1]] = rows[np.lexsort(table[::-1, rows])]
    return order, starts


@njit(types.boolean[::1](I4[::1], I4[:, ::1], I8[::1]), nogil=True, cache=True)
def _repeats(person, keys, order):  # type: ignore[no-untyped-def]
    same = np.zeros(len(order), np.bool_)
    for i in range(1, len(order)):
        a, b = order[i - 1], order[i]
        if person[a] != person[b]:
            continue
        equal = True
        for k in range(keys.shape[0]):
            if keys[k, a] != keys[k, b]:
                equal = False
                break
        same[i] = equal
    return same


def repeats(
    person: NDArray[np.int32], keys: list[NDArray[np.int32]], order: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """In this order: true where a row is equal to the one before it."""
    return _repeats(person, np.vstack(keys), order)  # type: ignore[no-any-return]


def halves(numbers: NDArray[np.int64]) -> list[NDArray[np.int32]]:
    """A large number as two that sort alike."""
    high = (numbers >> 32).astype(np.int32)
    low = ((numbers & 0xFFFFFFFF) - (1 << 31)).astype(np.int32)
    return [high, low]
