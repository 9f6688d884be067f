"""How far a build is: rows read of about how many, then shards written."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

import pyarrow.parquet as pq

from throughgate.evidence.building.files import SAMPLE, File, opened

Report = Callable[[int, int, str], None]
SHARD_SHARE = 3  # reading takes about three times as long as all that comes after
PACKED = 6  # how much smaller a .gz is, about


class Progress:
    """Calls the caller's function with (done, total, what); does nothing when there is none."""

    def __init__(self, report: Report | None) -> None:
        self._report = report
        self._lock = Lock()
        self._rows = 1
        self._done = 0.0
        self._shards = 0

    def expect(self, files: dict[str, list[File]]) -> None:
        if self._report:
            self._rows = max(1, sum(_rows(file) for table in files.values() for file in table))

    def read(self, rows: int, table: str) -> None:
        with self._lock:
            self._done = min(self._done + rows, self._rows)
            self._tell(f"reading {table}")

    def shard(self, of: int) -> None:
        with self._lock:
            self._shards += 1
            self._done = self._rows + self._rows // SHARD_SHARE * self._shards / of
            self._tell("sorting and writing")

    def _tell(self, what: str) -> None:
        if self._report:
            self._report(int(self._done), self._rows + self._rows // SHARD_SHARE, what)


def _rows(file: File) -> int:
    """About how many rows a file has, without reading it."""
    if file.parquet:
        return int(pq.read_metadata(file.path).num_rows)
    with opened(file.path) as begin:
        sample = begin.read(SAMPLE)
    size = file.path.stat().st_size * (PACKED if file.name.lower().endswith(".gz") else 1)
    return int(size / max(1, len(sample)) * sample.count(b"\n"))
