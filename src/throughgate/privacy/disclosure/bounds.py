"""The attack: the smallest and largest value a hidden count can have, given all that is shown.

A linear programme (HiGHS) over one variable for each atom and quantity: what is shown are
equalities, the laws of the scheme inequalities. Where its answer is not in whole numbers the same
programme is solved in whole numbers, so that each range found is one an attacker must accept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from throughgate.privacy.disclosure.overlap import Spot, World
from throughgate.privacy.disclosure.programme import Programme

ROUNDS = 2  # of random directions, that show most counts to be uncertain at once


@dataclass
class Range:
    """What an attacker cannot tell apart: a hidden spot, values it is seen to take, and what pins it."""

    spot: Spot
    low: float = np.inf
    high: float = -np.inf
    pinned_by: tuple[Spot, ...] = ()
    exact: bool = False

    def see(self, value: float) -> None:
        self.low, self.high = min(self.low, value), max(self.high, value)

    @property
    def width(self) -> float:
        return self.high - self.low


class Attack:
    """Ranges of all hidden spots of a world, as far as needed to tell which are narrower than allowed."""

    def __init__(self, world: World, smallest_width: int) -> None:
        self.world, self.smallest_width = world, smallest_width
        self.ranges = [Range(spot) for spot in world.targets()]
        if self.ranges:
            self.programme = Programme(world, [one.spot for one in self.ranges])

    @cached_property
    def narrow(self) -> list[Range]:
        """At most one range a block that is too narrow, with the shown spots that make it so."""
        if not self.ranges:
            return []
        self._wander()
        failed: dict[int, Range] = {}
        while batch := self._next(failed):
            self._solve(batch)
            for one in batch:
                if one.width < self.smallest_width:
                    failed[self.programme.block_of(one.spot)] = one
        return [failed[block] for block in sorted(failed)]

    def _wander(self) -> None:
        draw = np.random.default_rng(1)
        for _ in range(ROUNDS):
            weights = draw.integers(1, 10, len(self.ranges)) * draw.choice(
                (-1, 1), len(self.ranges)
            )
            for sign in (1.0, -1.0):
                self._look(self.programme.best(self._towards(self.ranges, sign * weights)))

    def _next(self, failed: dict[int, Range]) -> list[Range]:
        """The first undecided range of each block that has not failed: blocks are solved side by side."""
        chosen: dict[int, Range] = {}
        for one in self.ranges:
            block = self.programme.block_of(one.spot)
            if block in failed or one.exact or one.width >= self.smallest_width:
                continue
            chosen.setdefault(block, one)
        return list(chosen.values())

    def _solve(self, batch: list[Range]) -> None:
        pins: list[set[Spot]] = [set() for _ in batch]
        for sign in (1.0, -1.0):
            solution = self.programme.best(self._towards(batch, np.full(len(batch), sign)))
            self._look(solution)
            for one, pin in zip(batch, pins, strict=True):
                block = self.programme.block_of(one.spot)
                pin.update(self.programme.pins(block))
        for one, pin in zip(batch, pins, strict=True):
            one.exact, one.pinned_by = True, tuple(sorted(pin))

    def _towards(
        self, ranges: Sequence[Range], weights: npt.NDArray[np.float64]
    ) -> npt.NDArray[np.float64]:
        goal = np.zeros(self.programme.size)
        for one, weight in zip(ranges, weights, strict=True):
            goal[self.programme.columns(one.spot)] += weight
        return goal

    def _look(self, solution: npt.NDArray[np.float64] | None) -> None:
        if solution is None:
            return
        for one in self.ranges:
            one.see(float(round(solution[self.programme.columns(one.spot)].sum())))
