"""One shard: its rows read back, people found, every row checked against its person, sorted, derived."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from throughgate.evidence.building import deriving, numbers
from throughgate.evidence.building.interpreting import MISSING
from throughgate.evidence.building.refusing import Refusals, Sieve
from throughgate.evidence.building.sorting import by_person, halves, locate, repeats
from throughgate.evidence.building.spilling import BITS, FIRST, ORIGIN, SECOND, Columns, Spill
from throughgate.evidence.tables import DISPOSALS

NEVER = 2**31 - 1
HIGHEST = ((1 << BITS) - 1) << (64 - BITS)
OPEN_ENDS = {  # an empty one has not happened yet
    ("people", "died"),
    ("custody", "released"),
    ("supervision", "ended"),
    ("support", "ended"),
}
CUSTODY = DISPOSALS.index("custody")
UNKNOWN_DISPOSAL = len(DISPOSALS)
NOT_KNOWN = 2


@dataclass(frozen=True)
class Plan:
    """What all shards share: where the rows are, how codes end up, what was seen."""

    spills: dict[str, Spill]
    recode: Callable[[str, str, NDArray[np.int32]], NDArray[Any]]
    refusals: Refusals
    all_digits: bool
    has_sanctions: bool


@dataclass(frozen=True)
class People:
    """A shard's people in order of pseudonym, and how to find them by identity."""

    columns: Columns
    known: tuple[NDArray[np.uint64], NDArray[np.uint64], NDArray[np.int32]]

    def __len__(self) -> int:
        return len(self.columns["pseudonym"])


@dataclass
class Rows:
    """Rows of one table of a shard on their way: refused ones fall out."""

    table: str
    columns: Columns
    refusals: Refusals

    def __len__(self) -> int:
        return len(self.columns[ORIGIN])

    def refuse(self, reason: str, bad: NDArray[np.bool_]) -> None:
        if bad.any():
            sieve = Sieve(self.refusals, self.table, self.columns[ORIGIN])
            sieve.refuse(reason, bad)
            self.columns = {name: values[sieve.kept] for name, values in self.columns.items()}

    def sort(self, people: int, keys: list[NDArray[np.int32]], *, once: str) -> NDArray[np.int64]:
        """By person and keys; a row equal to the one before it is refused. Gives where each person begins."""
        order, starts = by_person(self.columns["person"], people, keys)
        again = repeats(self.columns["person"], keys, order)
        self.columns = {name: values[order] for name, values in self.columns.items()}
        if again.any():
            self.refuse(once, again)
            starts = np.searchsorted(self.columns["person"], np.arange(people + 1))
        return starts


def assemble(plan: Plan, begin: int, end: int) -> dict[str, Columns]:
    """The six tables of the shard that holds these partitions, as they will be written."""
    people = _people(plan, begin, end)
    rows = {name: _rows(plan, people, name, begin, end) for name in plan.spills if name != "people"}
    _name_numbers(plan, rows)
    sanctions = _sanctions(people, rows["sanctions"])
    _offences(plan, people, rows["offences"], sanctions)
    _custody(people, rows["custody"], sanctions)
    _supervision(people, rows["supervision"])
    _support(people, rows["support"])
    _derive(rows["sanctions"], rows["offences"])
    for name, table in rows.items():
        counts = np.bincount(table.columns["person"], minlength=len(people))
        people.columns[f"n_{name}"] = counts.astype(np.int32)
    return {"people": people.columns} | {name: table.columns for name, table in rows.items()}


def _read(plan: Plan, table: str, begin: int, end: int) -> Columns:
    columns = plan.spills[table].read(begin, end)
    for name in columns:
        if (table, name) in OPEN_ENDS:
            columns[name][columns[name] == MISSING] = NEVER
        columns[name] = plan.recode(table, name, columns[name])
    return columns


def _people(plan: Plan, begin: int, end: int) -> People:
    columns = _read(plan, "people", begin, end)
    order = _identity_order(columns[FIRST], columns[SECOND])
    columns = {name: values[order] for name, values in columns.items()}
    columns = _once_each(plan, columns)
    pseudonyms = _resolved(columns[FIRST], columns[SECOND])
    order = np.argsort(pseudonyms, kind="stable")  # quick: nearly or wholly in order
    place = np.empty(len(order), np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    known = (columns.pop(FIRST), columns.pop(SECOND), place)
    kept = {"pseudonym": pseudonyms[order]}
    return People(kept | {name: values[order] for name, values in columns.items()}, known)


def _identity_order(first: NDArray[np.uint64], second: NDArray[np.uint64]) -> NDArray[np.int64]:
    order = np.argsort(first)
    if (first[order][1:] == first[order][:-1]).any():
        order = np.lexsort((second, first))
    return order


def _once_each(plan: Plan, columns: Columns) -> Columns:
    """The first row of each identity; the others are refused."""
    first, second = columns[FIRST], columns[SECOND]
    fresh = np.ones(len(first), np.bool_)
    fresh[1:] = (first[1:] != first[:-1]) | (second[1:] != second[:-1])
    if fresh.all():
        return columns
    original = np.flatnonzero(fresh)[np.cumsum(fresh) - 1]
    same = np.ones(len(first), np.bool_)
    for name, values in columns.items():
        if name != ORIGIN:
            same &= values == values[original]
    sieve = Sieve(plan.refusals, "people", columns[ORIGIN])
    sieve.refuse("duplicate row", ~fresh & same)
    sieve.refuse("another row of the same person says something else", ~fresh & ~same)
    return {name: values[fresh] for name, values in columns.items()}


def _resolved(first: NDArray[np.uint64], second: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """One number a person: where two share one, the later is hashed again with a counter until free.

    The highest bits stay, so that nobody leaves the shard whatever the number of shards.
    """
    again = np.flatnonzero(first[1:] == first[:-1]) + 1
    if not len(again):
        return first
    numbers_, taken = first.copy(), set(first.tolist())
    for at in again:
        numbers_[at] = _free_number(int(first[at]), int(second[at]), taken)
    return numbers_


def _free_number(first: int, second: int, taken: set[int]) -> int:
    counter = 0
    while True:
        counter += 1
        text = second.to_bytes(8, "big") + counter.to_bytes(4, "big")
        low = int.from_bytes(hashlib.sha256(text).digest()[:8], "big") & ~HIGHEST
        number = (first & HIGHEST) | low
        if number not in taken:
            taken.add(number)
            return number


def _rows(plan: Plan, people: People, table: str, begin: int, end: int) -> Rows:
    columns = _read(plan, table, begin, end)
    who = (columns.pop(FIRST), columns.pop(SECOND))
    columns["person"] = locate(who, people.known)
    rows = Rows(table, columns, plan.refusals)
    rows.refuse("person not in the people table", columns["person"] < 0)
    return rows


def _name_numbers(plan: Plan, rows: dict[str, Rows]) -> None:
    """Sanction numbers of the three tables as integers that compare alike."""
    tables = [rows[name] for name in ("sanctions", "offences", "custody")]
    found = numbers.ranked(
        [
            {
                name: values
                for name, values in table.columns.items()
                if name.startswith(numbers.COLUMN)
            }
            for table in tables
        ],
        plan.all_digits,
    )
    for table, ranks in zip(tables, found, strict=True):
        for name in [name for name in table.columns if name.startswith(numbers.COLUMN)]:
            del table.columns[name]
        table.columns["number"] = ranks


def _born(people: People, rows: Rows) -> NDArray[np.int32]:
    return people.columns["date_of_birth"][rows.columns["person"]]


@dataclass(frozen=True)
class Sanctions:
    """A shard's sanctions as the other tables see them."""

    starts: NDArray[np.int64]
    numbers: NDArray[np.int64]
    dates: NDArray[np.int32]
    disposals: NDArray[np.uint8]


def _sanctions(people: People, rows: Rows) -> Sanctions:
    rows.refuse("sanction before birth", rows.columns["sanction_date"] < _born(people, rows))
    number = halves(rows.columns["number"])
    c = rows.columns
    said = [c["sanction_date"], c["disposal"].astype(np.int32), c["custody_days"]]
    starts = rows.sort(len(people), [said[0], *number, *said[1:]], once="duplicate row")
    if _refuse_second_numbers(rows, len(people)):
        starts = np.searchsorted(rows.columns["person"], np.arange(len(people) + 1))
    c = rows.columns
    return Sanctions(starts, c["number"], c["sanction_date"], c["disposal"])


def _refuse_second_numbers(rows: Rows, people: int) -> bool:
    """Of two different sanctions of a person with one number, the later in the files is refused."""
    c = rows.columns
    number = halves(c["number"])
    order, _ = by_person(c["person"], people, number)
    if not repeats(c["person"], number, order).any():
        return False
    order, _ = by_person(c["person"], people, [*number, *halves(c[ORIGIN])])
    again = np.zeros(len(order), np.bool_)
    again[order] = repeats(c["person"], number, order)
    rows.refuse("another sanction of this person has the same number", again)
    return True


def _offences(plan: Plan, people: People, rows: Rows, sanctions: Sanctions) -> None:
    rows.refuse("offence before birth", rows.columns["offence_date"] < _born(people, rows))
    c = rows.columns
    named = c["number"] >= 0
    c["sanction"] = deriving.sanction_rows(
        c["person"], c["number"], sanctions.starts, sanctions.numbers
    )
    if plan.has_sanctions:
        rows.refuse("its sanction is not in the sanctions table", named & (c["sanction"] < 0))
    c = rows.columns
    if len(sanctions.dates):
        found = c["sanction"] >= 0
        c["proven_date"] = np.where(found, sanctions.dates[c["sanction"]], c["proven_date"])
    rows.refuse("no sanction and no proven date", c["proven_date"] == MISSING)
    rows.refuse(
        "proven before the offence", rows.columns["proven_date"] < rows.columns["offence_date"]
    )
    c = rows.columns
    keys = [c["offence_date"], c["proven_date"], c["sanction"]]
    keys += [c[name].astype(np.int32) for name in ("category", "offence_code", "seriousness")]
    keys += [c["breach"], c["recordable"]]
    if c["mark"].any():
        keys += halves(c["mark"].view(np.int64))
    rows.sort(len(people), keys, once="duplicate row")
    _mark_offences(rows.columns, sanctions)


def _mark_offences(c: Columns, sanctions: Sanctions) -> None:
    c["custodial"] = np.full(len(c["sanction"]), NOT_KNOWN, np.uint8)
    if len(sanctions.dates):
        disposal = sanctions.disposals[c["sanction"]]
        known = (c["sanction"] >= 0) & (disposal != UNKNOWN_DISPOSAL)
        c["custodial"] = np.where(known, disposal == CUSTODY, NOT_KNOWN).astype(np.uint8)
    c["breach"] = c["breach"] == 1
    c["counted"] = (c["recordable"] != 0) & ~c["breach"]


def _custody(people: People, rows: Rows, sanctions: Sanctions) -> None:
    rows.refuse("received before birth", rows.columns["received"] < _born(people, rows))
    c = rows.columns
    c["sanction"] = deriving.sanction_rows(
        c["person"], c["number"], sanctions.starts, sanctions.numbers
    )
    said = [c["kind"].astype(np.int32), c["ended"].astype(np.int32), c["sanction"]]
    rows.sort(len(people), [c["received"], c["released"], *said], once="duplicate row")


def _supervision(people: People, rows: Rows) -> None:
    rows.refuse("started before birth", rows.columns["started"] < _born(people, rows))
    c = rows.columns
    keys = [c["started"], c["ended"], c["kind"].astype(np.int32)]
    rows.sort(len(people), keys, once="duplicate row")


def _support(people: People, rows: Rows) -> None:
    rows.refuse("started before birth", rows.columns["started"] < _born(people, rows))
    c = rows.columns
    keys = [
        c[name].astype(np.int32) for name in ("started", "service", "pathway", "ended", "result")
    ]
    rows.sort(len(people), keys, once="duplicate row")


def _derive(sanctions: Rows, offences: Rows) -> None:
    c = offences.columns
    names = ("breach_only", "category", "seriousness")
    found = deriving.main_offences(
        len(sanctions),
        c["sanction"],
        c["seriousness"],
        c["category"],
        c["offence_code"].astype(np.int32),
        c["breach"],
    )
    sanctions.columns |= dict(zip(names, found, strict=True))
