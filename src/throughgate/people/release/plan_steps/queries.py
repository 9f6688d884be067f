"""What the plan says of the essentials of people who are to be released: the steps towards each need, and what is settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
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
from throughgate.privacy.access.prepared import Asked, Prepared

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
    """Of the people of a list, as far as the reader may see their plans and needs, in three queries; without what is due."""
    steps, settled = _states(who, to), _settled(who, to)
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


def _states(who: Reader, to: Mapping[UUID, Towards]) -> dict[UUID, dict[str, list[StepState]]]:
    """By person and need: the steps of the goals that are worked on, each as it was said of it last."""
    found: dict[UUID, dict[str, list[StepState]]] = defaultdict(lambda: defaultdict(list))
    if "plan" not in who.opens or not to:
        return found
    people = list(to)
    newest = dict(_seen(who, to, SAID.asked(people=people).rows()))
    for person, step, need in _seen(who, to, STEPS.asked(people=people).rows()):
        found[person][need].append(StepState(newest.get(step, StepState.NOT_STARTED)))
    return found


WHERE = ("person", "held_by", "pathway")


def _steps() -> QuerySet[Any]:
    carried = Goal.objects.filter(carried_from=OuterRef("goal"))
    rows = Step.objects.filter(
        ~Exists(carried), person__any=Asked("people"), goal__state=GoalState.ACTIVE.value
    ).exclude(need="")
    return rows.order_by("place", "pk").values_list(*WHERE, "person", "pk", "need")


def _said() -> QuerySet[Any]:
    """Of every step; the newest last."""
    rows = Progress.objects.filter(person__any=Asked("people")).order_by("said_at", "pk")
    return rows.values_list(*WHERE, "step", "state")


STEPS, SAID = Prepared(_steps), Prepared(_said)


def _seen(
    who: Reader, to: Mapping[UUID, Towards], rows: Iterable[tuple[Any, ...]]
) -> Iterator[tuple[Any, ...]]:
    """What the first lock lets through of rows about a pathway, without the columns that say where each is."""
    for person, held_by, pathway, *rest in rows:
        towards = to[person]
        if sees(who, towards, "plan", held_by) and sees(who, towards, f"needs:{pathway}", held_by):
            yield tuple(rest)


def _settled(who: Reader, to: Mapping[UUID, Towards]) -> dict[UUID, set[str]]:
    needs = NEEDS.asked(people=list(to)).instances()
    return _over(row for row in needs if sees(who, to[row.person_id], row.section, row.held_by_id))


def _needs() -> QuerySet[Need]:
    rows = Need.objects.filter(person__any=Asked("people"))
    return rows.only("person", "held_by", "section", "code", "status", "last_day")


NEEDS = Prepared(_needs)


def _over(needs: Iterable[Need]) -> dict[UUID, set[str]]:
    """Needs that were asked about and that are there no longer."""
    found: dict[UUID, set[str]] = defaultdict(set)
    present: dict[UUID, set[str]] = defaultdict(set)
    for need in needs:
        into = found if need.last_day or need.status in SETTLED else present
        into[need.person_id].add(need.code)
    return {person: codes - present[person] for person, codes in found.items()}
