"""The attack: the smallest and largest value a hidden count can have, given all that is shown.

What one sum gives back is found first. Then a linear programme: every world it finds agrees with all
that is shown; the values a count takes in them, rounded inwards, are its range. Worlds in which many
counts differ at once are tried first; only what they do not settle is asked count by count.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from throughgate.privacy.disclosure.overlap import Spot, World
from throughgate.privacy.disclosure.programme import Found, Programme
from throughgate.privacy.disclosure.solving import NEARLY, Work

TURNS = 12  # worlds tried for many counts at once


@dataclass(frozen=True)
class Pinned:
    """A hidden spot that can be told too closely, and the shown spots that give it away."""

    spot: Spot
    by: tuple[Spot, ...]


@dataclass
class Attack:
    """On one world; it remembers what it has shown to be uncertain, for hiding more keeps it so."""

    world: World
    smallest_width: int
    work: Work
    low: dict[Spot, float] = field(default_factory=dict)
    high: dict[Spot, float] = field(default_factory=dict)

    def first_pinned(self) -> Pinned | None:
        """A hidden count that is not uncertain enough, or None where all are. Raises WorkDone."""
        targets = self.world.targets()
        alone = next(_alone(self.world, set(targets)), None)
        if alone or not any(map(self._undecided, targets)):
            return alone
        targets = [spot for spot in targets if not self.world.told_by_all_or_none(spot)]
        self._jointly(targets)
        for spot in targets:
            if self._undecided(spot) and (pinned := self._ask(spot)):
                return pinned
        return None

    def _jointly(self, targets: list[Spot]) -> None:
        """Pairs of worlds with some counts as high and others as low as can be, and the other way round."""
        self.programme.refresh(near=True)
        draws = np.random.default_rng(TURNS)
        for _ in range(TURNS):
            rows = [self.programme.row_of[spot] for spot in targets if self._undecided(spot)]
            if not rows:
                return
            goal = dict(zip(rows, draws.choice([-1.0, 1.0], len(rows)).tolist(), strict=True))
            self._see(self.programme.furthest(goal))
            self._see(self.programme.furthest({row: -sign for row, sign in goal.items()}))
            if len(rows) == sum(map(self._undecided, targets)):
                return

    @cached_property
    def programme(self) -> Programme:
        return Programme(self.world, self.smallest_width + 1, self.work)

    def _undecided(self, spot: Spot) -> bool:
        return self.high.get(spot, -np.inf) - self.low.get(spot, np.inf) < self.smallest_width

    def _ask(self, spot: Spot) -> Pinned | None:
        self.programme.refresh(near=False)
        ends = self._ends(spot)
        if not self._undecided(spot):
            return None
        held = {int(held) for end in ends if end for held in end.held}
        return Pinned(spot, tuple(sorted(self.programme.spots[row] for row in held)))

    def _ends(self, spot: Spot) -> list[Found | None]:
        row = self.programme.row_of[spot]
        ends = [self.programme.furthest({row: sign}) for sign in (1.0, -1.0)]
        for end in ends:
            self._see(end)
        return ends

    def _see(self, found: Found | None) -> None:
        if found is None:
            return
        least = np.ceil(found.figures - NEARLY).tolist()
        most = np.floor(found.figures + NEARLY).tolist()
        for spot, from_here, to_here in zip(self.programme.spots, least, most, strict=True):
            self.low[spot] = min(self.low.get(spot, np.inf), from_here)
            self.high[spot] = max(self.high.get(spot, -np.inf), to_here)


def _alone(world: World, targets: set[Spot]) -> Iterator[Pinned]:
    """Hidden spots that are the only ones hidden in a sum: of a list and its total, or of a law in a place."""
    for summed in _sums(world):
        hidden = [spot for spot in summed if not world.shown(spot)]
        if len(hidden) == 1 and hidden[0] in targets and not world.told_by_all_or_none(hidden[0]):
            yield Pinned(hidden[0], tuple(spot for spot in summed if spot != hidden[0]))


def _sums(world: World) -> Iterator[list[Spot]]:
    exact = [[name for name, _ in law.terms] for law in world.scheme.laws if law.exact]
    for place in range(len(world.sets)):
        yield from ([(place, name) for name in names] for names in exact)
    for places in world.sums:
        yield from ([(place, q.name) for place in places] for q in world.scheme.quantities)
