"""Everything shown about one world, as a linear programme.

One variable for each atom and quantity, one row for each place and quantity: fixed where the figure
is shown, free where it is hidden. The laws of the scheme hold in every atom.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from throughgate.privacy.disclosure.overlap import Spot, World
from throughgate.privacy.disclosure.solving import NEARLY, Columns, Floats, Line, Solver, Work


@dataclass(frozen=True)
class Found:
    """A world that agrees with all that is shown: the figure of each row, and which rows held it back."""

    figures: Floats
    held: Columns


class Programme:
    """The programme of one world."""

    def __init__(self, world: World, near: float, work: Work) -> None:
        self._world, self._near = world, near
        self._middle: Floats | None = None
        self._atoms = world.sets.shape[1]
        self.names = _used(world)
        spots = {*world.holders, *world.withheld}
        self.spots = sorted(spot for spot in spots if spot[1] in self.names)
        self.row_of = {spot: row for row, spot in enumerate(self.spots)}
        values = (world.values.get(spot, 0) for spot in self.spots)
        most = 10_000.0 + 100 * max(values, default=0)
        self._columns = [self._columns_of(spot) for spot in self.spots]
        self._bounds = [self._bounds_of(row) for row in range(len(self.spots))]
        self._asked: tuple[int, bool] | None = None
        size = self._atoms * len(self.names)
        self._solver = Solver([*self._lines()], np.zeros(size), np.full(size, most), work)

    def _lines(self) -> Iterator[Line]:
        for columns, bounds in zip(self._columns, self._bounds, strict=True):
            yield columns, 1.0, *bounds
        for law in self._world.scheme.all_laws:
            if not all(name in self.names for name, _ in law.terms):
                continue
            places = np.array([self.names.index(name) for name, _ in law.terms])
            weights = np.array([weight for _, weight in law.terms])
            for atom in range(self._atoms):
                yield atom * len(self.names) + places, weights, 0.0, 0.0 if law.exact else np.inf

    def _columns_of(self, spot: Spot) -> Columns:
        inside = np.flatnonzero(self._world.sets[spot[0]])
        return inside * len(self.names) + self.names.index(spot[1])

    def _bounds_of(self, row: int, *, near: bool = False) -> tuple[float, float]:
        spot = self.spots[row]
        name = spot[1]
        if self._world.shown(spot):
            value = float(self._world.values[spot])
            return value, value
        least = float(name == self._world.scheme.base)  # a row that is listed has somebody in it
        if near and self._middle is not None and self._world.scheme.by_name[name].guarded:
            middle = self._middle[row]
            return max(least, middle - self._near), middle + self._near
        return least, np.inf

    def refresh(self, *, near: bool) -> None:
        """Frees what has been hidden since; near: only worlds close to the first one found are possible."""
        if near and self._middle is None:
            first = self.furthest({})
            self._middle = first.figures if first else None
        now = len(self._world.own_hidden), near
        if now == self._asked:
            return
        self._asked = now
        for row in range(len(self.spots)):
            if self._bounds[row] != (bounds := self._bounds_of(row, near=near)):
                self._bounds[row] = bounds
                self._solver.bound(row, *bounds)

    def furthest(self, goal: dict[int, float]) -> Found | None:
        """The world in which the weighted sum of these rows is largest; None where none was found."""
        cost = np.zeros(self._atoms * len(self.names))
        for row, weight in goal.items():
            cost[self._columns[row]] += weight
        found = self._solver.furthest(cost)
        if found is None:
            return None
        held = np.flatnonzero(np.abs(found.prices[: len(self.spots)]) > NEARLY)
        return Found(found.rows[: len(self.spots)], held)


def _used(world: World) -> list[str]:
    """The quantities that any row has, with what they are parts of; wholes first."""
    used = {name for _, name in (*world.holders, *world.withheld)} - told_by_their_whole(world)
    used |= {whole for name in used for whole in world.scheme.wholes(name)}
    return [quantity.name for quantity in world.scheme.quantities if quantity.name in used]


def told_by_their_whole(world: World) -> set[str]:
    """The points of a single curve. Every world of the rest has room for them: each atom takes of each
    point the share that its place does. Two curves can be taken from one another, so they stay."""
    chains = {q.name: q.chain for q in world.scheme.quantities if q.chain}
    shown = {(place, chains[name]) for place, name in world.holders if name in chains}
    return set(chains) if len(shown) <= 1 else set()
