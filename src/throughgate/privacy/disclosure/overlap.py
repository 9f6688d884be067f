"""How tables overlap: atoms are the finest sets of person-events that the tables tell apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from throughgate.privacy.disclosure.figures import Cell, Scheme, Table

Ints = npt.NDArray[np.int64]
Spot = tuple[int, str]  # place, quantity
NOWHERE = -1


@dataclass(frozen=True)
class Membership:
    """Which leaf of its table each person-event is in. `entries` are distinct numbers, one per event."""

    entries: npt.NDArray[np.uint64]
    leaves: npt.NDArray[np.int32]


def leaves_of(table: Table) -> Ints:
    """The atoms of one table alone: its leaves. Shape (leaves, 1)."""
    count = 1 + max((leaf for row in table.rows for leaf in row.leaves), default=-1)
    return np.arange(count, dtype=np.int64)[:, None]


def atoms_of(memberships: Sequence[Membership]) -> Ints:
    """Distinct combinations of leaves that person-events have. Shape (atoms, tables), -1: not in it."""
    events = np.unique(np.concatenate([one.entries for one in memberships]))
    label = np.zeros(len(events), dtype=np.int64)
    combinations = np.zeros((1, 0), dtype=np.int64)
    for one in memberships:
        leaf = np.full(len(events), NOWHERE, dtype=np.int64)
        leaf[np.searchsorted(events, one.entries)] = one.leaves
        width = int(leaf.max(initial=NOWHERE)) + 2
        kinds, label = np.unique(label * width + leaf + 1, return_inverse=True)
        combinations = np.column_stack((combinations[kinds // width], kinds % width - 1))
    return combinations


class World:
    """All that is printed about one population: places (distinct sets of atoms) and their figures.

    The first table is the new one; what it hides may change, what earlier ones show may not.
    """

    def __init__(self, scheme: Scheme, tables: Sequence[Table], atoms: Ints) -> None:
        self.scheme, self.tables = scheme, tuple(tables)
        self.holders: dict[Spot, list[tuple[int, Cell]]] = defaultdict(list)
        self.values: dict[Spot, int] = {}
        self.withheld: set[Spot] = set()  # hidden in an earlier table
        self._place_rows(atoms)
        self._fill()
        self.own_hidden: frozenset[Cell] = frozenset()

    def _place_rows(self, atoms: Ints) -> None:
        known: dict[bytes, int] = {}
        sets: list[npt.NDArray[np.bool_]] = []
        self.place_of: dict[tuple[int, int], int] = {}
        for number, table in enumerate(self.tables):
            for position, row in enumerate(table.rows):
                inside = np.isin(atoms[:, number], np.asarray(row.leaves, dtype=np.int64))
                place = known.setdefault(inside.tobytes(), len(known))
                if place == len(sets):
                    sets.append(inside)
                self.place_of[number, position] = place
        self.sets = np.array(sets, dtype=bool).reshape(len(sets), len(atoms))

    def _fill(self) -> None:
        for number, table in enumerate(self.tables):
            for cell, value in table.shown():
                spot = (self.place_of[number, cell[0]], cell[1])
                self.holders[spot].append((number, cell))
                self.values[spot] = value
            for position, name in table.hidden:
                self.withheld.add((self.place_of[number, position], name))

    def shown(self, spot: Spot) -> bool:
        return any(number or cell not in self.own_hidden for number, cell in self.holders[spot])

    def own_cells(self, spots: Iterable[Spot]) -> list[Cell]:
        """Cells that the new table alone shows there: what may still be hidden."""
        found = []
        for spot in spots:
            holders = self.holders[spot]
            if holders and not any(number for number, _ in holders):
                found += [cell for _, cell in holders if cell not in self.own_hidden]
        return found

    def earlier(self, spots: Iterable[Spot]) -> list[Table]:
        """The earlier tables that show something there."""
        numbers = {number for spot in spots for number, _ in self.holders[spot] if number}
        return [self.tables[number] for number in sorted(numbers)]

    def targets(self) -> list[Spot]:
        """Hidden spots that must stay uncertain."""
        own = {(self.place_of[0, position], name) for position, name in self.own_hidden}
        unknown = {spot for spot in own if not self.shown(spot)}
        unknown |= {spot for spot in self.withheld if not self.earlier([spot])}
        guarded = (spot for spot in unknown if self.scheme.by_name[spot[1]].guarded)
        return sorted(spot for spot in guarded if not self._told_by_all_or_none(spot))

    def _told_by_all_or_none(self, spot: Spot) -> bool:
        """That none (or all) of a larger set did, which may be shown, tells the same of its parts."""
        place, name = spot
        around = np.flatnonzero((self.sets >= self.sets[place]).all(axis=1))
        for larger in around.tolist():
            if self.shown((larger, name)):
                value = self.values[larger, name]
                wholes = (w for w in self.scheme.wholes(name) if self.shown((larger, w)))
                if value == 0 or any(self.values[larger, whole] == value for whole in wholes):
                    return True
        return False
