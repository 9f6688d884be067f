"""DuckDB (Arrow for Parquet) reads the files in bounded memory and hands over batches in file order."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from throughgate.common.errors import BadInput, NoRoom
from throughgate.evidence.building.files import File, check_encoding, opened, utf8_copy

ROWS = 250_000  # a batch: large enough for quick kernels, small enough for little memory
LONGEST_LINE = 16 << 20


class Reader:
    """A DuckDB connection with its limits; its temporary files lie beside the store."""

    def __init__(self, work: Path, *, threads: int, memory_mb: int) -> None:
        self.work = work
        self.connection = duckdb.connect(":memory:")
        settings = {
            "threads": threads,
            "memory_limit": f"{memory_mb}MB",
            "temp_directory": str(work / "duckdb"),
            "enable_progress_bar": False,
            "autoinstall_known_extensions": False,
        }
        for name, value in settings.items():
            self.connection.execute(f"SET {name} = {_quoted(str(value))}")

    def close(self) -> None:
        self.connection.close()

    def batches(
        self, file: File, columns: list[str], *, fingerprint: bool = False
    ) -> Iterator[pa.RecordBatch]:
        """The columns asked for: CSV as text, Parquet as it is typed.

        `fingerprint` adds a last column: a hash of the whole row, every column of the file included.
        """
        with _explained(file):
            if file.parquet and not fingerprint:
                yield from _parquet(file, columns)
            else:
                yield from self._queried(file, columns, fingerprint)

    def _queried(
        self, file: File, columns: list[str], fingerprint: bool
    ) -> Iterator[pa.RecordBatch]:
        wanted = [_name(name) for name in columns]
        if fingerprint:
            wanted.append(f"hash({', '.join(_name(name) for name in file.columns)})")
        query = f"SELECT {', '.join(wanted)} FROM {self._source(file)}"  # noqa: S608
        yield from self.connection.sql(query).to_arrow_reader(ROWS)

    def _source(self, file: File) -> str:
        if file.parquet:
            return f"read_parquet({_quoted(str(file.path))})"
        path = file.path
        if file.encoding.lower() not in ("utf-8", "utf8", "utf-8-sig"):
            path = utf8_copy(file, self.work)
        types = ", ".join(f"{_quoted(name)}: 'VARCHAR'" for name in file.columns)
        return (
            f"read_csv({_quoted(str(path))}, auto_detect=false, header=true, columns={{{types}}}, "
            f"delim={_quoted(file.delimiter)}, quote='\"', escape='\"', "
            f"max_line_size={LONGEST_LINE})"
        )


def _parquet(file: File, columns: list[str]) -> Iterator[pa.RecordBatch]:
    """Arrow hands over columns of few values as they lie in the file: each value once, and places."""
    kinds = pq.read_schema(file.path)
    texts = [name for name in columns[1:] if pa.types.is_string(kinds.field(name).type)]
    with pq.ParquetFile(file.path, read_dictionary=texts) as opened:
        for batch in opened.iter_batches(ROWS, columns=columns):
            yield batch.select(columns)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _name(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


@contextmanager
def _explained(file: File) -> Iterator[None]:
    """DuckDB's errors in our words."""
    try:
        yield
    except (duckdb.Error, pa.ArrowException, OSError) as error:  # Arrow passes DuckDB's on
        raise _problem(file, str(error)) from error


def _problem(file: File, text: str) -> BadInput | NoRoom:
    if "Out of Memory" in text or "No space left" in text or "max_temp_directory" in text:
        return NoRoom(
            f"The disk or the memory is used up while reading {file.name}. Nothing was changed. "
            "Free some space, or close other programs, and build again."
        )
    if not file.parquet and ("utf-8" in text.lower() or "unicode" in text.lower()):
        check_encoding(file)
    line = re.search(r"Line: (\d+)", text)
    if not line:
        return BadInput(f"{file.name} cannot be read: {text.splitlines()[0]}")
    return BadInput(_line_words(file, int(line[1])))


def _line_words(file: File, line: int) -> str:
    """A row that does not fit the header: DuckDB names the line; what it holds is counted here."""
    with opened(file.path) as raw:
        text = io.TextIOWrapper(raw, encoding=file.encoding, newline="")
        rows = csv.reader(text, delimiter=file.delimiter)
        for row in rows:
            if row and len(row) != len(file.columns):
                return (
                    f"Line {rows.line_num} of {file.name} has {len(row)} values, its first line "
                    f"has {len(file.columns)} columns. Correct that line (a text with a "
                    "delimiter in it must be in quotes), then build again."
                )
    return f"Line {line} of {file.name} cannot be read. Check its quotes, then build again."


def line_numbers(file: File, rows: list[int]) -> list[int]:
    """The line in the file of each row (counted from 0, sorted); a Parquet file has row numbers."""
    if file.parquet:
        return [row + 1 for row in rows]
    if not _needs_parsing(file, rows[-1]):
        return [row + 2 for row in rows]
    wanted, found = set(rows), []
    with opened(file.path) as raw:
        text = io.TextIOWrapper(raw, encoding=file.encoding, newline="")
        reader = csv.reader(text, delimiter=file.delimiter)
        at, begins = -1, 1
        for values in reader:
            if values:
                if at in wanted:
                    found.append(begins)
                at += 1
            begins = reader.line_num + 1
            if len(found) == len(rows):
                break
    return found


def _needs_parsing(file: File, last: int) -> bool:
    """Whether quotes or empty lines may make a row's line another than its number."""
    if file.encoding.lower().startswith("utf-16"):
        return True
    seen = 0
    with opened(file.path) as raw:
        while seen <= last + 1 and (chunk := raw.read(1 << 20)):
            if b'"' in chunk or b"\n\n" in chunk or b"\n\r\n" in chunk:
                return True
            seen += chunk.count(b"\n")
    return False
