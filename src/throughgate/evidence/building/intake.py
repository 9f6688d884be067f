"""Files in, batch by batch: columns matched, cells read, each row checked as far as it can be on its own."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from throughgate.common.errors import BadInput
from throughgate.evidence.building import numbers
from throughgate.evidence.building.files import File
from throughgate.evidence.building.hashing import Key
from throughgate.evidence.building.interpreting import BAD, MISSING, Interpreter
from throughgate.evidence.building.mapping import TableMapping, nearest
from throughgate.evidence.building.numbers import Numbers
from throughgate.evidence.building.reading import Reader
from throughgate.evidence.building.refusing import Refusals, Sieve, origins
from throughgate.evidence.building.spilling import FIRST, ORIGIN, SECOND, Columns, Spill
from throughgate.evidence.tables import Column, Kind, Table

MAY_BE_EMPTY = {"released", "ended", "date_of_birth", "sex", "disposal"}
NOT_BEFORE = {
    "custody": ("received", "released", "released before received"),
    "supervision": ("started", "ended", "ended before it started"),
    "support": ("started", "ended", "ended before it started"),
}
OUTCOMES = ("recidiv", "reoffend", "re_offend", "rearrest", "reconvict", "return_to_prison")
OWN = {"pseudonym", "n_sanctions", "n_offences", "n_custody", "n_supervision", "n_support"}


@dataclass
class Intake:
    """One table on its way in: its columns, how each is read, and where its rows go."""

    table: Table
    said: TableMapping
    spill: Spill
    columns: dict[str, Interpreter]
    rows: list[int] = field(default_factory=list)  # read, a number a file


def matched(table: Table, file: File, said: TableMapping) -> dict[str, str]:
    """Ours: theirs, for the columns of ours that the file has. Raises BadInput for a needed one it lacks."""
    theirs = {name.strip().lower(): name for name in file.columns}
    found: dict[str, str] = {}
    for column in table.columns:
        wanted = said.columns.get(column.name, column.name)
        name = theirs.get(wanted.strip().lower())
        if name is not None:
            found[column.name] = name
        elif column.name in said.columns:
            raise BadInput(_missing(table, file, f"{wanted} (named by the mapping)", wanted))
        elif column.needed and column.name not in said.defaults:
            _check_events(table, file)
            raise BadInput(_missing(table, file, column.name, column.name))
    if table.name == "offences" and not {"sanction_id", "proven_date"} & {*found, *said.defaults}:
        raise BadInput(_missing(table, file, "sanction_id or proven_date", "sanction_id"))
    return found


def _missing(table: Table, file: File, what: str, word: str) -> str:
    return (
        f"{file.name} has no column {what}{nearest(word, file.columns)}; {table.name} needs it. "
        f"It has {', '.join(file.columns)}. Rename it there, or name it in a mapping "
        f"(--columns) under {table.name}: columns: {word}: …"
    )


def _check_events(table: Table, file: File) -> None:
    words = [name.lower() for name in file.columns]
    outcome = next((n for n in words if any(n.startswith(o) for o in OUTCOMES)), None)
    if outcome and not any("person" in name or name in ("id", "person_id") for name in words):
        raise BadInput(
            f"{file.name} holds outcomes, not events: a column {outcome}, and nobody's number. "
            "A store is built from what happened and when, a row for each sanction, offence and "
            "spell, so that reoffending can be counted by one rule; a yes or no that somebody "
            "else has counted cannot be loaded. Ask for the events behind it."
        )


def further(table: Table, file: File, said: TableMapping, *, shared: bool) -> dict[str, str]:
    """Further columns of people: named by the mapping, or, unless the file feeds other tables, all others."""
    if not table.open_ended:
        return {}
    ours = {column.name for column in table.columns}
    taken = {said.columns.get(name, name).strip().lower() for name in (*ours, *said.columns)} | ours
    extra = {ours_: theirs for ours_, theirs in said.columns.items() if ours_ not in ours}
    for theirs in extra.values():
        if theirs not in file.columns:
            raise BadInput(_missing(table, file, f"{theirs} (named by the mapping)", theirs))
    if not shared:
        free = (n for n in file.columns if n.strip().lower() not in taken and n not in said.drop)
        extra |= {name.strip(): name for name in free}
    return {ours_: theirs for ours_, theirs in extra.items() if ours_ not in OWN}


def interpreters(table: Table, said: TableMapping, more: list[str]) -> dict[str, Interpreter]:
    skipped = ("person_id", "sanction_id")
    own = [column for column in table.columns if column.name not in skipped]
    extra = [Column(name, Kind.TEXT, "") for name in more]
    return {column.name: Interpreter(column, said) for column in (*own, *extra)}


@dataclass
class Pouring:
    """What the batches of all files of all tables share."""

    reader: Reader
    key: Key
    numbers: Numbers
    refusals: Refusals
    heard: Callable[[int, str], None]  # rows read, of which table
    threads: int

    def pour(self, intake: Intake, file: File, number: int, names: dict[str, str]) -> None:
        """All rows of one file into the table's temporary file."""
        fingerprint = intake.table.name == "offences"
        whole = fingerprint and len(set(names.values())) < len(file.columns)
        asked = list(dict.fromkeys(names.values()))
        row = 0
        with _side_by_side(self.threads) as start:
            for batch in self.reader.batches(file, asked, fingerprint=whole):
                cells = {ours: batch.column(asked.index(theirs)) for ours, theirs in names.items()}
                mark = batch.column(len(asked)).to_numpy() if whole else None
                start(self._batch, intake, cells, origins(number, row, len(batch)), mark)
                row += len(batch)
                self.heard(len(batch), intake.table.name)
        intake.rows.append(row)

    def declare(self, intake: Intake) -> None:
        """An empty batch: the table's columns are known although it may have no file."""
        self._batch(intake, {"person_id": pa.array([], pa.string())}, origins(0, 0, 0), None)

    def _batch(
        self,
        intake: Intake,
        cells: dict[str, pa.Array],
        origin: NDArray[np.int64],
        mark: NDArray[np.uint64] | None,
    ) -> None:
        rows = len(origin)
        who = self.key.identify(_text(cells["person_id"]))
        sieve = Sieve(self.refusals, intake.table.name, origin)
        sieve.refuse("no person id", ~who.given)
        columns: Columns = {FIRST: who.first, SECOND: who.second, ORIGIN: origin}
        if any(column.name == "sanction_id" for column in intake.table.columns):
            found = self.numbers.read(cells.get("sanction_id"), rows)
            _check_numbers(sieve, intake.table, found)
            columns |= found
        for name, interpreter in intake.columns.items():
            columns[name] = interpreter.read(cells.get(name), rows)
            _check_cells(sieve, interpreter.column, columns[name])
        _check_order(sieve, intake.table.name, columns)
        if intake.table.name == "offences":
            columns["mark"] = np.zeros(rows, np.uint64) if mark is None else mark
        intake.spill.write(int(origin[0]) if rows else -1, columns, sieve.kept)


@contextmanager
def _side_by_side(threads: int) -> Iterator[Callable[..., None]]:
    """Batches are worked on by all threads, never more of them at once than memory is meant for."""
    waiting: deque[Future[None]] = deque()

    def start(work: Callable[..., None], *what: object) -> None:
        waiting.append(pool.submit(work, *what))
        if len(waiting) > threads:
            waiting.popleft().result()

    with ThreadPoolExecutor(threads) as pool:
        yield start
        for future in waiting:
            future.result()


def _text(cells: pa.Array) -> pa.StringArray:
    return cells if pa.types.is_string(cells.type) else cells.cast(pa.string())


def _check_numbers(sieve: Sieve, table: Table, found: dict[str, NDArray[np.int64]]) -> None:
    sieve.refuse("sanction number longer than 64 characters", numbers.too_long(found))
    if table.name == "sanctions":
        sieve.refuse("no sanction number", ~numbers.given(found))


def _check_cells(sieve: Sieve, column: Column, values: NDArray[np.int32]) -> None:
    words = column.name.replace("_", " ")
    bad = values == BAD
    if bad.any():
        reason = {
            Kind.DATE: f"impossible date: {words}",
            Kind.CODE: f"unknown {words}",
            Kind.NUMBER: f"not a whole number: {words}",
            Kind.YES_NO: f"neither yes nor no: {words}",
        }[column.kind]
        sieve.refuse(reason, bad)
    if column.needed and column.name not in MAY_BE_EMPTY:
        sieve.refuse(f"no {words}", values == MISSING)


def _check_order(sieve: Sieve, table: str, columns: Columns) -> None:
    if table in NOT_BEFORE:
        first, last, reason = NOT_BEFORE[table]
        sieve.refuse(reason, (columns[last] != MISSING) & (columns[last] < columns[first]))
