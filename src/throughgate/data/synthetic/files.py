"""Files of made-up histories, written a block at a time: Parquet, CSV or CSV.GZ."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from throughgate.common.errors import WrongUse
from throughgate.evidence.tables import TABLES


class Format(StrEnum):
    """How the files are written; the ending of their names."""

    PARQUET = "parquet"
    CSV = "csv"
    CSV_GZ = "csv.gz"


def prepare(out: Path, format: Format) -> None:
    """The folder, made where it is missing; refused where it is a file or holds another format."""
    if out.exists() and not out.is_dir():
        raise WrongUse(f"{out} is a file. Name a folder to write into.")
    out.mkdir(parents=True, exist_ok=True)
    for name in TABLES:
        for other in set(Format) - {format}:
            if (out / f"{name}.{other}").exists():
                raise WrongUse(
                    f"{out} already holds {name}.{other}, which would no longer fit the truth beside "
                    "it. Empty the folder or name another."
                )


class Files(AbstractContextManager["Files"]):
    """One file a table in a folder, given their names only when all are written."""

    def __init__(self, out: Path, format: Format) -> None:
        self.out, self.format = out, format
        self._open = ExitStack()
        self._writers: dict[str, Any] = {}
        self.rows: dict[str, int] = {}

    def write(self, tables: dict[str, pa.Table]) -> None:
        for name, table in tables.items():
            if self.format is not Format.PARQUET:
                table = as_text(table)
            if name not in self._writers:
                path = self._part(name)
                opened = _OPENERS[self.format](path, table.schema)
                self._writers[name] = self._open.enter_context(opened)
            self._writers[name].write_table(table)
            self.rows[name] = self.rows.get(name, 0) + table.num_rows

    def path(self, name: str) -> Path:
        return self.out / f"{name}.{self.format}"

    def _part(self, name: str) -> Path:
        return self.out / f".{name}.part"

    def __exit__(self, failed: object, *_: object) -> None:
        self._open.close()
        for name in self._writers:
            if failed is None:
                self._part(name).replace(self.path(name))
            else:
                self._part(name).unlink(missing_ok=True)


def _parquet(path: Path, schema: pa.Schema) -> pq.ParquetWriter:
    codes = [field.name for field in schema if pa.types.is_dictionary(field.type)]
    return pq.ParquetWriter(path, schema, compression="snappy", use_dictionary=codes)


@contextmanager
def _csv(path: Path, schema: pa.Schema) -> Iterator[pacsv.CSVWriter]:
    options = pacsv.WriteOptions(quoting_style="none")
    with path.open("wb") as file, pacsv.CSVWriter(file, schema, write_options=options) as writer:
        yield writer


@contextmanager
def _csv_gz(path: Path, schema: pa.Schema) -> Iterator[pacsv.CSVWriter]:
    options = pacsv.WriteOptions(quoting_style="none")
    with (
        path.open("wb") as file,
        # No name and no time inside, so that the same seed gives the same bytes.
        gzip.GzipFile("", "wb", compresslevel=6, fileobj=file, mtime=0) as packed,
        pacsv.CSVWriter(packed, schema, write_options=options) as writer,
    ):
        yield writer


_OPENERS = {Format.PARQUET: _parquet, Format.CSV: _csv, Format.CSV_GZ: _csv_gz}


def as_text(table: pa.Table) -> pa.Table:
    """Every cell as a person would type it: yes and no in words, nothing where nothing is known."""
    return pa.table({name: _typed(table.column(name)) for name in table.column_names})


def _typed(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_boolean(column.type):
        return pc.if_else(column, "yes", "no")
    return column.cast(pa.string()).fill_null("")
