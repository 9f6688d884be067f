"""The manifest: what a store holds, how it was made, what was refused. The same inputs, the same bytes."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import throughgate
from throughgate.common.errors import BadInput
from throughgate.evidence.building.coding import Codes
from throughgate.evidence.building.files import File, checksum
from throughgate.evidence.building.intake import Intake
from throughgate.evidence.building.interpreting import DAY_ZERO, MISSING
from throughgate.evidence.building.mapping import Mapping
from throughgate.evidence.building.receipt import Receipt, TableReceipt, refused_rows
from throughgate.evidence.building.refusing import Refusals
from throughgate.evidence.building.writing import Written
from throughgate.evidence.tables import TABLES, UNKNOWN, Kind

SCHEMA_VERSION = 1
MANIFEST = "manifest.json"
SPAN = {  # the dates that say from when to when a table goes
    "people": ("date_of_birth",),
    "sanctions": ("sanction_date",),
    "offences": ("offence_date", "proven_date"),
    "custody": ("received", "released"),
    "supervision": ("started", "ended"),
    "support": ("started", "ended"),
}
COMPLETENESS = (("sanctions", "sanction_date"), ("offences", "offence_date"), ("custody", None))


@dataclass(frozen=True)
class Asked:
    """What the person who builds the store asked for."""

    mapping: Mapping
    statement: dict[str, str] | None
    strict: bool
    complete_to: date | None
    today: date | None
    key_mark: str


@dataclass(frozen=True)
class Facts:
    """What the build found."""

    files: dict[str, list[File]]
    intakes: dict[str, Intake]
    refusals: Refusals
    codes: Codes
    shards: list[dict[str, Written]]


def record(folder: Path, facts: Facts, asked: Asked) -> Receipt:
    """Writes the manifest; gives the receipt. Raises BadInput where strict was asked and a row was refused."""
    tables = {name: _receipt(facts, name) for name in TABLES}
    if asked.strict:
        check_strict(tables)
    check_kept(tables)
    content = _content(facts, asked, tables)
    text = json.dumps(content, ensure_ascii=False, indent=1)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")
    people = content["tables"]["people"]["rows"]
    return Receipt(content["store_id"], content["complete_to"], people, tables)


def check_strict(tables: dict[str, TableReceipt]) -> None:
    for name, table in tables.items():
        for refused in table.refused:
            raise BadInput(
                f"{name}: {refused.words()}. Nothing was built, because --strict was asked for. "
                "Correct the file, or build without --strict: the receipt will say what was left out."
            )


def check_kept(tables: dict[str, TableReceipt]) -> None:
    for name in ("people", "offences"):
        if not tables[name].kept:
            first = "; ".join(refused.words() for refused in tables[name].refused[:3])
            raise BadInput(
                f"No row of {name} was kept, so there is nothing to measure. Nothing was built. "
                f"Refused: {first}. Correct the files, or say in a mapping how to read them."
            )


def _content(facts: Facts, asked: Asked, tables: dict[str, TableReceipt]) -> dict[str, Any]:
    spans = {name: _table(facts, name) for name in TABLES}
    complete_to = asked.complete_to or _derived(facts, asked.today)
    parameters = {
        "mapping": asked.mapping.given,
        "complete_to": "given" if asked.complete_to else "derived",
        "strict": asked.strict,
    }
    sources = [
        {"table": name, "file": file.name, "sha256": checksum(file.path), "rows": rows}
        for name, files in facts.files.items()
        for file, rows in zip(files, facts.intakes[name].rows, strict=True)
    ]
    content = {
        "schema_version": SCHEMA_VERSION,
        "built_by": throughgate.__version__,
        "parameters": parameters,
        "key": asked.key_mark,
        "statement": asked.statement,
        "complete_to": complete_to.isoformat(),
        "begins": _begins(facts),
        "sources": sources,
    }
    identity = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return content | {
        "store_id": hashlib.sha256(identity.encode()).hexdigest()[:32],
        "tables": spans,
        "shards": [_shard(shard) for shard in facts.shards],
        "codes": facts.codes.lists(),
        "further": facts.codes.further,
        "receipt": Receipt("", "", 0, tables).to_json(),
    }


def _shard(shard: dict[str, Written]) -> dict[str, Any]:
    return {
        "people": shard["people"].rows,
        "sha256": {name: written.sha256 for name, written in shard.items()},
        "rows": {name: written.rows for name, written in shard.items()},
        "places": {name: written.places for name, written in shard.items()},
    }


def _span(facts: Facts, table: str, columns: tuple[str, ...]) -> tuple[int, int] | None:
    found = [
        shard[table].dates[column]
        for shard in facts.shards
        for column in columns
        if column in shard[table].dates and shard[table].dates[column][1] != MISSING
    ]
    return (min(first for first, _ in found), max(last for _, last in found)) if found else None


def _table(facts: Facts, name: str) -> dict[str, Any]:
    span = _span(facts, name, SPAN[name])
    return {
        "rows": sum(shard[name].rows for shard in facts.shards),
        "first_date": _day(span[0]).isoformat() if span else None,
        "last_date": _day(span[1]).isoformat() if span else None,
    }


def _day(number: int) -> date:
    return date.fromordinal(number + DAY_ZERO)


def _derived(facts: Facts, today: date | None) -> date:
    """The earliest of the tables' last dates, never after today."""
    lasts = [
        _day(span[1])
        for table, column in COMPLETENESS
        if (span := _span(facts, table, (column,) if column else SPAN[table]))
    ]
    return min([*lasts, today] if today else lasts)


def _begins(facts: Facts) -> str | None:
    """The first sanction: history from before it is not known."""
    span = _span(facts, "sanctions", ("sanction_date",)) or _span(
        facts, "offences", ("proven_date",)
    )
    return _day(span[0]).isoformat() if span else None


def _receipt(facts: Facts, name: str) -> TableReceipt:
    intake = facts.intakes[name]
    kept = sum(shard[name].rows for shard in facts.shards)
    refused = refused_rows(facts.refusals, name, facts.files[name])
    return TableReceipt(sum(intake.rows), kept, refused, _notes(facts, name))


def _notes(facts: Facts, name: str) -> list[str]:
    notes = []
    for column in facts.intakes[name].columns.values():
        if column.wrong:
            shown = ", ".join(f"“{text}”" for text in sorted(column.wrong))
            notes.append(f"{column.column.name.replace('_', ' ')} not understood: {shown}")
        text = column.default_text
        if column.defaulted and text != UNKNOWN and column.column.kind is not Kind.TEXT:
            notes.append(
                f"{column.column.name.replace('_', ' ')} not given in {column.defaulted:,} "
                f"{'row' if column.defaulted == 1 else 'rows'}: taken as {text}"
            )
    return notes + (facts.codes.notes if name == "people" else [])
