"""Hide what is too small and as little else as keeps it hidden, beside everything shown before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from throughgate.common.errors import TooSmall
from throughgate.privacy.disclosure.bounds import Attack
from throughgate.privacy.disclosure.differences import giveaways
from throughgate.privacy.disclosure.figures import Cell, Scheme, Table
from throughgate.privacy.disclosure.overlap import Ints, Spot, World, leaves_of, worlds
from throughgate.privacy.disclosure.programme import told_by_their_whole
from throughgate.privacy.disclosure.rules import Limits, limits, too_small
from throughgate.privacy.disclosure.solving import Work, WorkDone

WORK = 80_000  # columns of programmes solved for a block of a result; then more is hidden instead


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
    _hide_as_before(world)
    if _adds_nothing(world):
        _hide_differences(world, within)
        return
    try:
        _hide_until_safe(world, within)
    except WorkDone:
        world.own_hidden |= _parts(world)
        _settle_or_refuse(world, within)


def _settle_or_refuse(world: World, within: Limits) -> None:
    try:
        _hide_until_safe(world, within)
    except WorkDone:
        raise _unsettled(world) from None


def _hide_until_safe(world: World, within: Limits) -> None:
    attack = Attack(world, within.smallest_width, Work(WORK))
    while True:
        _hide_differences(world, within)
        pinned = attack.first_pinned()
        if not pinned:
            return
        world.own_hidden |= _cheapest(world, pinned.by)


def _hide_as_before(world: World) -> None:
    """What an earlier table hid of the same people is hidden here too, totals' headlines apart."""
    withheld = {spot for spot in world.withheld if not world.earlier([spot])}
    for cell in world.own_cells(withheld):
        if not _headline(world, cell):
            world.own_hidden |= _with_fallen(world, cell)


def _adds_nothing(world: World) -> bool:
    """Nothing is shown or hidden that was not before: then all hidden counts have been looked at.

    Points of a single curve leave them as uncertain as they were; only their steps are looked at.
    """
    told = told_by_their_whole(world)
    own = {place for (number, _), place in world.place_of.items() if not number}
    before = {place for (number, _), place in world.place_of.items() if number}
    spots = [spot for spot in world.holders if spot[0] in own and spot[1] not in told]
    return own <= before and all(
        bool(world.earlier([spot])) or (spot in world.withheld and not world.shown(spot))
        for spot in spots
    )


def _parts(world: World) -> set[Cell]:
    """Everything of the new table that is no headline."""
    rows = {position for number, position in world.place_of if not number}
    by_name = world.scheme.by_name
    return {
        (position, name)
        for position in rows
        for name in world.tables[0].rows[position].figures
        if not by_name[name].headline
    }


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
    return _with_fallen(world, min(choices, key=lambda cell: _loss(world, cell)))


def _with_fallen(world: World, cell: Cell) -> frozenset[Cell]:
    position, name = cell
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


def _unsettled(world: World) -> TooSmall:
    before = "; ".join(dict.fromkeys(table.name for table in world.tables[1:]))
    beside = f"beside what was shown before ({before})" if before else "with so many rows"
    return TooSmall(
        f"{world.tables[0].name} is not shown. Whether {beside} it would tell too closely a figure about "
        "few people could not be settled with a bounded amount of work. "
        "Ask for coarser groups or a longer period, or for the same groups and period as before."
    )
