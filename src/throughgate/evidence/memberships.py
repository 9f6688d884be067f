"""Which finest group of a result each of its entries is in, counted again from the store.

Two results are of the same people where their entries (one person on one day) are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from throughgate.evidence import groups, local, proven
from throughgate.evidence.groups import AGE_GROUPS, Cells
from throughgate.evidence.histories import Array, Histories, Shard, load
from throughgate.evidence.proven import Plan
from throughgate.evidence.request import Request
from throughgate.privacy.disclosure import Membership

FIRST_DAY = 2**16  # days before 1970 that an entry may have
PERSON_BITS, DAY_BITS = 28, 18


@dataclass
class Entries:
    """The entries of one request: number and leaf, shard by shard."""

    request: Request
    plan: Plan
    numbers: list[Array] = field(default_factory=list)
    leaves: list[Array] = field(default_factory=list)

    def add(self, number: int, shard: Shard) -> None:
        events, _ = self.plan.select(shard)
        leaf = events.cohort.astype(np.int64) * len(AGE_GROUPS) + groups.age_group(events)
        self.leaves.append(leaf * self.plan.cells.number + self.plan.cells.of(events, shard))
        entry = (number << PERSON_BITS) + events.person.astype(np.uint64)
        self.numbers.append(
            (entry << np.uint64(DAY_BITS)) + (events.day + FIRST_DAY).astype(np.uint64)
        )

    def leaves_of(self, group: dict[str, str], present: Array) -> tuple[int, ...]:
        """The leaves, of those present, that a row of the result adds up."""
        cells = self.plan.cells.number
        cohort, rest = np.divmod(present, len(AGE_GROUPS) * cells)
        age, cell = np.divmod(rest, cells)
        inside = np.ones(len(present), dtype=bool)
        wanted = dict(group)
        if "cohort" in wanted:
            labels = [period.label for period in self.request.cohorts]
            inside &= cohort == labels.index(wanted.pop("cohort"))
        if wanted and set(wanted) == set(self.request.by):
            inside &= cell == _cell(self.plan.cells, wanted)
        elif wanted:
            inside &= age == AGE_GROUPS.index(wanted["age_group"])
        return tuple(present[inside].tolist())

    @property
    def membership(self) -> Membership:
        none = [np.empty(0, np.uint64)], [np.empty(0, np.int64)]
        return Membership(
            np.concatenate(self.numbers or none[0]), np.concatenate(self.leaves or none[1])
        )


def _cell(cells: Cells, group: dict[str, str]) -> int:
    number = 0
    for column in cells.columns:
        number = number * len(column.labels) + column.labels.index(group[column.name])
    return number


def of(requests: Sequence[Request], histories: Histories) -> list[Entries]:
    """The entries of each request, in one pass over the store."""
    found = [Entries(request, _plan(request, histories)) for request in requests]
    columns = {column for one in found for column in _reads(one.plan)}
    for number in histories.shards:
        shard = load(histories, number, sorted(columns))
        for one in found:
            one.add(number, shard)
    return found


def _plan(request: Request, histories: Histories) -> Plan:
    made = groups.cells(request.by, histories, cohorts=len(request.cohorts))
    if request.measure == "local":
        return local.plan(request, made, histories)
    return proven.plan(request, made)


def _reads(plan: Plan) -> list[str]:
    return [*plan.reads, *(column.reads for column in plan.cells.columns if column.reads)]
