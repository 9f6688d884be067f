"""Hide what is too small and as little else as keeps it hidden, beside everything shown before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from throughgate.common.errors import TooSmall
from throughgate.privacy.disclosure.bounds import Attack
from throughgate.privacy.disclosure.differences import giveaways
from throughgate.privacy.disclosure.figures import Cell, Scheme, Table
from throughgate.privacy.disclosure.overlap import Ints, Spot, World, leaves_of, worlds
from throughgate.privacy.disclosure.rules import Limits, limits, too_small


def protect(
    table: Table,
    scheme: Scheme,
    *,
    earlier: Sequence[Table] = (),
    atoms: Ints | None = None,
    within: Limits | None = None,
) -> Table:
    """The table with what it must not show marked hidden.

    `atoms` tell how it overlaps the earlier tables (`atoms_of`, columns in the order table, *earlier);
    needed only where there are any. Raises TooSmall where only hiding the table's own totals, or what
    was shown before, would do.
    """
    within = within or limits()
    alone = too_small(table, scheme, within)
    hidden = set(alone)
    for world in worlds(scheme, (table, *earlier), leaves_of(table) if atoms is None else atoms):
        world.own_hidden = {cell for cell in alone if (0, cell[0]) in world.place_of}
        _hide_more(world, within)
        hidden |= world.own_hidden
    return replace(table, hidden=frozenset(hidden))


def _hide_more(world: World, within: Limits) -> None:
    attack = Attack(world, within.smallest_width)
    while True:
        _hide_differences(world, within)
        pinned = attack.first_pinned()
        if not pinned:
            return
        world.own_hidden |= _cheapest(world, pinned.by)


def _hide_differences(world: World, within: Limits) -> None:
    while found := list(giveaways(world, within)):
        for spots in found:
            if all(world.shown(spot) for spot in spots):
                world.own_hidden |= _cheapest(world, spots)


def _cheapest(world: World, spots: Iterable[Spot]) -> frozenset[Cell]:
    """The cell among them that loses least, with what falls with it."""
    spots = list(spots)
    choices = [cell for cell in world.own_cells(spots) if not _headline(world, cell)]
    if not choices:
        raise clash(world, spots)
    position, name = min(choices, key=lambda cell: _loss(world, cell))
    figures = world.tables[0].rows[position].figures
    return frozenset((position, one) for one in world.scheme.falling(name) if one in figures)


def _headline(world: World, cell: Cell) -> bool:
    """A table whose totals are hidden to protect something else says nothing: it is refused instead."""
    position, name = cell
    return world.tables[0].rows[position].total and world.scheme.by_name[name].headline


def _loss(world: World, cell: Cell) -> tuple[bool, bool, int, int, Cell]:
    """Totals last, then noughts (hiding none leaves little room), then what takes most with it."""
    row = world.tables[0].rows[cell[0]]
    fallen = [
        name
        for name in world.scheme.falling(cell[1])
        if name in row.figures and (cell[0], name) not in world.own_hidden
    ]
    value = row.figures[cell[1]]
    return row.total, value == 0, len(fallen), value, cell


def clash(world: World, spots: Iterable[Spot]) -> TooSmall:
    table, others = world.tables[0], world.earlier(spots)
    what = "; ".join(dict.fromkeys(other.name for other in others))
    against = (
        f"Beside what was shown before ({what}), it" if others else "Its rows beside its total"
    )
    return TooSmall(
        f"{table.name} is not shown. {against} would tell too closely a figure about few people. "
        "Ask for coarser groups or a longer period, or for the same groups and period as before."
    )
