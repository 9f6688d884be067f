"""A store as it lies on the disk: its manifest, its shards, and columns of one table of one shard."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from io import FileIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from throughgate.common.errors import StoreProblem
from throughgate.evidence.histories import NEVER, UNKNOWN_DATE

if TYPE_CHECKING:
    import pyarrow as pa

    from throughgate.evidence.request import Request
    from throughgate.evidence.result import Result
    from throughgate.evidence.shards import Progress

SCHEMA_VERSION = 1
MANIFEST = "manifest.json"
NOT_GIVEN = -1
FILL = {  # what stands in memory where the file has nothing
    "date_of_birth": UNKNOWN_DATE,
    "first_sanction_date": UNKNOWN_DATE,
    "died": NEVER,
    "released": NEVER,
    "ended": NEVER,
}
Columns = dict[str, NDArray[Any]]


@dataclass(frozen=True)
class Store:
    """A store that can be read. It stays the same store while it is open: a build that replaces
    it meanwhile makes later reads fail with a clear error, never mix two stores.
    """

    path: Path
    manifest: dict[str, Any]
    _folder: int  # descriptor of the folder that was opened

    @property
    def store_id(self) -> str:
        return str(self.manifest["store_id"])

    @property
    def complete_to(self) -> date:
        """The data are complete up to and including this day."""
        return date.fromisoformat(self.manifest["complete_to"])

    @property
    def begins(self) -> date | None:
        """The first sanction; what was before it is not known. None: no sanction at all."""
        day = self.manifest["begins"]
        return date.fromisoformat(day) if day else None

    @property
    def statement(self) -> dict[str, str] | None:
        """The data statement, None where the source was not stated."""
        return self.manifest["statement"]  # type: ignore[no-any-return]

    @property
    def shards(self) -> range:
        """Numbers of the shards."""
        return range(len(self.manifest["shards"]))

    @property
    def people(self) -> int:
        return int(self.manifest["tables"]["people"]["rows"])

    @property
    def further(self) -> list[str]:
        """Further columns of people, to group or match by."""
        return list(self.manifest["further"])

    def codes(self, table: str, column: str) -> list[str]:
        """What the small numbers of a column stand for; “unknown” is the last."""
        return list(self.manifest["codes"][f"{table}.{column}"])

    def read(self, table: str, shard: int, columns: Sequence[str]) -> Columns:
        """Columns of one table of one shard, as flat arrays without gaps.

        Dates are int32 days since 1970 (an end not yet come: NEVER; a date not known:
        UNKNOWN_DATE), numbers (not given: -1), codes and flags int32. Raises StoreProblem.

        A column without gaps lies in the file as plain numbers, at a place that the manifest names:
        it is read from there, several times quicker than through Parquet's pages.
        """
        try:
            file = os.open(f"{table}/{shard:04}.parquet", os.O_RDONLY, dir_fd=self._folder)
        except FileNotFoundError:
            raise self._gone() from None
        with os.fdopen(file, "rb", buffering=0) as opened:
            entry = self.manifest["shards"][shard]
            places, rows = entry["places"][table], entry["rows"][table]
            plain = {n: _plain(opened, places[n], rows) for n in columns if n in places}
            rest = [name for name in columns if name not in places]
            return plain | (_decoded(opened, rest) if rest else {})

    def measure(
        self,
        request: Request,
        *,
        progress: Progress | None = None,
        checking: Callable[[int], None] | None = None,
    ) -> Result:
        """The answer to a request: see evidence.measure."""
        from throughgate.evidence.measure import measure

        return measure(self, request, progress=progress, checking=checking)

    def _gone(self) -> StoreProblem:
        return StoreProblem(
            f"{self.path} was built anew, or removed, while it was being read. Run it again."
        )

    def __del__(self) -> None:
        with suppress(OSError):
            os.close(self._folder)


def _plain(file: FileIO, place: int, rows: int) -> NDArray[Any]:
    """A column's numbers as they lie in the file; threads read side by side."""
    numbers = np.empty(rows, np.int32)
    if os.preadv(file.fileno(), [numbers.data], place) != numbers.nbytes:
        raise OSError(errno.EIO, "the file is shorter than its store says", file.name)
    return numbers


def _decoded(file: FileIO, columns: Sequence[str]) -> Columns:
    """Columns with gaps, through Arrow, which opens the file itself so that threads read side by side."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    source = pa.OSFile(f"/dev/fd/{file.fileno()}")
    content = pq.ParquetFile(source).read(list(columns), use_threads=False)
    return {name: _flat(name, content.column(name)) for name in columns}


def _flat(name: str, column: pa.ChunkedArray) -> NDArray[Any]:
    import pyarrow as pa

    array = column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)
    if pa.types.is_date32(array.type):
        array = array.view(pa.int32())
    if array.null_count:
        return _filled(array, FILL.get(name, NOT_GIVEN))
    flat: NDArray[Any] = array.to_numpy(zero_copy_only=False)
    return flat if name == "pseudonym" else flat.astype(np.int32, copy=False)


def _filled(array: pa.Array, missing: int) -> NDArray[Any]:
    """An int32 column with gaps filled; by hand, as Arrow's own takes long to import."""
    present, stored = array.buffers()
    end = array.offset + len(array)
    bits = np.unpackbits(np.frombuffer(present, np.uint8), bitorder="little")[array.offset : end]
    numbers = np.frombuffer(stored, np.int32)[array.offset : end]
    return np.where(bits, numbers, np.int32(missing))


def open_store(path: Path | str) -> Store:
    """The store in a folder. Raises StoreProblem: none there, broken, or of another version."""
    place = Path(path).absolute()
    folder = _folder(place)
    try:
        with os.fdopen(os.open(MANIFEST, os.O_RDONLY, dir_fd=folder), encoding="utf-8") as file:
            manifest = json.load(file)
        version = int(manifest["schema_version"])
    except (OSError, ValueError, KeyError, TypeError):
        os.close(folder)
        raise StoreProblem(
            f"{place} is not a store: it has no {MANIFEST} that can be read. "
            "Build one with throughgate histories build."
        ) from None
    if version != SCHEMA_VERSION:
        os.close(folder)
        raise _other_version(place, version, manifest)
    return Store(place, manifest, folder)


def _folder(place: Path) -> int:
    """The folder, or the old one beside it where a swap was cut (see building/swapping.py)."""
    for candidate in (place, place.parent / f".{place.name}.old"):
        try:
            return os.open(candidate, os.O_RDONLY | os.O_DIRECTORY)
        except (FileNotFoundError, NotADirectoryError):
            continue
    raise StoreProblem(
        f"There is no store at {place}. Check the name, or build one with throughgate histories build."
    )


def _other_version(place: Path, version: int, manifest: dict[str, Any]) -> StoreProblem:
    made = f"version {manifest.get('built_by', '?')} of Throughgate (store version {version})"
    if version > SCHEMA_VERSION:
        return StoreProblem(
            f"{place} was built by {made}; this one reads up to store version {SCHEMA_VERSION}. "
            "Bring Throughgate up to date, or build the store again here."
        )
    return StoreProblem(
        f"{place} was built by {made}, which is no longer read. "
        "Build it again from its files with throughgate histories build."
    )
