"""How tables overlap: atoms are the finest sets of person-events that the tables tell apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from throughgate.privacy.disclosure.figures import Cell, Scheme, Table

Ints = npt.NDArray[np.int64]
Spot = tuple[int, str]  # place, quantity
NOWHERE = -1
Rows = dict[tuple[int, int], Any]  # (table, row): its atoms


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
    """All that is printed about one block of person-events: places (distinct sets of atoms), their figures.

    The first table is the new one; what it hides may change, what earlier ones show may not.
    """

    def __init__(self, scheme: Scheme, tables: Sequence[Table], rows: Rows) -> None:
        self.scheme, self.tables = scheme, tuple(tables)
        self.holders: dict[Spot, list[tuple[int, Cell]]] = defaultdict(list)
        self.values: dict[Spot, int] = {}
        self.withheld: set[Spot] = set()  # hidden in an earlier table
        self.own_hidden: set[Cell] = set()
        self._place_rows(rows)
        self._fill()

    def _place_rows(self, rows: Rows) -> None:
        known: dict[bytes, int] = {}
        sets: list[npt.NDArray[np.bool_]] = []
        self.place_of: dict[tuple[int, int], int] = {}
        for key, inside in rows.items():
            place = self.place_of[key] = known.setdefault(inside.tobytes(), len(known))
            if place == len(sets):
                sets.append(inside)
        self.sets = np.array(sets, dtype=bool)

    def _fill(self) -> None:
        for (number, position), place in self.place_of.items():
            table = self.tables[number]
            for name, value in table.rows[position].figures.items():
                if (position, name) not in table.hidden:
                    self.holders[place, name].append((number, (position, name)))
                    self.values[place, name] = value
            self.withheld |= {(place, name) for name in table.hidden_in(position)}

    def shown(self, spot: Spot) -> bool:
        holders = self.holders.get(spot, ())
        return any(number or cell not in self.own_hidden for number, cell in holders)

    def own_cells(self, spots: Iterable[Spot]) -> list[Cell]:
        """Cells that the new table alone shows there: what may still be hidden."""
        found = []
        for spot in spots:
            holders = self.holders.get(spot, [])
            if not any(number for number, _ in holders):
                found += [cell for _, cell in holders if cell not in self.own_hidden]
        return found

    def earlier(self, spots: Iterable[Spot]) -> list[Table]:
        """The earlier tables that show something there."""
        numbers = {n for spot in spots for n, _ in self.holders.get(spot, ()) if n}
        return [self.tables[number] for number in sorted(numbers)]

    def targets(self) -> list[Spot]:
        """Hidden spots that must stay uncertain."""
        own = {(self.place_of[0, position], name) for position, name in self.own_hidden}
        unknown = {spot for spot in own if not self.shown(spot)}
        unknown |= {spot for spot in self.withheld if not self.earlier([spot])}
        return sorted(spot for spot in unknown if self.scheme.by_name[spot[1]].guarded)

    @cached_property
    def sums(self) -> list[list[int]]:
        """Places and, after each, the places of one view of one table that it is the sum of."""
        views: dict[tuple[int, str], list[int]] = defaultdict(list)
        for (number, position), place in self.place_of.items():
            views[number, self.tables[number].rows[position].view].append(place)
        found = []
        for places in views.values():
            for whole in range(len(self.sets)):
                parts = [
                    p for p in places if p != whole and not (self.sets[p] > self.sets[whole]).any()
                ]
                if parts and (self.sets[parts].sum(axis=0) == self.sets[whole]).all():
                    found.append([whole, *parts])
        return found

    def told_by_all_or_none(self, spot: Spot) -> bool:
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


def worlds(scheme: Scheme, tables: Sequence[Table], atoms: Ints) -> list[World]:
    """A world for each block: rows that share atoms, directly or through others. Only those of the first table."""
    block = _blocks(tables, atoms)
    parts: dict[int, Rows] = defaultdict(dict)
    for number, table in enumerate(tables):
        rows_in = _rows_by_leaf(table, atoms[:, number])
        for position, inside in enumerate(rows_in):
            if len(inside):
                parts[int(block[inside[0]])][number, position] = inside
    return [
        World(scheme, tables, _local(rows))
        for _, rows in sorted(parts.items())
        if any(number == 0 for number, _ in rows)
    ]


def _local(rows: Rows) -> Rows:
    """The rows as true and false over the atoms of their block alone."""
    atoms = np.unique(np.concatenate(list(rows.values())))
    return {key: np.isin(atoms, inside, assume_unique=True) for key, inside in rows.items()}


def _rows_by_leaf(table: Table, leaf: Ints) -> list[Ints]:
    """The atoms of each row of a table."""
    order = np.argsort(leaf, kind="stable")
    ordered = leaf[order]
    return [
        np.sort(
            np.concatenate(
                [
                    order[np.searchsorted(ordered, one) : np.searchsorted(ordered, one, "right")]
                    for one in row.leaves
                ]
                or [order[:0]]
            )
        )
        for row in table.rows
    ]


def _blocks(tables: Sequence[Table], atoms: Ints) -> Ints:
    """The block of each atom: the smallest atom that it can be reached from through rows."""
    block = np.arange(len(atoms), dtype=np.int64)
    rows = [
        inside
        for number, table in enumerate(tables)
        for inside in _rows_by_leaf(table, atoms[:, number])
        if len(inside) > 1
    ]
    while True:
        before = block.copy()
        for inside in rows:
            block[inside] = block[inside].min()
        if (before == block).all():
            return block
