"""Proven reoffending: the cohorts of a request followed up and added up by group. docs/methods/proven.md."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from throughgate.evidence import cohort, figures, shards
from throughgate.evidence.at_risk import Careers
from throughgate.evidence.events import Events, Rules, follow
from throughgate.evidence.groups import AGE_GROUPS, Cells, age_group
from throughgate.evidence.histories import Histories, Shard
from throughgate.evidence.kernels.tally import ENTRIES, ON_DAY
from throughgate.evidence.request import Request
from throughgate.evidence.result import Row
from throughgate.evidence.tallies import Tallies

Select = Callable[[Shard], tuple[Events, int]]


@dataclass
class Counted:
    """What was counted: totals by view, and how many people were left out."""

    tallies: Tallies
    left_out: int = 0
    careers: Careers | None = None

    def plus(self, other: Counted) -> Counted:
        self.tallies.plus(other.tallies)
        self.left_out += other.left_out
        if self.careers and other.careers:
            self.careers.plus(other.careers)
        return self

    @property
    def people(self) -> int:
        return int(self.tallies.view("total").sums[:, ENTRIES].sum())

    @property
    def on_index_day(self) -> int:
        return int(self.tallies.view("total").sums[:, ON_DAY].sum())

    @property
    def without_age(self) -> int:
        unknown = self.tallies.view("age_group").sums[
            AGE_GROUPS.index("unknown") :: len(AGE_GROUPS)
        ]
        return int(unknown[:, ENTRIES].sum())


@dataclass(frozen=True)
class Plan:
    """How a measure counts: who enters, what follows, which groups."""

    request: Request
    cells: Cells
    select: Select
    reads: tuple[str, ...]
    once: bool
    views: tuple[str, ...] = ("total", "age_group", "by")

    @property
    def rules(self) -> Rules:
        asked = self.request
        return Rules(asked.follow_up.days, asked.proof.days, asked.same_day, asked.severity)

    @property
    def columns(self) -> list[str]:
        grouped = [column.reads for column in self.cells.columns if column.reads]
        at_risk = Careers.READS if self.request.at_risk else ()
        return [*self.reads, *self.rules.reads, *grouped, *at_risk]


def plan(request: Request, cells: Cells) -> Plan:
    entry = cohort.Entry(request.entry_periods(), request.index)
    return Plan(
        request,
        cells,
        select=lambda shard: cohort.select(shard, entry),
        reads=cohort.READS,
        once=not request.quarters,
    )


def count(plan: Plan, histories: Histories, progress: shards.Progress | None = None) -> Counted:
    """Counts over every shard; the answer does not depend on their number or order."""

    def begin() -> Counted:
        follow_up = plan.rules.follow_up
        tallies = Tallies(
            cohorts=len(plan.request.cohorts),
            by=plan.cells.number,
            follow_up=follow_up,
            once=plan.once,
        )
        return Counted(tallies, careers=Careers(follow_up) if plan.request.at_risk else None)

    def add(counted: Counted, shard: Shard) -> None:
        events, left_out = plan.select(shard)
        outcome = follow(shard, events, plan.rules)
        counted.left_out += left_out
        counted.tallies.add(events, outcome, age_group(events), plan.cells.of(events, shard))
        if counted.careers:
            counted.careers.add(shard, events, outcome)

    first, *others = shards.count(histories, plan.columns, begin=begin, add=add, progress=progress)
    for other in others:
        first.plus(other)
    return first


def rows(plan: Plan, counted: Counted) -> tuple[Row, ...]:
    """Of each cohort: everybody, adults and juveniles, then the groups asked for; nobody: no row."""
    return tuple(_rows(plan, counted))


def _rows(plan: Plan, counted: Counted) -> Iterator[Row]:
    for view, cells in _views(plan).items():
        totals = counted.tallies.view(view)
        for number, period in enumerate(plan.request.cohorts):
            of_cohort = {"cohort": period.label} if plan.request.trend else {}
            for cell, group in enumerate(cells):
                at = number * len(cells) + cell
                if totals.sums[at, ENTRIES]:
                    yield figures.row(
                        of_cohort | group,
                        totals,
                        at,
                        once=plan.once,
                        severity=plan.request.severity,
                    )


def _views(plan: Plan) -> dict[str, list[dict[str, str]]]:
    """The groups of each view that is shown; age groups only where they are not asked for anyway."""
    views: dict[str, list[dict[str, str]]] = {"total": [{}]}
    if "age_group" in plan.views and plan.request.by != ("age_group",):
        views["age_group"] = [{"age_group": group} for group in AGE_GROUPS]
    if plan.request.by:
        views["by"] = [plan.cells.group(cell) for cell in range(plan.cells.number)]
    return views
