"""Flat copies of a store's tables for the rivals: one file a table, one global number a person and sanction."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import duckdb

TABLES = ("sanctions", "offences", "custody")


@dataclass(frozen=True)
class Flat:
    """The three files that the measure reads."""

    sanctions: str
    offences: str
    custody: str


def flat(store: Path, folder: Path, *, shuffled: bool) -> Flat:
    """Write the copies once: in order of person and date, or in no order."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = {name: folder / f"{name}.parquet" for name in TABLES}
    if not all(path.exists() for path in paths.values()):
        connection = duckdb.connect()
        connection.execute("set memory_limit = '6GB'; set threads = 2")
        _number_shards(connection, store)
        for name, path in paths.items():
            _write(connection, store, name, path, shuffled)
    return Flat(**{name: str(path) for name, path in paths.items()})


def _number_shards(connection: duckdb.DuckDBPyConnection, store: Path) -> None:
    """Where each shard's people and sanctions begin among all."""
    manifest = json.loads((store / "manifest.json").read_text())
    people = sanctions = 0
    connection.execute("create table begins (shard varchar, people bigint, sanctions bigint)")
    for number, _ in enumerate(manifest["shards"]):
        shard = f"{number:04}"
        connection.execute("insert into begins values (?, ?, ?)", [shard, people, sanctions])
        for table in ("people", "sanctions"):
            path = store / table / f"{shard}.parquet"
            found = connection.execute("select count(*) from read_parquet(?)", [str(path)])
            rows = found.fetchone()
            if table == "people":
                people += rows[0] if rows else 0
            else:
                sanctions += rows[0] if rows else 0


def _write(
    connection: duckdb.DuckDBPyConnection, store: Path, table: str, path: Path, shuffled: bool
) -> None:
    columns = {
        "sanctions": "sanction_date, disposal, breach_only::bool as breach_only, (b.sanctions + t.file_row_number)::int as row",
        "offences": "offence_date, proven_date, counted::bool as counted",
        "custody": "received, released, kind, ended, "
        "case when t.sanction < 0 then -1 else (b.sanctions + t.sanction)::int end as sanction",
    }[table]
    order = {
        "sanctions": "person, sanction_date",
        "offences": "person, offence_date",
        "custody": "person, received, released",
    }[table]
    connection.execute(
        f"""copy (
            select (b.people + t.person)::int as person, {columns}
            from read_parquet('{store}/{table}/*.parquet', filename = true, file_row_number = true) t
            join begins b on b.shard = parse_filename(t.filename, true)
            order by {"hash(random())" if shuffled else order}
        ) to '{path}' (format parquet, compression zstd)"""
    )
