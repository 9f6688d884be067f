"""Parquet files of a store: plain, uncompressed, without nulls except for ends and numbers not known."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from throughgate.evidence.building.assembling import NEVER
from throughgate.evidence.building.coding import Codes
from throughgate.evidence.building.interpreting import MISSING
from throughgate.evidence.building.spilling import Columns

DATE, NUMBER, FLAG, CODE = "date", "number", "flag", "code"
WIDE = 256
MOST_ROWS = 1 << 24  # of one table of one shard in one run
COUNTS = ("n_sanctions", "n_offences", "n_custody", "n_supervision", "n_support")


@dataclass(frozen=True)
class Written:
    """One file as it lies in the store."""

    rows: int
    sha256: str
    dates: dict[str, tuple[int, int]]  # first and last by date column
    places: dict[str, int]  # where in the file the plain numbers of a column begin


LAYOUT: dict[str, tuple[tuple[str, str, bool], ...]] = {  # column, kind, may be null
    "people": (
        ("pseudonym", "pseudonym", False),
        ("date_of_birth", DATE, True),
        ("sex", CODE, False),
        ("ethnicity", CODE, False),
        ("area", CODE, False),
        ("died", DATE, True),
        ("previous_sanctions", NUMBER, True),
        ("first_sanction_date", DATE, True),
    ),
    "sanctions": (
        ("person", NUMBER, False),
        ("sanction_date", DATE, False),
        ("disposal", CODE, False),
        ("custody_days", NUMBER, True),
        ("breach_only", FLAG, False),
        ("category", CODE, False),
        ("seriousness", CODE, False),
    ),
    "offences": (
        ("person", NUMBER, False),
        ("offence_date", DATE, False),
        ("proven_date", DATE, False),
        ("sanction", NUMBER, False),
        ("category", CODE, False),
        ("offence_code", CODE, False),
        ("seriousness", CODE, False),
        ("custodial", CODE, False),
        ("breach", FLAG, False),
        ("counted", FLAG, False),
    ),
    "custody": (
        ("person", NUMBER, False),
        ("received", DATE, False),
        ("released", DATE, True),
        ("kind", CODE, False),
        ("ended", CODE, False),
        ("sanction", NUMBER, False),
    ),
    "supervision": (
        ("person", NUMBER, False),
        ("started", DATE, False),
        ("ended", DATE, True),
        ("kind", CODE, False),
    ),
    "support": (
        ("person", NUMBER, False),
        ("service", CODE, False),
        ("pathway", CODE, False),
        ("started", DATE, False),
        ("ended", DATE, True),
        ("result", CODE, False),
    ),
}


def layout(table: str, further: list[str]) -> tuple[tuple[str, str, bool], ...]:
    """The columns of a table's files; people have the further ones and their counts as well."""
    if table != "people":
        return LAYOUT[table]
    more = [(name, CODE, False) for name in further]
    return (*LAYOUT[table], *more, *((name, NUMBER, False) for name in COUNTS))


def write(path: Path, table: str, columns: Columns, codes: Codes) -> Written:
    """One table of one shard."""
    fields, arrays, dates = [], [], {}
    for name, kind, null in layout(table, codes.further):
        array = _array(columns[name], kind, null, codes.width(table, name))
        fields.append(pa.field(name, array.type, nullable=null))
        arrays.append(array)
        if kind == DATE:
            dates[name] = _span(columns[name])
    content = pa.Table.from_arrays(arrays, schema=pa.schema(fields))
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(
        content,
        path,
        compression="none",
        use_dictionary=False,
        row_group_size=MOST_ROWS,
        data_page_size=4 * MOST_ROWS,
        write_batch_size=MOST_ROWS,
        max_rows_per_page=MOST_ROWS,
        write_statistics=False,
    )
    return Written(content.num_rows, _checksum(path), dates, _places(path, content))


def _places(path: Path, content: pa.Table) -> dict[str, int]:
    """Where each column without gaps begins: one run of four-byte numbers, so that it need not be decoded.

    Only where the bytes there are the column; any other layout is read in Parquet's own way.
    """
    chunks = pq.read_metadata(path)
    if chunks.num_row_groups != 1:
        return {}
    group, size, places = chunks.row_group(0), 4 * content.num_rows, {}
    for number, field in enumerate(content.schema):
        chunk = group.column(number)
        if field.nullable or chunk.physical_type != "INT32":
            continue
        place = chunk.data_page_offset + chunk.total_compressed_size - size
        there = np.fromfile(path, np.int32, content.num_rows, offset=place)
        if np.array_equal(there, _numbers(content.column(number))):
            places[field.name] = place
    return places


def _numbers(column: pa.ChunkedArray) -> NDArray[Any]:
    array = column.combine_chunks()
    dated = pa.types.is_date32(array.type)
    numbers: NDArray[Any] = (array.view(pa.int32()) if dated else array).to_numpy()
    return numbers


def _array(values: NDArray[Any], kind: str, null: bool, codes: int) -> pa.Array:
    if kind == CODE:
        return pa.array(values.astype(np.uint16 if codes > WIDE else np.uint8))
    if kind == FLAG:  # a number each: Parquet's bits take six times as long to read
        return pa.array(values.astype(np.uint8))
    if kind == "pseudonym":
        return pa.array(values)
    mask = (values == MISSING) | (values == NEVER) if null else None
    return pa.array(values.astype(np.int32), pa.date32() if kind == DATE else None, mask=mask)


def _span(values: NDArray[np.int32]) -> tuple[int, int]:
    known = values[(values != MISSING) & (values != NEVER)]
    return (int(known.min()), int(known.max())) if len(known) else (NEVER, MISSING)


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
