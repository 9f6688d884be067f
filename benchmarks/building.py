"""Building: a store beside DuckDB only sorting and writing the same tables from the same files."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

from benchmarks import data
from benchmarks.report import ratio, seconds, table
from benchmarks.timing import in_turn
from throughgate.evidence.tables import TABLES

MEMORY = "2GB"


def ours(files: dict[str, list[Path]], store: Path) -> None:
    import throughgate.evidence as ev

    shutil.rmtree(store, ignore_errors=True)
    ev.build(store, files)


def duck(files: dict[str, list[Path]], folder: Path) -> None:
    """Read, sort by person and date, write; no check, no pseudonym, no link between tables."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    connection = duckdb.connect()
    connection.execute(
        f"set threads = 2; set memory_limit = '{MEMORY}'; set temp_directory = '{folder}/spill'"
    )
    for name, declared in TABLES.items():
        paths = [str(path) for path in files[name]]
        present = {
            row[0]
            for row in connection.execute(
                "describe select * from read_parquet(?)", [paths]
            ).fetchall()
        }
        order = ", ".join(column for column in declared.order if column in present)
        connection.execute(
            f"copy (select * from read_parquet(?) order by {order}) to '{folder}/{name}.parquet' "
            "(format parquet, compression lz4_raw)",
            [paths],
        )


def section(people: int, runs: int) -> str:
    """The comparison as a table."""
    files = data.files(people)
    scratch = data.FOLDER / "build"
    timed = in_turn(
        {
            "Throughgate": lambda: ours(files, scratch / "store"),
            "DuckDB, sort and write": lambda: duck(files, scratch / "duck"),
        },
        runs=runs,
    )
    shutil.rmtree(scratch, ignore_errors=True)
    mine, theirs = timed["Throughgate"].median, timed["DuckDB, sort and write"].median
    rows = [(t.name, seconds(t.median)) for t in timed.values()]
    return "\n\n".join(
        [
            f"## Building\n\n{people:,} people from Parquet, 2 threads, DuckDB's memory limit {MEMORY} in both; "
            f"median of {runs}. Ours also checks every row, links the tables and makes pseudonyms.",
            table(("contender", "median"), rows),
            f"Ours is {ratio(mine, theirs)} times sorting and writing (aim: at most 1.5).",
        ]
    )
