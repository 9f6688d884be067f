"""Small counts that anybody gets by taking shown figures from one another."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from throughgate.privacy.disclosure.figures import Kind, Scheme
from throughgate.privacy.disclosure.overlap import Spot, World
from throughgate.privacy.disclosure.rules import Limits

Count = tuple[str, ...]  # (quantity,) or (whole, part): those in the whole and not in the part


def counts(scheme: Scheme) -> list[Count]:
    """Every count of people that can be formed in one place: a quantity, or the rest of its whole."""
    found: list[Count] = []
    for quantity in scheme.quantities:
        if quantity.kind is Kind.PEOPLE:
            found.append((quantity.name,))
            found += [(whole, quantity.name) for whole in scheme.wholes(quantity.name)]
    return found


def giveaways(world: World, limits: Limits) -> Iterator[list[Spot]]:
    """The shown spots behind each small count: in a place, between nested places, or what a list leaves over."""
    formed = counts(world.scheme)
    values = _values(world, formed)
    for place, column in np.argwhere(_small(values, limits)):
        yield _spots([place], formed[column])
    inside = _nested(world.sets)
    for outer in range(len(values)):
        inner = np.flatnonzero(inside[outer] & ~np.isnan(values).all(axis=1))
        for parts, column in _leftovers(world.sets, values, outer, inner, limits):
            yield _spots([outer, *parts], formed[column])


def _leftovers(
    sets: npt.NDArray[np.bool_],
    values: npt.NDArray[np.float64],
    outer: int,
    inner: npt.NDArray[np.intp],
    limits: Limits,
) -> Iterator[tuple[list[int], int]]:
    """What is left of a place less one place inside it, and less as many as lie beside one another there."""
    small = _small(values[outer] - values[inner], limits)
    for which, column in np.argwhere(small):
        yield [int(inner[which])], int(column)
    if len(inner) < 2:
        return
    beside = bool((sets[inner].sum(axis=0) <= 1).all())
    rest = values[outer] - np.nansum(values[inner], axis=0)
    columns = np.flatnonzero(_small(rest, limits) if beside else ~np.isnan(values[outer]))
    for column in columns:
        parts = _disjoint(sets, inner[~np.isnan(values[inner, column])])
        if len(parts) > 1 and limits.small(values[outer, column] - values[parts, column].sum()):
            yield parts, int(column)


def _small(values: npt.NDArray[np.float64], limits: Limits) -> npt.NDArray[np.bool_]:
    return np.asarray((values > 0) & (values < limits.smallest_shown), dtype=bool)


def _values(world: World, formed: list[Count]) -> npt.NDArray[np.float64]:
    """What each place shows of each count; not a number where it does not. Shape (places, counts)."""
    column = {quantity.name: n for n, quantity in enumerate(world.scheme.quantities)}
    plain = np.full((len(world.sets), len(column)), np.nan)
    for spot, value in world.values.items():
        if world.shown(spot):
            plain[spot[0], column[spot[1]]] = value
    sums = [plain[:, column[c[0]]] - (plain[:, column[c[1]]] if c[1:] else 0.0) for c in formed]
    return np.column_stack(sums)


def _nested(sets: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """[a, b]: b is part of a and not all of it."""
    as_numbers = sets.astype(np.float64)
    common, size = as_numbers @ as_numbers.T, as_numbers.sum(axis=1)
    proper = (common == size[None, :]) & (size[:, None] > size[None, :]) & (size[None, :] > 0)
    return np.asarray(proper, dtype=bool)


def _disjoint(sets: npt.NDArray[np.bool_], listed: npt.NDArray[np.intp]) -> list[int]:
    """As many of the places as lie beside one another, the finest first."""
    taken, parts = np.zeros(sets.shape[1], dtype=bool), []
    for place in sorted(listed.tolist(), key=lambda one: int(sets[one].sum())):
        if not (taken & sets[place]).any():
            taken |= sets[place]
            parts.append(place)
    return parts


def _spots(places: list[int], count: Count) -> list[Spot]:
    return [(int(place), name) for place in places for name in count]
