"""Which rows were refused and why, with the first places of each reason."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from threading import Lock

import numpy as np
from numpy.typing import NDArray

FIRST = 5
FILE_SHIFT = 40  # a row's origin: number of its file << 40 | row in that file


@dataclass
class Refusals:
    """Counts by (table, reason, file number) with the first rows; order of arrival changes nothing."""

    counts: dict[tuple[str, str, int], int] = field(default_factory=lambda: defaultdict(int))
    first: dict[tuple[str, str, int], list[int]] = field(default_factory=lambda: defaultdict(list))
    lock: Lock = field(default_factory=Lock)

    def add(self, table: str, reason: str, origins: NDArray[np.int64]) -> None:
        if not len(origins):
            return
        files = origins >> FILE_SHIFT
        with self.lock:
            for number in np.unique(files):
                rows = origins[files == number] & ((1 << FILE_SHIFT) - 1)
                key = (table, reason, int(number))
                self.counts[key] += len(rows)
                self.first[key] = sorted({*self.first[key], *np.sort(rows)[:FIRST].tolist()})[
                    :FIRST
                ]

    def forget(self, tables: tuple[str, ...]) -> None:
        """These tables are read again."""
        for key in [key for key in self.counts if key[0] in tables]:
            del self.counts[key], self.first[key]


def origins(file_number: int, first_row: int, rows: int) -> NDArray[np.int64]:
    begin = (file_number << FILE_SHIFT) | first_row
    return np.arange(begin, begin + rows, dtype=np.int64)


class Sieve:
    """Rows of one table on their way in: a row is refused for its first reason only."""

    def __init__(self, refusals: Refusals, table: str, origin: NDArray[np.int64]) -> None:
        self.refusals = refusals
        self.table = table
        self.origin = origin
        self.kept = np.ones(len(origin), np.bool_)

    def refuse(self, reason: str, bad: NDArray[np.bool_]) -> None:
        bad = bad & self.kept
        if bad.any():
            self.refusals.add(self.table, reason, self.origin[bad])
            self.kept &= ~bad
