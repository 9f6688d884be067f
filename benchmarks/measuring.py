"""Counting: 20 yearly cohorts by disposal, this engine beside DuckDB and Polars and beside only reading."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from benchmarks import data, rivals_polars, rivals_sql
from benchmarks.flat import Flat, flat
from benchmarks.report import ratio, seconds, table
from benchmarks.timing import in_turn, peak_megabytes
from throughgate.evidence.tables import DISPOSALS

FIRST, LAST = 2004, 2023
THREADS = 2
READ = {  # the columns that the measure reads
    "people": ("n_sanctions", "n_offences", "n_custody", "date_of_birth"),
    "sanctions": ("sanction_date", "disposal", "breach_only"),
    "offences": ("offence_date", "proven_date", "counted", "sanction"),
    "custody": ("received", "released", "kind", "ended", "sanction"),
}
Counts = dict[tuple[int, str], tuple[int, int, int]]


def ours(store: Path) -> Counts:
    """(year, disposal) to people, reoffenders, reoffences."""
    import throughgate.evidence as ev

    request = ev.Request.parse(
        trend=f"{FIRST}..{LAST}", by="disposal", severity=False, exact_counts=True, incomplete=True
    )
    result = ev.open(store).measure(request)
    return {
        (int(row.group["cohort"]), row.group["disposal"]): (
            int(row["people"] or 0),
            int(row["reoffenders"] or 0),
            int(row["reoffences"] or 0),
        )
        for row in result.rows
        if "disposal" in row.group and row["people"]
    }


def duck(files: Flat) -> Counts:
    rows = _connection().execute(rivals_sql.sql(files, FIRST, LAST)).fetchall()
    return _counts(rows)


def polars(files: Flat) -> Counts:
    return _counts(rivals_polars.measure(files, FIRST, LAST).rows())


def only_read(store: Path) -> list[Any]:
    """DuckDB's `max` of each of the same columns of the same files."""
    connection, found = _connection(), []
    for name, columns in READ.items():
        asked = ", ".join(f"max({column})" for column in columns)
        found += connection.execute(
            f"select {asked} from read_parquet('{store}/{name}/*.parquet')"
        ).fetchall()
    return found


def _connection() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute(f"set threads = {THREADS}; set memory_limit = '8GB'")
    return connection


def _counts(rows: list[tuple[Any, ...]]) -> Counts:
    names = dict(enumerate(DISPOSALS))
    return {
        (int(year), names.get(disposal, "unknown")): (people, again, number)
        for year, disposal, people, again, number in rows
    }


def section(people: int, runs: int) -> str:
    """The comparison as a table; stops if any two disagree in any count."""
    store = data.store(people)
    in_order = flat(store, data.FOLDER / f"flat-{people}", shuffled=False)
    no_order = flat(store, data.FOLDER / f"shuffled-{people}", shuffled=True)
    _same(ours(store), duck(in_order), duck(no_order), polars(in_order))
    timed = in_turn(
        {
            "Throughgate": lambda: ours(store),
            "only reading (DuckDB)": lambda: only_read(store),
            "DuckDB SQL, in order": lambda: duck(in_order),
            "Polars streaming, in order": lambda: polars(in_order),
            "DuckDB SQL, no order": lambda: duck(no_order),
        },
        runs=runs,
    )
    mine = timed["Throughgate"].median
    rows = [(t.name, seconds(t.median), ratio(t.median, mine)) for t in timed.values()]
    read = ratio(mine, timed["only reading (DuckDB)"].median)
    events = sum(number for number, _, _ in ours(store).values())
    return "\n\n".join(
        [
            f"## Counting\n\n{people:,} people, {events:,} index events, {LAST - FIRST + 1} yearly cohorts by "
            f"disposal; median of {runs}. Counts equal to the last one in all five.",
            table(("contender", "median", "times ours"), rows),
            f"Ours is {read} times only reading (aim: at most 2).",
            _memory(people),
        ]
    )


def _memory(people: int) -> str:
    rows = [
        (
            shards,
            f"{peak_megabytes('benchmarks.measure_once', str(data.store(people, shards=shards))):.0f} MB",
        )
        for shards in (40, 160)
    ]
    return "Peak memory by number of shards (aim: under 1.5 GB, not growing):\n\n" + table(
        ("shards", "peak of the whole process"), rows
    )


def _same(mine: Counts, *others: Counts) -> None:
    for other in others:
        wrong = {key for key in mine.keys() | other.keys() if mine.get(key) != other.get(key)}
        if wrong:
            key = min(wrong)
            raise SystemExit(f"counts differ at {key}: {mine.get(key)} and {other.get(key)}")


if __name__ == "__main__":
    pl.Config.set_tbl_rows(200)
    print(section(200_000, 3))
