"""What the plan says of the essentials of people who are to be released: the steps towards each need, and what is settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from throughgate.people.assessment.models import Need
from throughgate.people.involvement.rules import Reader, Towards, sees
from throughgate.people.plan import queries as plan
from throughgate.people.plan.models import Goal, Progress, Step
from throughgate.people.plan.rules import OPEN, GoalState, StepState
from throughgate.people.record.gathering import rows
from throughgate.people.record.opening import Opened
from throughgate.people.release.rules import StepDue
from throughgate.privacy.access.prepared import Asked, Prepared, Ready

SETTLED = ("met", "declined")


@dataclass(frozen=True)
class FromPlan:
    """By need: how far its steps are. settled: needs that are met or over. due: open steps with a day of their own."""

    steps: Mapping[str, tuple[StepState, ...]] = field(default_factory=dict)
    settled: frozenset[str] = frozenset()
    due: tuple[StepDue, ...] = ()


NOTHING = FromPlan()


def of_one(opened: Opened) -> FromPlan:
    """Of the person of a page, from what the plan's own card and page read."""
    steps = []
    if opened.sees("plan"):
        active = opened.once(plan.sheet).active
        steps = [(step.row, step.state) for goal in active for step in goal.steps]
    settled = _over(rows(opened, Need)).get(opened.person, set())
    return _from_plan(steps, settled)


def asked_of_many(people: Iterable[UUID]) -> list[Ready]:
    """What `of_many` is told the answers to, to be read with what else a list asks."""
    listed = list(people)
    return [asks.asked(people=listed) for asks in (STEPS, SAID, NEEDS)]


def of_many(
    who: Reader, to: Mapping[UUID, Towards], answers: Sequence[Sequence[Any]]
) -> dict[UUID, FromPlan]:
    """Of the people of a list, as far as the reader may see their plans and needs; without what is due."""
    planned, told, needs = answers
    steps = _states(who, to, planned, told)
    settled = _over(r for r in needs if sees(who, to[r.person_id], r.section, r.held_by_id))
    return {
        person: FromPlan(
            {need: tuple(states) for need, states in steps[person].items()},
            frozenset(settled.get(person, ())),
        )
        for person in {*steps, *settled}
    }


def _from_plan(steps: Iterable[tuple[Step, StepState]], settled: Iterable[str]) -> FromPlan:
    by_need: dict[str, list[StepState]] = defaultdict(list)
    due = []
    for step, state in steps:
        if step.need:
            by_need[step.need].append(state)
        if step.due and state in OPEN:
            due.append(StepDue(str(step.pk), step.title, step.due))
    return FromPlan(
        {need: tuple(states) for need, states in by_need.items()}, frozenset(settled), tuple(due)
    )


def _states(
    who: Reader, to: Mapping[UUID, Towards], planned: Sequence[Step], told: Sequence[Progress]
) -> dict[UUID, dict[str, list[StepState]]]:
    """By person and need: the steps of the goals that are worked on, each as it was said of it last."""
    found: dict[UUID, dict[str, list[StepState]]] = defaultdict(lambda: defaultdict(list))
    newest = {row.step_id: row.state for row in _seen(who, to, told)}
    for step in _seen(who, to, planned):
        state = StepState(newest.get(step.pk, StepState.NOT_STARTED))
        found[step.person_id][step.need].append(state)
    return found


WHERE = ("person", "held_by", "pathway")


def _steps() -> QuerySet[Step]:
    carried = Goal.objects.filter(carried_from=OuterRef("goal"))
    rows = Step.objects.filter(
        ~Exists(carried), person__any=Asked("people"), goal__state=GoalState.ACTIVE.value
    ).exclude(need="")
    return rows.order_by("place", "pk").only(*WHERE, "need")


def _said() -> QuerySet[Progress]:
    """Of every step; the newest last."""
    rows = Progress.objects.filter(person__any=Asked("people")).order_by("said_at", "pk")
    return rows.only(*WHERE, "step", "state")


def _needs() -> QuerySet[Need]:
    rows = Need.objects.filter(person__any=Asked("people"))
    return rows.only("person", "held_by", "section", "code", "status", "last_day")


STEPS, SAID, NEEDS = Prepared(_steps), Prepared(_said), Prepared(_needs)
Row = TypeVar("Row", Step, Progress)


def _seen(who: Reader, to: Mapping[UUID, Towards], rows: Iterable[Row]) -> Iterator[Row]:
    """What the first lock lets through of rows about a pathway."""
    for row in rows:
        towards, by = to[row.person_id], row.held_by_id
        if sees(who, towards, "plan", by) and sees(who, towards, f"needs:{row.pathway}", by):
            yield row


def _over(needs: Iterable[Need]) -> dict[UUID, set[str]]:
    """Needs that were asked about and that are there no longer."""
    found: dict[UUID, set[str]] = defaultdict(set)
    present: dict[UUID, set[str]] = defaultdict(set)
    for need in needs:
        into = found if need.last_day or need.status in SETTLED else present
        into[need.person_id].add(need.code)
    return {person: codes - present[person] for person, codes in found.items()}
