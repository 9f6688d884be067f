"""The attack: the smallest and largest value a hidden count can have, given all that is shown.

Every world found agrees with all that is shown; the values a count takes in them, rounded inwards, are
its range. A few random directions settle most counts; the rest are asked one by one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from throughgate.privacy.disclosure.overlap import Spot, World
from throughgate.privacy.disclosure.programme import NEARLY, Found, Programme

ROUNDS = 2  # of random directions


@dataclass
class Pinned:
    """A hidden spot that can be told too closely, and the shown spots that give it away."""

    spot: Spot
    by: tuple[Spot, ...]


@dataclass
class Attack:
    """On one world; it remembers what it has shown to be uncertain, for hiding more keeps it so."""

    world: World
    smallest_width: int
    low: dict[Spot, float] = field(default_factory=dict)
    high: dict[Spot, float] = field(default_factory=dict)

    def first_pinned(self) -> Pinned | None:
        """A hidden count that is not uncertain enough, or None where all are."""
        targets = self.world.targets()
        if not any(map(self._undecided, targets)):
            return None
        self.programme.refresh()
        if not self.low:
            self._wander(targets)
        for spot in targets:
            if not self._undecided(spot) or self.world.told_by_all_or_none(spot):
                continue
            if pinned := self._ask(spot):
                return pinned
        return None

    @cached_property
    def programme(self) -> Programme:
        return Programme(self.world)

    def _undecided(self, spot: Spot) -> bool:
        return self.high.get(spot, -np.inf) - self.low.get(spot, np.inf) < self.smallest_width

    def _wander(self, targets: list[Spot]) -> None:
        draw = np.random.default_rng(1)
        rows = [self.programme.row_of[spot] for spot in targets]
        for _ in range(ROUNDS):
            weights = draw.integers(1, 10, len(rows)) * draw.choice((-1.0, 1.0), len(rows))
            for sign in (1.0, -1.0):
                self._see(self.programme.furthest(dict(zip(rows, sign * weights, strict=True))))

    def _ask(self, spot: Spot) -> Pinned | None:
        row = self.programme.row_of[spot]
        ends = [self.programme.furthest({row: sign}) for sign in (1.0, -1.0)]
        for end in ends:
            self._see(end)
        if not self._undecided(spot):
            return None
        held = {int(held) for end in ends if end for held in end.held}
        return Pinned(spot, tuple(sorted(self.programme.spots[row] for row in held)))

    def _see(self, found: Found | None) -> None:
        if found is None:
            return
        least, most = (
            np.ceil(found.figures - NEARLY).tolist(),
            np.floor(found.figures + NEARLY).tolist(),
        )
        for spot, from_here, to_here in zip(self.programme.spots, least, most, strict=True):
            self.low[spot] = min(self.low.get(spot, np.inf), from_here)
            self.high[spot] = max(self.high.get(spot, -np.inf), to_here)
