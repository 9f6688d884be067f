"""What the plan says of the essentials of people who are to be released: the steps towards each need, and what is settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef

from throughgate.people.assessment.models import Need
from throughgate.people.involvement.rules import Reader, Towards, sees
from throughgate.people.plan import queries as plan
from throughgate.people.plan.models import Goal, OfPathway, Progress, Step
from throughgate.people.plan.rules import OPEN, GoalState, StepState
from throughgate.people.record.gathering import rows
from throughgate.people.record.opening import Opened
from throughgate.people.release.rules import StepDue

Row = TypeVar("Row", bound=OfPathway)
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


def of_many(who: Reader, to: Mapping[UUID, Towards]) -> dict[UUID, FromPlan]:
    """Of the people of a list, as far as the reader may see their plans and needs, in three queries."""
    steps: dict[UUID, list[tuple[Step, StepState]]] = defaultdict(list)
    for step, state in _states(who, to):
        steps[step.person_id].append((step, state))
    settled = _settled(who, to)
    return {
        person: _from_plan(steps[person], settled.get(person, set()))
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


def _states(who: Reader, to: Mapping[UUID, Towards]) -> list[tuple[Step, StepState]]:
    """The steps of the goals that are worked on, each with what was said of it last."""
    if "plan" not in who.opens or not to:
        return []
    carried = Goal.objects.filter(carried_from=OuterRef("goal"))
    found = Step.objects.filter(
        ~Exists(carried), person__in=to, goal__state=GoalState.ACTIVE.value
    ).order_by("place", "pk")
    steps = _seen(who, to, found)
    said = Progress.objects.filter(person__in=to, step__in=[step.pk for step in steps])
    newest = {row.step_id: row.state for row in _seen(who, to, said.order_by("said_at", "pk"))}
    return [(step, StepState(newest.get(step.pk, StepState.NOT_STARTED))) for step in steps]


def _seen(who: Reader, to: Mapping[UUID, Towards], found: Iterable[Row]) -> list[Row]:
    return [
        row
        for row in found
        if all(sees(who, to[row.person_id], part, row.held_by_id) for part in row.in_sections())
    ]


def _settled(who: Reader, to: Mapping[UUID, Towards]) -> dict[UUID, set[str]]:
    needs = Need.objects.filter(person__in=to)
    return _over(row for row in needs if sees(who, to[row.person_id], row.section, row.held_by_id))


def _over(needs: Iterable[Need]) -> dict[UUID, set[str]]:
    """Needs that were asked about and that are there no longer."""
    found: dict[UUID, set[str]] = defaultdict(set)
    present: dict[UUID, set[str]] = defaultdict(set)
    for need in needs:
        into = found if need.last_day or need.status in SETTLED else present
        into[need.person_id].add(need.code)
    return {person: codes - present[person] for person, codes in found.items()}
