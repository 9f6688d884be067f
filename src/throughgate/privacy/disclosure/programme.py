"""Everything shown about one world, as a linear programme kept warm in HiGHS.

One variable for each atom and quantity, one row for each place and quantity: fixed where the figure
is shown, free where it is hidden. The laws of the scheme hold in every atom.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from throughgate.privacy.disclosure.figures import Scheme
from throughgate.privacy.disclosure.overlap import Spot, World

Floats = npt.NDArray[np.float64]
NEARLY = 1e-6
OPTIONS = {
    "output_flag": False,
    "threads": 1,
    "presolve": "off",
    "solver": "simplex",
    "simplex_strategy": 4,
}  # each goal starts from the last


@dataclass(frozen=True)
class Found:
    """A world that agrees with all that is shown: the figure of each row, and which rows held it back."""

    figures: Floats
    held: npt.NDArray[np.intp]


class Programme:
    """The programme of one world."""

    def __init__(self, world: World, near: float) -> None:
        self._world, self._near = world, near
        self._centre: Floats | None = None
        self._atoms = world.sets.shape[1]
        self._names = _used(world)
        self.spots = sorted({*world.holders, *world.withheld})
        self.row_of = {spot: row for row, spot in enumerate(self.spots)}
        self._most = 10_000.0 + 100 * max(
            (world.values.get(spot, 0) for spot in self.spots), default=0
        )
        self._rows = [_ones(self._columns(spot)) for spot in self.spots]
        self._bounds = [self._bounds_of(row) for row in range(len(self.spots))]
        self._add_laws(world.scheme)
        self._pack()
        self._highs = self._loaded()

    def _columns(self, spot: Spot) -> npt.NDArray[np.intp]:
        inside = np.flatnonzero(self._world.sets[spot[0]])
        return inside * len(self._names) + self._names.index(spot[1])

    def _bounds_of(self, row: int, *, near: bool = False) -> tuple[float, float]:
        spot = self.spots[row]
        name = spot[1]
        if self._world.shown(spot):
            value = float(self._world.values[spot])
            return value, value
        least = float(name == self._world.scheme.base)  # a row that is listed has somebody in it
        if near and self._centre is not None and self._world.scheme.by_name[name].guarded:
            middle = self._centre[row]
            return max(least, middle - self._near), middle + self._near
        return least, np.inf

    def _add_laws(self, scheme: Scheme) -> None:
        for law in scheme.all_laws:
            if not all(name in self._names for name, _ in law.terms):
                continue
            places = np.array([self._names.index(name) for name, _ in law.terms])
            weights = np.array([weight for _, weight in law.terms])
            for atom in range(self._atoms):
                self._rows.append((atom * len(self._names) + places, weights))
                self._bounds.append((0.0, 0.0 if law.exact else np.inf))

    def _pack(self) -> None:
        self._start = np.cumsum([0, *(len(columns) for columns, _ in self._rows)])
        self._index = np.concatenate([columns for columns, _ in self._rows])
        self._value = np.concatenate([weights for _, weights in self._rows])

    def _loaded(self) -> Any:
        import highspy

        size = self._atoms * len(self._names)
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = size, len(self._rows)
        model.col_cost_ = np.zeros(size)
        model.col_lower_, model.col_upper_ = np.zeros(size), np.full(size, self._most)
        model.row_lower_ = np.array([low for low, _ in self._bounds])
        model.row_upper_ = np.array([high for _, high in self._bounds])
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = self._start
        model.a_matrix_.index_, model.a_matrix_.value_ = self._index, self._value
        model.sense_ = highspy.ObjSense.kMaximize
        solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in OPTIONS.items():
            solver.setOptionValue(option, value)
        solver.passModel(model)
        return solver

    def refresh(self, *, near: bool) -> None:
        """Frees what has been hidden since; near: only worlds close to the first one found are possible."""
        if near and self._centre is None:
            first = self.furthest({})
            self._centre = first.figures if first else None
        for row in range(len(self.spots)):
            if self._bounds[row] != (bounds := self._bounds_of(row, near=near)):
                self._bounds[row] = bounds
                self._highs.changeRowBounds(row, *bounds)

    def furthest(self, goal: dict[int, float]) -> Found | None:
        """The world in which the weighted sum of these rows is largest; None where none was found."""
        solution = _run(self._highs, self._cost(goal))
        if solution is None:
            return None
        rows, duals = np.array(solution.row_value), np.array(solution.row_dual)
        held = np.flatnonzero(np.abs(duals[: len(self.spots)]) > NEARLY)
        return Found(rows[: len(self.spots)], held)

    def _cost(self, goal: dict[int, float]) -> Floats:
        cost = np.zeros(self._atoms * len(self._names))
        for row, weight in goal.items():
            cost[self._rows[row][0]] += weight
        return cost


def _run(solver: Any, cost: Floats) -> Any:
    """HiGHS's solution, None where it has none."""
    import highspy

    solver.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        solver.clearSolver()  # a warm start can lead astray: begin afresh, once
        solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return solver.getSolution()


def _ones(columns: npt.NDArray[np.intp]) -> tuple[npt.NDArray[np.intp], Floats]:
    return columns, np.ones(len(columns))


def _used(world: World) -> list[str]:
    """The quantities that any row has, with what they are parts of; wholes first."""
    used = {name for _, name in (*world.holders, *world.withheld)}
    used |= {whole for name in used for whole in world.scheme.wholes(name)}
    return [quantity.name for quantity in world.scheme.quantities if quantity.name in used]
