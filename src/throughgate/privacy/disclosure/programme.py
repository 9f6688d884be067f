"""Everything shown, as equations over atoms and quantities; HiGHS is loaded only when it is asked."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from throughgate.privacy.disclosure.overlap import Spot, World

NEARLY = 1e-6
SECONDS = 5.0  # the longest one programme in whole numbers may take


class Programme:
    """The linear programme of those blocks (sets of places that share atoms) in which something is hidden."""

    def __init__(self, world: World, targets: list[Spot]) -> None:
        self.world = world
        self._blocks = _blocks(world.sets)
        wanted = {int(self._blocks[place]) for place, _ in targets}
        self._places = [p for p in range(len(world.sets)) if int(self._blocks[p]) in wanted]
        self._atoms = np.flatnonzero(world.sets[self._places].any(axis=0))
        self._number_variables(targets)
        self._equal_terms: list[tuple[int, int, float]] = []
        self._equal: list[float] = []
        self._equal_spots: list[Spot | None] = []
        self._least_terms: list[tuple[int, int, float]] = []
        self._least: list[float] = []
        self._add_shown()
        self._add_laws()
        self._add_listed()
        self._matrices()

    def _number_variables(self, targets: list[Spot]) -> None:
        used = {name for place in self._places for name in self._quantities_at(place)}
        used |= {name for _, name in targets}
        used |= {whole for name in used for whole in self.world.scheme.wholes(name)}
        order = [quantity.name for quantity in self.world.scheme.quantities]
        self._quantity = {name: n for n, name in enumerate(n for n in order if n in used)}
        self._atom = {int(atom): n for n, atom in enumerate(self._atoms)}
        self.size = len(self._quantity) * len(self._atom)

    def _quantities_at(self, place: int) -> list[str]:
        return [
            q.name for q in self.world.scheme.quantities if (place, q.name) in self.world.values
        ]

    def columns(self, spot: Spot) -> npt.NDArray[np.intp]:
        """The variables whose sum is the figure at a spot."""
        atoms = np.flatnonzero(self.world.sets[spot[0]])
        numbers = np.array([self._atom[int(atom)] for atom in atoms], dtype=np.intp)
        return numbers * len(self._quantity) + self._quantity[spot[1]]

    def block_of(self, spot: Spot) -> int:
        return int(self._blocks[spot[0]])

    def _add_shown(self) -> None:
        for place in self._places:
            for name in self._quantities_at(place):
                if self.world.shown((place, name)):
                    row = len(self._equal)
                    self._equal_terms += [(row, int(c), 1.0) for c in self.columns((place, name))]
                    self._equal.append(self.world.values[place, name])
                    self._equal_spots.append((place, name))

    def _add_laws(self) -> None:
        for law in self.world.scheme.all_laws:
            if not all(name in self._quantity for name, _ in law.terms):
                continue
            terms = [(self._quantity[name], weight) for name, weight in law.terms]
            for atom in range(len(self._atom)):
                self._add_law(atom * len(self._quantity), terms, law.exact)

    def _add_law(self, start: int, terms: list[tuple[int, float]], exact: bool) -> None:
        if exact:
            row = len(self._equal)
            self._equal_terms += [(row, start + column, weight) for column, weight in terms]
            self._equal.append(0.0)
            self._equal_spots.append(None)
        else:
            row = len(self._least)
            self._least_terms += [(row, start + column, -weight) for column, weight in terms]
            self._least.append(0.0)

    def _add_listed(self) -> None:
        """A row that is listed has at least one person, as any reader knows."""
        base = self.world.scheme.base
        for place in self._places:
            if base in self._quantity and not self.world.shown((place, base)):
                row = len(self._least)
                self._least_terms += [(row, int(c), -1.0) for c in self.columns((place, base))]
                self._least.append(-1.0)

    def _matrices(self) -> None:
        self._a_eq = _sparse(self._equal_terms, len(self._equal), self.size)
        self._a_ub = _sparse(self._least_terms, len(self._least), self.size)
        self._most = 10_000 + 100 * max(self._equal, default=0)
        self._marginals = np.zeros(len(self._equal))

    def best(self, goal: npt.NDArray[np.float64]) -> npt.NDArray[np.float64] | None:
        """A world in whole numbers that agrees with all that is shown and has the largest goal, if found."""
        from scipy.optimize import linprog

        found = linprog(
            -goal,
            A_ub=self._a_ub,
            b_ub=self._least,
            A_eq=self._a_eq,
            b_eq=self._equal,
            bounds=(0, self._most),
            method="highs",
        )
        if found.x is None:
            return None
        self._marginals = found.eqlin.marginals
        whole = np.abs(found.x - np.round(found.x)) < NEARLY
        return np.asarray(found.x) if whole.all() else self._best_whole(goal)

    def _best_whole(self, goal: npt.NDArray[np.float64]) -> npt.NDArray[np.float64] | None:
        from scipy.optimize import Bounds, LinearConstraint, milp

        found = milp(
            -goal,
            integrality=np.ones(self.size),
            bounds=Bounds(0, self._most),
            constraints=[
                LinearConstraint(self._a_ub, -np.inf, self._least),
                LinearConstraint(self._a_eq, self._equal, self._equal),
            ],
            options={"time_limit": SECONDS},
        )
        return None if found.x is None else np.asarray(found.x)

    def pins(self, block: int) -> list[Spot]:
        """The shown spots of a block that held the last goal back."""
        tight = np.flatnonzero(np.abs(self._marginals) > NEARLY)
        spots = [self._equal_spots[row] for row in tight]
        return [spot for spot in spots if spot and int(self._blocks[spot[0]]) == block]


def _sparse(terms: list[tuple[int, int, float]], rows: int, columns: int) -> Any:
    from scipy.sparse import csr_array

    if not terms:
        return csr_array((rows, columns))
    row, column, weight = zip(*terms, strict=True)
    return csr_array((weight, (row, column)), shape=(rows, columns))


def _blocks(sets: npt.NDArray[np.bool_]) -> npt.NDArray[np.intp]:
    """The block of each place: places that share atoms, directly or through others, are in one."""
    block = np.arange(len(sets))
    for atom in range(sets.shape[1]):
        touched = np.unique(block[sets[:, atom]])
        if len(touched) > 1:
            block[np.isin(block, touched)] = touched[0]
    return block
