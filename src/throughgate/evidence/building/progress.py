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

    def expect(self, files: dict[str, list[File]]) -> None:
        if self._report:
            self._rows = max(1, sum(_rows(file) for table in files.values() for file in table))

    def read(self, rows: int, table: str) -> None:
        self._forward(min(rows, max(0, self._rows - self._done)), f"reading {table}")

    def shard(self, of: int) -> None:
        self._forward(self._rows / SHARD_SHARE / of, "sorting and writing")

    def _forward(self, by: float, what: str) -> None:
        if self._report is None:
            return
        with self._lock:
            self._done += by
            total = self._rows + self._rows // SHARD_SHARE
            self._report(min(int(self._done), total), total, what)


def _rows(file: File) -> int:
    """About how many rows a file has, without reading it."""
    if file.parquet:
        return int(pq.read_metadata(file.path).num_rows)
    with opened(file.path) as begin:
        sample = begin.read(SAMPLE)
    size = file.path.stat().st_size * (PACKED if file.name.lower().endswith(".gz") else 1)
    return int(size / max(1, len(sample)) * sample.count(b"\n"))
