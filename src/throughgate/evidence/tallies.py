"""Totals by cell, added shard by shard; and which cells a measure adds up."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from throughgate.evidence.events import Events, Outcome
from throughgate.evidence.groups import AGE_GROUPS
from throughgate.evidence.histories import Array
from throughgate.evidence.intervals import Spread
from throughgate.evidence.kernels.outcome import LEVEL_COLUMNS
from throughgate.evidence.kernels.tally import (
    E_E,
    E_Y,
    LEVEL_SUMS,
    PERSONS,
    SUMS,
    X_E,
    X_X,
    Y_Y,
    completed,
    tally,
    tally_levels,
)


@dataclass(frozen=True)
class Totals:
    """Whole numbers by cell: see kernels.tally for the columns."""

    sums: Array
    first_days: Array
    level_sums: Array
    largest: Array

    @classmethod
    def empty(cls, cells: int, follow_up: int) -> Totals:
        return cls(
            np.zeros((cells, len(SUMS)), np.int64),
            np.zeros((cells, follow_up + 2), np.int32),
            np.zeros((cells, LEVEL_COLUMNS, len(LEVEL_SUMS)), np.int64),
            np.zeros((cells, 1 + LEVEL_COLUMNS, 2), np.int32),
        )

    def add(self, events: Events, outcome: Outcome, cell: Array, *, once: bool) -> None:
        """Adds a shard's events, in place; once: nobody has two events in one cell."""
        tally(
            events.person,
            cell,
            outcome.number,
            outcome.first,
            outcome.on_day,
            once,
            self.sums,
            self.first_days,
            self.largest,
        )
        if len(outcome.levels):
            tally_levels(
                events.person,
                cell,
                outcome.number,
                outcome.levels,
                outcome.first_level,
                outcome.first_custody,
                once,
                self.level_sums,
                self.largest,
            )

    def plus(self, other: Totals) -> Totals:
        return Totals(
            self.sums + other.sums,
            self.first_days + other.first_days,
            self.level_sums + other.level_sums,
            _two_largest(np.concatenate([self.largest, other.largest], axis=-1)),
        )

    def fold(self, shape: tuple[int, ...], kept: tuple[int, ...]) -> Totals:
        """Adds up over the axes of `shape` that are not kept; right only where each person is in once."""
        away = tuple(axis for axis in range(len(shape)) if axis not in kept)
        return Totals(
            _summed(self.sums, shape, away),
            _summed(self.first_days, shape, away),
            _summed(self.level_sums, shape, away),
            _largest_of(self.largest, shape, away),
        )

    def completed(self, *, once: bool) -> Totals:
        return replace(self, sums=completed(self.sums, self.first_days, once=once))

    def rate_spread(self, cell: int) -> Spread:
        return self._spread(cell, E_Y, Y_Y)

    def frequency_spread(self, cell: int) -> Spread:
        return self._spread(cell, X_E, X_X)

    def _spread(self, cell: int, product: int, square: int) -> Spread:
        row = self.sums[cell]
        return Spread(int(row[PERSONS]), int(row[E_E]), int(row[product]), int(row[square]))


def _summed(array: Array, shape: tuple[int, ...], away: tuple[int, ...]) -> Array:
    rest = array.shape[1:]
    total = array.reshape(*shape, *rest).sum(axis=away, dtype=np.int64)
    folded: Array = total.reshape(-1, *rest)
    return folded


def _largest_of(largest: Array, shape: tuple[int, ...], away: tuple[int, ...]) -> Array:
    columns = largest.shape[1]
    spread = largest.reshape(*shape, columns, 2)
    moved = np.moveaxis(spread, away, range(-len(away), 0)) if away else spread
    kept = [size for axis, size in enumerate(shape) if axis not in away]
    return _two_largest(moved.reshape(int(np.prod(kept)), columns, -1))


def _two_largest(values: Array) -> Array:
    ordered: Array = np.sort(values, axis=-1)[..., :-3:-1]
    return ordered


AXES = {"finest": (0, 1, 2), "total": (0,), "age_group": (0, 1), "by": (0, 2)}


class Tallies:
    """The totals of every view of a measure.

    Where each person is in a cohort once, only the finest cells are counted and the views are
    added up from them; where people repeat, each view is counted on its own.
    """

    def __init__(self, *, cohorts: int, by: int, follow_up: int, once: bool) -> None:
        self.once = once
        self.shape = (cohorts, len(AGE_GROUPS), by)
        self._views: dict[str, Totals] = {}
        names = ["finest"] if once else ["total", "age_group", "by"]
        self._totals = {
            name: Totals.empty(int(np.prod([self.shape[axis] for axis in AXES[name]])), follow_up)
            for name in names
        }

    def add(self, events: Events, outcome: Outcome, age_group: Array, by: Array) -> None:
        axes = (events.cohort, age_group, by)
        for name, totals in self._totals.items():
            cell = np.zeros(len(by), np.int32)
            for axis in AXES[name]:
                cell *= self.shape[axis]
                cell += axes[axis]
            totals.add(events, outcome, cell, once=self.once)

    def plus(self, other: Tallies) -> Tallies:
        self._views.clear()
        self._totals = {name: mine.plus(other._totals[name]) for name, mine in self._totals.items()}
        return self

    def view(self, name: str) -> Totals:
        """Totals by (cohort), (cohort, age group) or (cohort, cell of the columns asked for)."""
        if name not in self._views:
            made = self._totals.get(name) or self._totals["finest"].fold(self.shape, AXES[name])
            self._views[name] = made.completed(once=self.once)
        return self._views[name]
