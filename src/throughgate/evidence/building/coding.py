"""Lists of codes: how each text or code column is written as small numbers, once everything was read."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from throughgate.common import values
from throughgate.evidence.building.intake import Intake
from throughgate.evidence.building.interpreting import MISSING, Interpreter
from throughgate.evidence.tables import PEOPLE, UNKNOWN, Kind

Ints = NDArray[np.int32]
FEW = 30  # among fewer people every column looks like an identifier
CUSTODIAL = ["no", "yes", UNKNOWN]


class Codes:
    """For each coded column its final list, and the way from what was read to places in it."""

    def __init__(self, intakes: dict[str, Intake]) -> None:
        people = intakes["people"]
        self.notes: list[str] = []
        self.further = [
            name
            for name in list(people.columns)[len(PEOPLE.columns) - 1 :]
            if self._may_keep(people.columns[name], int(people.spill.rows.sum()))
        ]
        self._lists = {
            (table, name): _final(interpreter)
            for table, intake in intakes.items()
            for name, interpreter in intake.columns.items()
            if interpreter.column.kind in (Kind.CODE, Kind.TEXT)
        }

    def _may_keep(self, column: Interpreter, people: int) -> bool:
        share = values.load(__package__)["identifier_share"].latest
        alone = people >= FEW and len(column.free) > share * people
        if alone or column.too_many:
            self.notes.append(
                f"{column.column.name} was not kept: {len(column.free):,} different values, "
                "as of a name or a number. Leave it out of the file, or group it."
            )
        return bool(column.free) and not alone and not column.too_many

    def recode(self, table: str, column: str, found: NDArray[Any]) -> NDArray[Any]:
        """Codes as read into places of the final list; other columns as they are."""
        if (table, column) not in self._lists:
            return found
        places = self._lists[table, column][1]
        kind = np.uint8 if len(places) <= 256 else np.int32
        return places[np.where(found == MISSING, len(places) - 1, found)].astype(kind)

    def width(self, table: str, column: str) -> int:
        known = self._lists.get((table, column))
        return len(known[0]) if known else len(CUSTODIAL)

    def lists(self) -> dict[str, list[str]]:
        """For the manifest: “table.column”: its list; only of columns that are written."""
        declared = {column.name for column in PEOPLE.columns}
        found = {
            f"{table}.{name}": names
            for (table, name), (names, _) in self._lists.items()
            if table != "people" or name in declared or name in self.further
        }
        found["offences.custodial"] = CUSTODIAL
        for name in ("category", "seriousness"):
            found[f"sanctions.{name}"] = found[f"offences.{name}"]
        return found


def _final(interpreter: Interpreter) -> tuple[list[str], Ints]:
    """The list, “unknown” last, and from code as read to place; free texts are sorted."""
    column = interpreter.column
    if column.kind is Kind.CODE:
        return [*column.codes, UNKNOWN], np.arange(len(column.codes) + 1, dtype=np.int32)
    names = [] if interpreter.too_many else sorted(interpreter.free)
    places = np.full(max(len(interpreter.free), len(names)) + 1, len(names), np.int32)
    for place, name in enumerate(names):
        places[interpreter.free[name]] = place
    return [*names, UNKNOWN], places
