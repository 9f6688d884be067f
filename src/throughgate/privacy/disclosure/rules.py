"""Which figures are too small to show, each looked at alone."""

from __future__ import annotations

from dataclasses import dataclass

from throughgate.common.values import load
from throughgate.privacy.disclosure.figures import Cell, Kind, Quantity, Row, Scheme, Table


@dataclass(frozen=True)
class Limits:
    """The thresholds, from values.yaml."""

    smallest_shown: int
    smallest_base: int
    largest_share: float
    smallest_width: int

    def small(self, count: int) -> bool:
        return 0 < count < self.smallest_shown


def limits() -> Limits:
    values = load("throughgate.privacy.disclosure")
    return Limits(**{name: value.latest for name, value in values.items()})


def too_small(table: Table, scheme: Scheme, limits: Limits) -> frozenset[Cell]:
    """The cells of a table that may not be shown whatever stands beside them."""
    return frozenset(
        (position, name)
        for position, row in enumerate(table.rows)
        for name in hidden_in_row(row, scheme, limits)
    )


def hidden_in_row(row: Row, scheme: Scheme, limits: Limits) -> frozenset[str]:
    hidden: set[str] = set()
    for quantity in scheme.quantities:
        if quantity.name not in row.figures:
            continue
        if hidden.intersection(quantity.falls_with) or _telling(
            quantity, row, hidden, scheme, limits
        ):
            hidden.add(quantity.name)
    return frozenset(hidden)


def _telling(quantity: Quantity, row: Row, hidden: set[str], scheme: Scheme, to: Limits) -> bool:
    value = row.figures[quantity.name]
    if quantity.kind is Kind.AMOUNT:
        return row.largest_two.get(quantity.name, 0) > to.largest_share * value
    if to.small(value):
        return True
    if quantity.name == scheme.base:
        return False
    people = row.figures[scheme.base]
    if people < to.smallest_base and value in (0, people):
        return True  # all or none of a small group
    shown = (whole for whole in scheme.wholes(quantity.name) if whole not in hidden)
    return any(to.small(row.figures[whole] - value) for whole in shown if whole in row.figures)


def rate_shown(people: int, limits: Limits) -> bool:
    """Whether a rate of so many people is shown at all."""
    return people >= limits.smallest_base
