"""Stores in memory, made from rows as a test writes them; derived columns as the build makes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from throughgate.evidence import histories
from throughgate.evidence.histories import NEVER, UNKNOWN_DATE
from throughgate.evidence.tables import (
    CATEGORIES,
    CUSTODY_ENDS,
    CUSTODY_KINDS,
    DISPOSALS,
    SERIOUSNESS,
    SEXES,
    UNKNOWN,
)

Row = dict[str, Any]
LISTS = {
    "people.sex": SEXES,
    "sanctions.disposal": DISPOSALS,
    "sanctions.category": CATEGORIES,
    "offences.seriousness": SERIOUSNESS,
    "custody.kind": CUSTODY_KINDS,
    "custody.ended": CUSTODY_ENDS,
}
FREE = ("people.ethnicity", "people.area")
COUNTED = ("sanctions", "offences", "custody", "supervision")


@dataclass(frozen=True)
class InMemory:
    """A store as a measure sees one, from rows. Persons are cut into `shards` runs, in order."""

    people: list[Row]
    sanctions: list[Row] = field(default_factory=list)
    offences: list[Row] = field(default_factory=list)
    custody: list[Row] = field(default_factory=list)
    supervision: list[Row] = field(default_factory=list)
    complete_to: date = date(2100, 1, 1)
    begins: date = date(1990, 1, 1)
    statement: dict[str, Any] | None = None
    cuts: int = 1
    store_id: str = "in memory"
    made: dict[int, dict[str, Any]] = field(default_factory=dict, repr=False)

    @property
    def shards(self) -> range:
        return range(self.cuts)

    @property
    def further(self) -> list[str]:
        return []

    def codes(self, table: str, column: str) -> list[str]:
        name = f"{table}.{column}"
        if name in LISTS:
            return [*LISTS[name], UNKNOWN]
        there = {row.get(column) for row in getattr(self, table)} - {None, UNKNOWN}
        return [*sorted(there), UNKNOWN]

    def read(self, table: str, shard: int, columns: Sequence[str]) -> dict[str, Any]:
        made = self._shard(shard)
        return {name: made[f"{table}.{name}"] for name in columns}

    def _shard(self, shard: int) -> dict[str, Any]:
        if shard not in self.made:
            cut = np.array_split(np.arange(len(self.people)), self.cuts)[shard]
            persons = [self.people[position]["person_id"] for position in cut]
            self.made[shard] = _Maker(self, persons).columns()
        return self.made[shard]


@dataclass(frozen=True)
class _Maker:
    store: InMemory
    persons: list[Any]

    def columns(self) -> dict[str, Any]:
        people = self._rows(self.store.people, lambda _: ())
        sanctions = self._rows(self.store.sanctions, lambda s: (_day(s["date"]), _id(s["id"])))
        of = {(s["person_id"], s["id"]): row for row, s in enumerate(sanctions)}
        offences = self._rows(
            [self._proven(o, sanctions, of) for o in self.store.offences],
            lambda o: (_day(o["date"]), o["proven_day"], o["row"]),
        )
        custody = self._rows(
            self.store.custody, lambda c: (_day(c["received"]), _day(c.get("released"), NEVER))
        )
        supervision = self._rows(
            self.store.supervision, lambda s: (_day(s["started"]), _day(s.get("ended"), NEVER))
        )
        made = (
            self._sanctions(sanctions, offences)
            | self._offences(offences, sanctions)
            | self._custody(custody, of)
            | {
                "supervision.n": self._start(supervision),
                "supervision.started": _days(supervision, "started"),
                "supervision.ended": _days(supervision, "ended", NEVER),
                "supervision.kind": self._code(supervision, "supervision.kind"),
            }
        )
        return made | self._people(people, made)

    def _rows(self, rows: list[Row], order: Any) -> list[Row]:
        place = {person: position for position, person in enumerate(self.persons)}
        mine = [row for row in rows if row["person_id"] in place]
        return sorted(mine, key=lambda row: (place[row["person_id"]], *order(row)))

    def _start(self, rows: list[Row]) -> Any:
        have = Counter(row["person_id"] for row in rows)
        return np.array([have[person] for person in self.persons], np.int32)

    def _code(self, rows: list[Row], name: str) -> Any:
        table, column = name.split(".")
        codes = self.store.codes(table, column)
        first = "sentence" if name == "custody.kind" else "released"
        usual = first if name.startswith("custody.") else UNKNOWN
        return np.array([codes.index(row.get(column) or usual) for row in rows], np.int32)

    def _proven(self, offence: Row, sanctions: list[Row], of: dict[Any, int]) -> Row:
        row = of.get((offence["person_id"], offence.get("sanction")), -1)
        proven = sanctions[row]["date"] if row >= 0 else offence.get("proven")
        return offence | {"row": row, "proven_day": _day(proven, NEVER)}

    def _people(self, people: list[Row], made: dict[str, Any]) -> dict[str, Any]:
        coded = {name: self._code(people, name) for name in ("people.sex", *FREE)}
        counts = {f"people.n_{table}": made[f"{table}.n"] for table in COUNTED}
        return (
            counts
            | coded
            | {
                "people.date_of_birth": _days(people, "born"),
                "people.died": _days(people, "died", NEVER),
                "people.previous_sanctions": np.array(
                    [row.get("previous_sanctions", -1) for row in people], np.int32
                ),
                "people.first_sanction_date": _days(people, "first_sanction_date"),
            }
        )

    def _sanctions(self, sanctions: list[Row], offences: list[Row]) -> dict[str, Any]:
        mine: list[list[Row]] = [[] for _ in sanctions]
        for offence in offences:
            if offence["row"] >= 0:
                mine[offence["row"]].append(offence)
        main = [min((_rank(o) for o in of), default=(3, len(CATEGORIES))) for of in mine]
        return {
            "sanctions.n": self._start(sanctions),
            "sanctions.sanction_date": _days(sanctions, "date"),
            "sanctions.disposal": self._code(sanctions, "sanctions.disposal"),
            "sanctions.breach_only": np.array(
                [bool(of) and all(o.get("breach") for o in of) for of in mine], np.int32
            ),
            "sanctions.category": np.array([category for _, category in main], np.int32),
        }

    def _offences(self, offences: list[Row], sanctions: list[Row]) -> dict[str, Any]:
        custodial = [
            2 if o["row"] < 0 else int(sanctions[o["row"]]["disposal"] == "custody")
            for o in offences
        ]
        counted = [not o.get("breach") and o.get("recordable", True) for o in offences]
        return {
            "offences.n": self._start(offences),
            "offences.offence_date": _days(offences, "date"),
            "offences.proven_date": np.array([o["proven_day"] for o in offences], np.int32),
            "offences.sanction": np.array([o["row"] for o in offences], np.int32),
            "offences.counted": np.array(counted, np.int32),
            "offences.seriousness": self._code(offences, "offences.seriousness"),
            "offences.custodial": np.array(custodial, np.int32),
        }

    def _custody(self, custody: list[Row], of: dict[Any, int]) -> dict[str, Any]:
        named = [of.get((c["person_id"], c.get("sanction")), -1) for c in custody]
        return {
            "custody.n": self._start(custody),
            "custody.received": _days(custody, "received"),
            "custody.released": _days(custody, "released", NEVER),
            "custody.kind": self._code(custody, "custody.kind"),
            "custody.ended": self._code(custody, "custody.ended"),
            "custody.sanction": np.array(named, np.int32),
        }


def _day(value: date | str | int | None, missing: int = UNKNOWN_DATE) -> int:
    if value is None or value == "":
        return missing
    if isinstance(value, str):
        value = date.fromisoformat(value)
    return value if isinstance(value, int) else histories.days(value)


def _days(rows: list[Row], column: str, missing: int = UNKNOWN_DATE) -> Any:
    return np.array([_day(row.get(column), missing) for row in rows], np.int32)


def _id(name: Any) -> tuple[int, str]:
    return len(str(name)), str(name)


def _rank(offence: Row) -> tuple[int, int]:
    levels, category = [*SERIOUSNESS, UNKNOWN], offence.get("category", UNKNOWN)
    return levels.index(offence.get("seriousness") or UNKNOWN), [*CATEGORIES, UNKNOWN].index(
        category
    )
