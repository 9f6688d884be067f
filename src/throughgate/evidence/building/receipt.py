"""The receipt of a build: what was read, kept, refused and why, in plain words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from throughgate.evidence.building.files import File
from throughgate.evidence.building.reading import line_numbers
from throughgate.evidence.building.refusing import Refusals


@dataclass(frozen=True)
class Refused:
    """Rows of one file refused for one reason, and the lines where the first of them are."""

    reason: str
    rows: int
    file: str
    first_lines: list[int]

    def words(self) -> str:
        lines = ", ".join(str(line) for line in self.first_lines)
        more = ", …" if self.rows > len(self.first_lines) else ""
        rows = "1 row" if self.rows == 1 else f"{self.rows:,} rows"
        return f"{rows} of {self.file}: {self.reason} (line {lines}{more})"


@dataclass(frozen=True)
class TableReceipt:
    """One table: rows read from its files, rows kept, refusals, and what was assumed."""

    read: int
    kept: int
    refused: list[Refused] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Receipt:
    """What `ev.build` gives back; the same is kept in the store's manifest."""

    store_id: str
    complete_to: str
    people: int
    tables: dict[str, TableReceipt]

    @property
    def refused(self) -> int:
        """Rows refused in all tables."""
        return sum(row.rows for table in self.tables.values() for row in table.refused)

    def to_words(self) -> str:
        """As printed by `throughgate histories build`."""
        lines = [f"{self.people:,} people; complete to {self.complete_to}."]
        for name, table in self.tables.items():
            lines += table_words(name, table)
        if self.refused:
            rows = "1 row was" if self.refused == 1 else f"{self.refused:,} rows were"
            lines.append(
                f"{rows} left out. Correct them at their source and build "
                "again, or leave it: results are then about the rows kept."
            )
        return "\n".join(lines)

    def to_json(self) -> dict[str, Any]:
        return {name: table_json(table) for name, table in self.tables.items()}


def table_words(name: str, table: TableReceipt) -> list[str]:
    lines = [f"{name}: {table.read:,} rows read, {table.kept:,} kept"]
    lines += [f"  refused: {refused.words()}" for refused in table.refused]
    lines += [f"  note: {note}" for note in table.notes]
    return lines


def table_json(table: TableReceipt) -> dict[str, Any]:
    return {
        "read": table.read,
        "kept": table.kept,
        "refused": [vars(refused) for refused in table.refused],
        "notes": table.notes,
    }


def from_json(content: dict[str, Any]) -> dict[str, TableReceipt]:
    return {
        name: TableReceipt(
            table["read"],
            table["kept"],
            [Refused(**refused) for refused in table["refused"]],
            table["notes"],
        )
        for name, table in content.items()
    }


def refused_rows(refusals: Refusals, table: str, files: list[File]) -> list[Refused]:
    """Refusals of one table, most rows first; lines are looked up in the files now."""
    keys = [key for key in refusals.counts if key[0] == table]
    keys.sort(key=lambda key: (-refusals.counts[key], key[1], key[2]))
    found = []
    for key in keys:
        file = files[key[2]]
        lines = line_numbers(file, refusals.first[key])
        found.append(Refused(key[1], refusals.counts[key], file.name, lines))
    return found
