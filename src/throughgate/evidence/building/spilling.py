"""Rows on their way to their shard: one temporary file a table, each batch in it sorted by partition.

Memory holds one batch; a shard is read back as one slice of every batch.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from throughgate.evidence.building.sorting import partition

BITS = 8
PARTITIONS = 1 << BITS
# Columns of the build's own; no column of a file can have these names by chance.
FIRST, SECOND, ORIGIN = "\0first", "\0second", "\0origin"
Columns = dict[str, NDArray[Any]]


@dataclass(frozen=True)
class Block:
    """Where one batch lies: where each partition begins in it, and where each column begins in the file."""

    starts: NDArray[np.int64]
    offsets: dict[str, int]


class Spill:
    """One table's rows, by partition. Many threads may write, and later many may read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.types: dict[str, np.dtype[Any]] = {}
        self.blocks: dict[int, Block] = {}
        self.rows = np.zeros(PARTITIONS, np.int64)
        self._file = path.open("wb", buffering=0)
        self._end = 0
        self._lock = Lock()

    def write(self, at: int, columns: Columns, kept: NDArray[np.bool_]) -> None:
        """One batch, the `at`-th; `columns` has FIRST, the identity's first half.

        Same names and types every time.
        """
        order, starts = partition(columns[FIRST], kept, BITS)
        with self._lock:
            self.types = {name: values.dtype for name, values in columns.items()}
            offsets = {}
            for name, values in columns.items():
                offsets[name] = self._end
                self._end += len(order) * values.dtype.itemsize
            self.blocks[at] = Block(starts, offsets)
            self.rows += np.diff(starts)
        for name, values in columns.items():
            self._put(values[order].view(np.uint8).data, offsets[name])

    def _put(self, content: memoryview, offset: int) -> None:
        while len(content):
            written = os.pwrite(self._file.fileno(), content, offset)
            content, offset = content[written:], offset + written

    def finish(self) -> None:
        self._file.close()
        self.blocks = dict(sorted(self.blocks.items()))

    def read(self, begin: int, end: int, only: list[str] | None = None) -> Columns:
        """The rows of partitions begin..end-1, in the order they came."""
        names = only or list(self.types)
        pieces: dict[str, list[NDArray[Any]]] = {name: [] for name in names}
        with self.path.open("rb", buffering=0) as file:
            for block in self.blocks.values():
                first, rows = block.starts[begin], block.starts[end] - block.starts[begin]
                for name in names:
                    size = self.types[name].itemsize
                    file.seek(int(block.offsets[name] + first * size))
                    pieces[name].append(np.fromfile(file, self.types[name], int(rows)))
        return {
            name: np.concatenate(parts) if parts else np.empty(0, self.types.get(name, np.int32))
            for name, parts in pieces.items()
        }
