"""What is protected: tables of counts and amounts over sets of people, and the laws that tie them.

It knows nothing of what was counted. A method: docs/methods/small-numbers.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


class Kind(StrEnum):
    """What a quantity counts."""

    PEOPLE = "people"  # how many people, each nought or one
    AMOUNT = "amount"  # a sum over people: offences, days


@dataclass(frozen=True)
class Quantity:
    """One column of counts: what it is a part of, and with what it is hidden."""

    name: str
    kind: Kind = Kind.PEOPLE
    part_of: tuple[str, ...] = ()  # never more than these, in any set of people
    falls_with: tuple[str, ...] = ()  # hidden wherever one of these is
    guarded: bool = True  # a hidden one must itself stay uncertain
    chain: str = (
        ""  # the curve it is a point of: each part of the next, the last part of a shown whole
    )
    headline: bool = False  # a total of it is never hidden for the sake of another figure


@dataclass(frozen=True)
class Law:
    """The sum of weight times quantity is at least nought (exact: is nought) in any set of people."""

    terms: tuple[tuple[str, float], ...]
    exact: bool = False


@dataclass(frozen=True)
class Scheme:
    """All quantities, each after what it is part of, and their laws. The first is the base: the people."""

    quantities: tuple[Quantity, ...]
    laws: tuple[Law, ...] = ()

    @property
    def base(self) -> str:
        return self.quantities[0].name

    @cached_property
    def by_name(self) -> dict[str, Quantity]:
        return {quantity.name: quantity for quantity in self.quantities}

    @cached_property
    def all_laws(self) -> tuple[Law, ...]:
        parts = (
            Law(((whole, 1.0), (quantity.name, -1.0)))
            for quantity in self.quantities
            for whole in quantity.part_of
        )
        return (*parts, *self.laws)

    def wholes(self, name: str) -> tuple[str, ...]:
        """Everything the quantity is a part of, at any remove."""
        return self._wholes[name]

    @cached_property
    def _wholes(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for quantity in self.quantities:
            above = (further for whole in quantity.part_of for further in (whole, *found[whole]))
            found[quantity.name] = tuple(dict.fromkeys(above))
        return found

    def falling(self, name: str) -> frozenset[str]:
        """The quantity and everything hidden with it."""
        fallen = {name}
        for quantity in self.quantities:  # wholes come first, so one pass closes it
            if fallen.intersection(quantity.falls_with):
                fallen.add(quantity.name)
        return frozenset(fallen)


@dataclass(frozen=True)
class Row:
    """One row: the leaves (finest groups of its table) it is made of, and its true figures.

    A row kept from before has only the figures that were shown. `largest_two` holds, for an
    amount, what the two people with most of it made.
    """

    name: str
    leaves: tuple[int, ...]
    figures: Mapping[str, int]
    largest_two: Mapping[str, int] = field(default_factory=dict)
    total: bool = False
    view: str = ""  # rows of one view lie beside one another


Cell = tuple[int, str]  # row of a table, quantity


@dataclass(frozen=True)
class Table:
    """Rows over one list of leaves; leaves never share a person-event. `hidden` is what was not shown."""

    name: str
    rows: tuple[Row, ...]
    hidden: frozenset[Cell] = frozenset()

    def hidden_in(self, row: int) -> list[str]:
        return [name for position, name in self.hidden if position == row]

    def shown(self) -> Iterator[tuple[Cell, int]]:
        for position, row in enumerate(self.rows):
            for name, value in row.figures.items():
                if (position, name) not in self.hidden:
                    yield (position, name), value
