"""Histories in memory: a shard is flat column arrays with offsets per person, never an object a person.

Days are whole numbers since 1 January 1970. Person i's offences are
`shard["offences.offence_date"][start[i]:start[i + 1]]` with `start = shard.start("offences")`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
NEVER = 2**31 - 1  # no end: still inside, still open, alive
UNKNOWN_DATE = -(2**31)  # a beginning that is not known: no date of birth
UNKNOWN_NUMBER = -1
NO_END = frozenset({"released", "ended", "died", "proven_date"})
EPOCH = date(1970, 1, 1)


class Histories(Protocol):
    """What a measure needs of a store."""

    @property
    def store_id(self) -> str: ...
    @property
    def complete_to(self) -> date: ...
    @property
    def begins(self) -> date: ...
    @property
    def statement(self) -> dict[str, Any] | None: ...
    @property
    def codes(self) -> Mapping[str, list[str]]: ...
    @property
    def shards(self) -> int: ...
    def read(self, shard: int, columns: Iterable[str]) -> Shard: ...
    def any_known(self, column: str) -> bool: ...


@dataclass(frozen=True)
class Shard:
    """Some people's whole histories, with only the columns that were asked for.

    `columns`: "table.column" to a flat array: dates and numbers int32, codes uint8 or uint16 (a
    position in the store's code list), yes/no bool. `starts`: table to int64[people + 1].
    """

    people: int
    columns: Mapping[str, Array]
    starts: Mapping[str, Array]

    def __getitem__(self, column: str) -> Array:
        return self.columns[column]

    def start(self, table: str) -> Array:
        return self.starts[table]


def read(folder: Path, shard: int, columns: Iterable[str]) -> Shard:
    """One shard of the store in `folder`, with the columns asked for ("offences.offence_date")."""
    wanted: dict[str, list[str]] = {"people": []}
    for column in columns:
        table, name = column.split(".", 1)
        wanted.setdefault(table, []).append(name)
    beside = [table for table in wanted if table != "people"]
    counts = [f"n_{table}" for table in beside]
    people = _columns(folder, "people", shard, [*wanted.pop("people"), *counts])
    arrays = {f"people.{name}": array for name, array in people.items()}
    for table, names in wanted.items():
        read_here = _columns(folder, table, shard, names)
        arrays |= {f"{table}.{name}": array for name, array in read_here.items()}
    starts = {table: offsets(arrays.pop(f"people.n_{table}")) for table in beside}
    return Shard(_people(folder, shard, people), arrays, starts)


def offsets(counts: Array) -> Array:
    """int64[n + 1]: where each person's rows begin, from how many rows each has."""
    start = np.zeros(len(counts) + 1, dtype=np.int64)
    np.cumsum(counts, out=start[1:])
    return start


def any_known(folder: Path, shards: int, column: str) -> bool:
    """Whether any row of a column that may be empty holds a value; read from the files' statistics."""
    table, name = column.split(".", 1)
    return any(_known(folder, table, shard, name) for shard in range(shards))


def days(day: date) -> int:
    return (day - EPOCH).days


def as_date(day: int) -> date:
    return EPOCH + timedelta(day)


def _path(folder: Path, table: str, shard: int) -> Path:
    return folder / table / f"{shard:04d}.parquet"


def _columns(folder: Path, table: str, shard: int, names: list[str]) -> dict[str, Array]:
    import pyarrow.parquet as pq

    if not names:
        return {}
    with pq.ParquetFile(_path(folder, table, shard), memory_map=True) as file:
        read_table = file.read(columns=names, use_threads=False)
    return {name: _array(read_table.column(name), name) for name in names}


def _array(column: Any, name: str) -> Array:
    """A column as a flat array; empty cells become what stands for them."""
    import pyarrow as pa

    chunk = column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)
    if pa.types.is_date32(chunk.type):
        chunk = chunk.view(pa.int32())
        missing = NEVER if name in NO_END else UNKNOWN_DATE
    else:
        missing = UNKNOWN_NUMBER
    if chunk.null_count:
        chunk = chunk.fill_null(missing)
    array: Array = chunk.to_numpy(zero_copy_only=False)
    return array


def _people(folder: Path, shard: int, read_columns: dict[str, Array]) -> int:
    for array in read_columns.values():
        return len(array)
    import pyarrow.parquet as pq

    return int(pq.read_metadata(_path(folder, "people", shard)).num_rows)


def _known(folder: Path, table: str, shard: int, name: str) -> bool:
    import pyarrow.parquet as pq

    metadata = pq.read_metadata(_path(folder, table, shard))
    position = metadata.schema.names.index(name)
    for group in range(metadata.num_row_groups):
        column = metadata.row_group(group).column(position)
        statistics = column.statistics
        if statistics is None or statistics.null_count < column.num_values:
            return True
    return False
