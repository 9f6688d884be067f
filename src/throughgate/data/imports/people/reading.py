"""Files of people, read line by line: what each is comes from the histories' reading, which guesses nothing silently."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from throughgate.common.errors import BadInput
from throughgate.data.imports.people import rules
from throughgate.data.imports.people.columns import PEOPLE, TABLES
from throughgate.data.imports.people.rules import Row
from throughgate.evidence.building import mapping
from throughgate.evidence.building.files import File, check_encoding, inspect, opened
from throughgate.evidence.building.intake import matched
from throughgate.evidence.building.interpreting import BAD, DAY_ZERO, date_reader
from throughgate.evidence.building.mapping import TableMapping
from throughgate.evidence.tables import Kind


def read(files: list[Path], columns: Path | None, *, today: date) -> list[Row]:
    """Every line of the files. Raises BadInput for a file that is not what it should be."""
    said = mapping.read(columns, TABLES).table(PEOPLE.name)
    return [row for path in files for row in _rows(path, said, today)]


def _rows(path: Path, said: TableMapping, today: date) -> Iterator[Row]:
    file = inspect(PEOPLE.name, path, said)
    if file.parquet:
        raise BadInput(f"{file.name} is a Parquet file. Send people as CSV.")
    check_encoding(file)
    cells_of = _Cells(file, said)
    with opened(path) as raw:
        text = io.TextIOWrapper(raw, encoding=file.encoding, newline="")
        lines = csv.reader(text, delimiter=file.delimiter)
        next(lines)
        begins = lines.line_num + 1
        for values in lines:
            at, begins = begins, lines.line_num + 1
            if any(value.strip() for value in values):
                yield _row(file, at, values, cells_of, today)


def _row(file: File, line: int, values: list[str], cells_of: _Cells, today: date) -> Row:
    if len(values) != len(file.columns):
        why = (
            f"The line has {len(values)} values, the first line of the file {len(file.columns)}. "
            "A text with a delimiter in it must be in quotes."
        )
        return Row(file.name, line, refused=why)
    cells = cells_of.ours(values)
    return rules.row(cells, file=file.name, line=line, read_date=cells_of.day, today=today)


class _Cells:
    """One file's cells under our names, with what the mapping says of their values."""

    def __init__(self, file: File, said: TableMapping) -> None:
        theirs = matched(PEOPLE, file, said)
        self.at = {ours: file.columns.index(name) for ours, name in theirs.items()}
        self.said = said
        self.blank = {ours: set(texts) for ours, texts in said.missing.items()}
        dates = [column.name for column in PEOPLE.columns if column.kind is Kind.DATE]
        self.readers = {name: date_reader(said.date_format(name)) for name in dates}

    def ours(self, values: list[str]) -> dict[str, str]:
        found = {name: self._cell(name, values[at].strip()) for name, at in self.at.items()}
        return {
            **self.said.defaults,
            **{k: v for k, v in found.items() if v or k not in self.said.defaults},
        }

    def _cell(self, name: str, text: str) -> str:
        meant = self.said.values.get(name, {}).get(text, text)
        return "" if meant in self.blank.get(name, ()) else meant

    def day(self, column: str, text: str) -> date | None:
        day = self.readers[column](text)
        return None if day == BAD else date.fromordinal(day + DAY_ZERO)
