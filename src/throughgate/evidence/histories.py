"""Histories in memory: a shard is flat column arrays with offsets per person, never an object a person.

Days are whole numbers since 1 January 1970. Person i's offences are
`shard["offences.offence_date"][start[i]:start[i + 1]]` with `start = shard.start("offences")`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol

import numpy.typing as npt

Array = npt.NDArray[Any]
NEVER = 2**31 - 1  # no end: still inside, still open, alive
UNKNOWN_DATE = -(2**31)  # a beginning that is not known: no date of birth
UNKNOWN_NUMBER = -1
EPOCH = date(1970, 1, 1)


class Histories(Protocol):
    """What a measure needs of a store: see evidence.store.Store."""

    @property
    def store_id(self) -> str: ...
    @property
    def complete_to(self) -> date: ...
    @property
    def begins(self) -> date | None: ...
    @property
    def statement(self) -> dict[str, Any] | None: ...
    @property
    def shards(self) -> range: ...
    @property
    def further(self) -> list[str]: ...
    def codes(self, table: str, column: str) -> list[str]: ...
    def read(self, table: str, shard: int, columns: Sequence[str]) -> dict[str, Array]: ...


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


def load(histories: Histories, shard: int, columns: Iterable[str]) -> Shard:
    """One shard with only the columns asked for ("offences.offence_date")."""
    from throughgate.evidence.kernels.offsets import offsets

    wanted: dict[str, list[str]] = {}
    for column in columns:
        table, name = column.split(".", 1)
        wanted.setdefault(table, []).append(name)
    beside = [table for table in wanted if table != "people"]
    counts = [f"n_{table}" for table in beside]
    wanted["people"] = [*wanted.get("people", []), *counts]
    arrays = {
        f"{table}.{name}": array
        for table, names in wanted.items()
        for name, array in histories.read(table, shard, names).items()
    }
    people = len(next(array for name, array in arrays.items() if name.startswith("people.")))
    starts = {table: offsets(arrays.pop(f"people.n_{table}")) for table in beside}
    return Shard(people, arrays, starts)


def days(day: date) -> int:
    return (day - EPOCH).days


def as_date(day: int) -> date:
    return EPOCH + timedelta(day)
