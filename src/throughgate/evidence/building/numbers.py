"""Sanction numbers: any text, unique within a person. Plain digits become integers; other texts are packed."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numba import njit, types
from numpy.typing import NDArray

from throughgate.evidence.building.hashing import _BYTES, _OFFSETS, SPACES, text_buffers

I8, U8 = types.int64, types.uint64
LONGEST = 64
WORDS = LONGEST // 8
NONE, NOT_DIGITS, TOO_LONG = -1, -2, -3
MOST_DIGITS = 18
COLUMN = "number"


class TextNumbers(Exception):
    """Some number is not plain digits: the tables that carry numbers are read again, as text."""


@njit(I8[::1](_BYTES, _OFFSETS, I8), nogil=True, cache=True)
def _digits(data, offsets, n):  # type: ignore[no-untyped-def]
    out = np.empty(n, np.int64)
    for i in range(n):
        begin, end = np.int64(offsets[i]), np.int64(offsets[i + 1])
        while begin < end and data[begin] in SPACES:
            begin += 1
        while begin < end and data[end - 1] in SPACES:
            end -= 1
        size = end - begin
        value = np.int64(0)
        if size == 0:
            value = np.int64(NONE)
        elif size > MOST_DIGITS or (size > 1 and data[begin] == 48):
            value = np.int64(NOT_DIGITS)
        else:
            for at in range(begin, end):
                if data[at] < 48 or data[at] > 57:
                    value = np.int64(NOT_DIGITS)
                    break
                value = value * 10 + np.int64(data[at] - 48)
        out[i] = value
    return out


@njit(types.void(_BYTES, _OFFSETS, U8[:, ::1], types.boolean[::1]), nogil=True, cache=True)
def _pack(data, offsets, words, digits):  # type: ignore[no-untyped-def]
    for i in range(words.shape[1]):
        begin, end = np.int64(offsets[i]), np.int64(offsets[i + 1])
        while begin < end and data[begin] in SPACES:
            begin += 1
        while begin < end and data[end - 1] in SPACES:
            end -= 1
        words[0, i] = np.uint64(end - begin)
        for at in range(begin, min(end, begin + LONGEST)):
            place = at - begin
            words[1 + place // 8, i] |= np.uint64(data[at]) << np.uint64(56 - 8 * (place % 8))
            if data[at] < 48 or data[at] > 57:
                digits[0] = False


class Numbers:
    """Reads sanction numbers of all tables; remembers whether all of them are digits."""

    def __init__(self, *, as_text: bool) -> None:
        self.as_text = as_text
        self.all_digits = True

    def read(self, cells: pa.Array | None, rows: int) -> dict[str, NDArray[np.int64]]:
        """Columns for the temporary file: one number, or its length and its bytes."""
        if cells is None:
            cells = pa.nulls(rows, pa.string())
        if pa.types.is_dictionary(cells.type):
            return self._places(cells)
        if not pa.types.is_string(cells.type):
            cells = cells.cast(pa.string())
        data, offsets = text_buffers(cells)
        if not self.as_text:
            numbers = _digits(data, offsets, rows)
            if (numbers == NOT_DIGITS).any():
                raise TextNumbers
            return {COLUMN: numbers}
        words, digits = np.zeros((WORDS + 1, rows), np.uint64), np.ones(1, np.bool_)
        _pack(data, offsets, words, digits)
        if not digits[0]:
            self.all_digits = False
        return {f"{COLUMN}{at}": word.view(np.int64) for at, word in enumerate(words)}

    def _places(self, cells: pa.DictionaryArray) -> dict[str, NDArray[np.int64]]:
        each = pa.concat_arrays([cells.dictionary.cast(pa.string()), pa.nulls(1, pa.string())])
        known = self.read(each, len(each))
        places = cells.indices.cast(pa.int32()).fill_null(len(each) - 1).to_numpy()
        return {name: values[places] for name, values in known.items()}


def given(columns: dict[str, NDArray[np.int64]]) -> NDArray[np.bool_]:
    """Where there is a number at all."""
    return columns[COLUMN] != NONE if COLUMN in columns else columns[f"{COLUMN}0"] > 0


def too_long(columns: dict[str, NDArray[np.int64]]) -> NDArray[np.bool_]:
    if COLUMN in columns:
        return np.zeros(len(columns[COLUMN]), np.bool_)
    return columns[f"{COLUMN}0"] > LONGEST


def ranked(tables: list[dict[str, NDArray[np.int64]]], all_digits: bool) -> list[NDArray[np.int64]]:
    """One integer a number, equal for equal numbers and in their order, over these tables of one shard.

    All digits: shorter first, then as text. Otherwise as text.
    """
    if all(COLUMN in table for table in tables):
        return [table[COLUMN] for table in tables]
    rows = [len(table[f"{COLUMN}0"]) for table in tables]
    names = [f"{COLUMN}{at}" for at in range(0 if all_digits else 1, WORDS + 1)]
    words = [np.concatenate([table[name] for table in tables]).view(np.uint64) for name in names]
    used = [word for word in words if word.any()]
    if not used:
        return [np.full(count, NONE, np.int64) for count in rows]
    order = np.lexsort(used[::-1])
    fresh = np.zeros(len(order), np.int64)
    for word in used:
        fresh[1:] |= word[order][1:] != word[order][:-1]
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.cumsum(fresh)
    ranks[~np.concatenate([given(table) for table in tables])] = NONE
    return np.split(ranks, np.cumsum(rows)[:-1])
