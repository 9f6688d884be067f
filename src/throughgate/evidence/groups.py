"""Columns to group by, as of the index day, and the cells they make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import prod

import numpy as np

from throughgate.common import values
from throughgate.common.errors import WrongUse
from throughgate.evidence.cohort import adult_age
from throughgate.evidence.events import Events
from throughgate.evidence.histories import Array, Histories, Shard
from throughgate.evidence.nearest import did_you_mean
from throughgate.evidence.request import INDEX_KINDS
from throughgate.evidence.tables import UNKNOWN

AGE_GROUPS = ("adult", "juvenile", UNKNOWN)
OF_INDEX = {"disposal": "sanctions.disposal", "category": "sanctions.category"}
OF_PEOPLE = ("sex", "ethnicity", "area")
OF_EVENT = ("age_group", "age_band", "index_kind")
OLDEST = 150
MOST_CELLS = 50_000


@dataclass(frozen=True)
class Column:
    """A column to group by: its values in order, and the store's column it is read from, if any."""

    name: str
    labels: tuple[str, ...]
    reads: str | None = None


def column(name: str, histories: Histories) -> Column:
    """The column called so; WrongUse with those there are, the nearest first."""
    if name == "age_group":
        return Column(name, AGE_GROUPS)
    if name == "age_band":
        return Column(name, age_bands())
    if name == "index_kind":
        return Column(name, INDEX_KINDS)
    there = [*OF_PEOPLE, *OF_EVENT, *OF_INDEX, *histories.further]
    if name not in there:
        raise WrongUse(f"There is no column “{name}” to group by. {did_you_mean(name, there)}")
    source = OF_INDEX.get(name, f"people.{name}")
    return Column(name, tuple(histories.codes(*source.split("."))), source)


@cache
def age_bands() -> tuple[str, ...]:
    firsts = _first_ages()
    bands = (f"{a}-{b - 1}" for a, b in pairwise(firsts))
    return (*bands, f"{firsts[-1]}+", UNKNOWN)


def _first_ages() -> list[int]:
    ages: list[int] = values.load("throughgate.evidence")["age_bands"].latest
    return ages


@cache
def _bands_by_age() -> Array:
    """Position in age_bands() by age; the last element, age -1, is unknown."""
    ages = np.arange(OLDEST + 2)
    bands = np.searchsorted(_first_ages(), ages, side="right") - 1
    bands[-1] = len(age_bands()) - 1
    return bands.astype(np.int32)


@cache
def _groups_by_age() -> Array:
    """Position in AGE_GROUPS by age; the last element, age -1, is unknown."""
    groups = (np.arange(OLDEST + 2) < adult_age()).astype(np.int32)
    groups[-1] = AGE_GROUPS.index(UNKNOWN)
    return groups


def age_group(events: Events) -> Array:
    return np.take(_groups_by_age(), np.minimum(events.age, OLDEST))


def codes_of(column: Column, events: Events, shard: Shard) -> Array:
    """Each event's position in the column's labels."""
    if column.name == "age_group":
        return age_group(events)
    if column.name == "age_band":
        return np.take(_bands_by_age(), np.minimum(events.age, OLDEST))
    if column.name == "index_kind":
        return events.kind
    if column.name in OF_INDEX:
        return _of_sanction(shard[OF_INDEX[column.name]], events.sanction, len(column.labels) - 1)
    return np.take(shard[f"people.{column.name}"], events.person)


def _of_sanction(codes: Array, row: Array, unknown: int) -> Array:
    if len(codes) == 0:
        return np.full(len(row), unknown, np.int32)
    return np.where(row < 0, unknown, np.take(codes, np.maximum(row, 0)))


@dataclass(frozen=True)
class Cells:
    """Every combination of the columns' values, numbered; the last column runs fastest."""

    columns: tuple[Column, ...]

    @property
    def number(self) -> int:
        return prod(len(column.labels) for column in self.columns)

    def of(self, events: Events, shard: Shard) -> Array:
        """Each event's cell, int32."""
        cell = np.zeros(len(events.person), np.int32)
        for column in self.columns:
            cell *= len(column.labels)
            cell += codes_of(column, events, shard)
        return cell

    def group(self, cell: int) -> dict[str, str]:
        """The cell's values by column, as printed."""
        values: list[tuple[str, str]] = []
        for column in reversed(self.columns):
            cell, position = divmod(cell, len(column.labels))
            values.append((column.name, column.labels[position]))
        return dict(reversed(values))


def cells(names: Sequence[str], histories: Histories, *, cohorts: int) -> Cells:
    """The cells of `--by`; WrongUse where a column does not exist or there are too many cells."""
    made = Cells(tuple(column(name, histories) for name in names))
    if made.number * cohorts * len(AGE_GROUPS) > MOST_CELLS:
        raise WrongUse(
            f"--by {','.join(names)} makes {made.number:,} groups in each of {cohorts} cohorts, "
            "which is more than can be read or protected. Group by fewer columns."
        )
    return made
