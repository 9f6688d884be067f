"""A known number of bad rows of each kind, to show what a receipt says. Text files only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from throughgate.common.errors import WrongUse
from throughgate.data.synthetic.files import as_text

Change = dict[str, str]


@dataclass(frozen=True)
class Kind:
    """One way in which a row is bad: good rows of a table, with some cells written over."""

    table: str
    what: str
    change: Change


@dataclass(frozen=True)
class Bad:
    """The rows of a kind."""

    kind: Kind
    rows: dict[str, pa.Table]


def kinds(until: date) -> tuple[Kind, ...]:
    """Every kind, in the order in which the rows are written."""
    return (
        Kind("people", "no person id", {"person_id": ""}),
        Kind("people", "person twice, told otherwise", {"area": "Elsewhere"}),
        Kind("sanctions", "no person id", {"person_id": ""}),
        Kind("sanctions", "impossible date", {"sanction_date": "2019-02-30"}),
        Kind("sanctions", "unknown disposal", {"disposal": "banishment"}),
        Kind("sanctions", "duplicate row", {}),
        Kind("offences", "person not in people", {"person_id": "P99999999"}),
        Kind("offences", "impossible date", {"offence_date": "2019-13-01"}),
        Kind("offences", "offence before birth", {"offence_date": "1875-06-01"}),
        Kind("offences", "proven before the offence", {"offence_date": until.isoformat()}),
        Kind("offences", "unknown category", {"category": "jaywalking"}),
        Kind("offences", "its sanction is absent", {"sanction_id": "9999"}),
        Kind("offences", "duplicate row", {}),
        Kind("custody", "released before received", {"released": "1999-01-01"}),
    )


def bad_rows(block: dict[str, pa.Table], each: int, until: date) -> list[Bad]:
    """Each kind with its rows, spoiled copies of rows of the first block; no row is used twice.

    Raises WrongUse when the block holds too few rows.
    """
    good = {name: as_text(table) for name, table in block.items()}
    rows = {name: _usable(name, table, good, until) for name, table in good.items()}
    used = dict.fromkeys(good, 0)
    made = []
    for kind in kinds(until):
        table = rows[kind.table].slice(used[kind.table], each)
        if table.num_rows < each:
            raise WrongUse(
                f"{each:,} bad rows of a kind are more than so few people can lend. "
                "Ask for fewer bad rows or more people."
            )
        used[kind.table] += each
        made.append(Bad(kind, {kind.table: _spoiled(table, kind.change)}))
    return made


def _spoiled(table: pa.Table, change: Change) -> pa.Table:
    for name, value in change.items():
        place = table.column_names.index(name)
        table = table.set_column(place, name, pa.array([value] * table.num_rows, pa.string()))
    return table


def _usable(name: str, table: pa.Table, good: dict[str, pa.Table], until: date) -> pa.Table:
    """Rows that are bad once spoiled."""
    if name == "custody":
        return table.filter(pc.not_equal(table["released"], ""))
    if name == "offences":
        return table.filter(_born_and_proven_before(table, good, until))
    return table


def _born_and_proven_before(table: pa.Table, good: dict[str, pa.Table], until: date) -> pa.Array:
    people, sanctions = good["people"], good["sanctions"]
    born = people["person_id"].filter(pc.not_equal(people["date_of_birth"], ""))
    keys = pc.binary_join_element_wise(sanctions["person_id"], sanctions["sanction_id"], " ")
    early = keys.filter(pc.less(sanctions["sanction_date"], until.isoformat()))
    own = pc.binary_join_element_wise(table["person_id"], table["sanction_id"], " ")
    return pc.and_(
        pc.is_in(table["person_id"], value_set=born.combine_chunks()),
        pc.is_in(own, value_set=early.combine_chunks()),
    )
