"""The plan of one person as one reader sees it: goals, steps, where each stands, what is late, what waits for what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.http import Http404

from throughgate.people.involvement.models import Involvement
from throughgate.people.plan import rules
from throughgate.people.plan.graph import rules as graph
from throughgate.people.plan.models import (
    AskedOnReturn,
    Goal,
    OfPathway,
    Plan,
    PlanAgreement,
    PlanReview,
    Progress,
    RefusedSuggestion,
    Step,
)
from throughgate.people.plan.rules import GoalState, StepState
from throughgate.people.record.gathering import rows as gathered
from throughgate.people.record.opening import Opened
from throughgate.privacy.access.models import Organisation
from throughgate.privacy.access.queries import in_force

Row = TypeVar("Row", bound=OfPathway)
PERSON = "person"


@dataclass(frozen=True)
class StepSeen:
    """A step, and all that was said of it, the newest first."""

    row: Step
    progress: tuple[Progress, ...] = ()
    late: int | None = None  # working days; None where it is not late
    waits_for: tuple[str, ...] = ()  # the open steps right before it, in words
    begins_with: tuple[str, ...] = ()  # where the chain begins, when it is not those
    waits_unseen: bool = False

    @property
    def state(self) -> StepState:
        return StepState(self.progress[0].state) if self.progress else StepState.NOT_STARTED

    @property
    def is_open(self) -> bool:
        return self.state in rules.OPEN

    @property
    def as_rule(self) -> rules.Step:
        by = self.row.by_organisation
        return rules.Step(
            str(self.row.pk), self.row.title, self.state, by.name if by else PERSON, self.row.due
        )


@dataclass(frozen=True)
class GoalSeen:
    """A goal with its steps in their order."""

    row: Goal
    steps: tuple[StepSeen, ...] = ()

    @property
    def state(self) -> GoalState:
        return GoalState(self.row.state)

    @property
    def as_rule(self) -> rules.Goal:
        row = self.row
        return rules.Goal(
            str(row.pk),
            row.title,
            self.state,
            row.pathway,
            tuple(row.related),
            tuple(row.needs),
            row.target,
            tuple(step.as_rule for step in self.steps),
        )

    @property
    def done(self) -> int:
        return sum(step.state is StepState.DONE for step in self.steps)

    @property
    def counted(self) -> int:
        return sum(step.state is not StepState.NO_LONGER for step in self.steps)


@dataclass(frozen=True)
class Sheet:
    """Everything of the plans of one person that a reader may see. plan: the one that goes on."""

    plan: Plan | None
    plans: tuple[Plan, ...] = ()
    goals: tuple[GoalSeen, ...] = ()  # of the plans that go on
    before: tuple[GoalSeen, ...] = ()  # of the plans that are over
    agreements: tuple[PlanAgreement, ...] = ()  # the newest first, of every plan
    reviews: tuple[PlanReview, ...] = ()
    going_on: frozenset[UUID] = field(default_factory=frozenset)

    @property
    def steps(self) -> tuple[StepSeen, ...]:
        return tuple(step for goal in self.goals for step in goal.steps)

    @property
    def active(self) -> tuple[GoalSeen, ...]:
        return self.in_state(GoalState.ACTIVE)

    def in_state(self, state: str) -> tuple[GoalSeen, ...]:
        return tuple(goal for goal in self.goals if goal.row.state == state)

    @property
    def late(self) -> tuple[StepSeen, ...]:
        found = [step for goal in self.active for step in goal.steps if step.late is not None]
        return tuple(sorted(found, key=lambda step: (step.row.due or date.max, step.row.title)))

    @property
    def waiting(self) -> tuple[StepSeen, ...]:
        return tuple(step for goal in self.active for step in goal.steps if step.waits_for)

    @property
    def agreement(self) -> PlanAgreement | None:
        """What the person said last of a plan that goes on."""
        return next((row for row in self.agreements if row.plan_id in self.going_on), None)

    @property
    def changed_since(self) -> bool:
        """Something was added or said otherwise after the person was asked."""
        asked = self.agreement
        rows = [g.row for g in self.active] + [s.row for g in self.active for s in g.steps]
        return asked is not None and any(row.entered_on > asked.said_on for row in rows)

    @property
    def review_due(self) -> date | None:
        if self.plan is None:
            return None
        days = [row.reviewed_on for row in self.reviews if row.plan_id in self.going_on]
        days += [row.said_on for row in self.agreements if row.plan_id in self.going_on]
        return rules.review_due(max([*days, self.plan.begun_on]))

    def step(self, id: UUID) -> StepSeen:
        found = next((step for step in self.steps if step.row.pk == id), None)
        if found is None:
            raise Http404
        return found

    @property
    def waits(self) -> dict[str, list[str]]:
        return {str(s.row.pk): [str(each) for each in s.row.waits_for] for s in self.steps}

    @property
    def titles(self) -> dict[str, str]:
        return {str(step.row.pk): step.row.title for step in self.steps}


def sheet(opened: Opened) -> Sheet:
    """In one question with the rest of the record, whatever there is."""
    plans = gathered(opened, Plan, "begun_on", "pk")
    carried = {plan.before_id for plan in plans}
    going_on = frozenset(plan.pk for plan in plans if plan.pk not in carried)
    rows = seen(opened, gathered(opened, Goal, "place", "title", "pk"))
    goals, before = _parted(rows, going_on)
    steps = _steps(opened, goals)
    return Sheet(
        plan=_current(opened, [plan for plan in plans if plan.pk in going_on]),
        plans=tuple(plans),
        goals=tuple(GoalSeen(row, tuple(steps[row.pk])) for row in goals),
        before=tuple(GoalSeen(row, tuple(steps[row.pk])) for row in before),
        agreements=tuple(gathered(opened, PlanAgreement, "-said_on", "-entered_on", "pk")),
        reviews=tuple(gathered(opened, PlanReview, "-reviewed_on", "-entered_on", "pk")),
        going_on=going_on,
    )


def _parted(rows: list[Goal], going_on: frozenset[UUID]) -> tuple[list[Goal], list[Goal]]:
    """What is worked on now, and what was before.

    A goal that nobody carried forward goes on as it is though its plan does not: whoever carried the plan forward may
    not have seen it, and it must not be lost.
    """
    carried = {row.carried_from_id for row in rows}
    goes_on = {
        row.pk
        for row in rows
        if row.pk not in carried
        and (row.plan_id in going_on or GoalState(row.state) in rules.CARRIED_GOALS)
    }
    return [r for r in rows if r.pk in goes_on], [r for r in rows if r.pk not in goes_on]


def _current(opened: Opened, going_on: list[Plan]) -> Plan | None:
    """Their own, where their organisation began one; else the newest that they may see."""
    own = [plan for plan in going_on if plan.held_by_id == opened.who.organisation]
    found = own or going_on
    return found[-1] if found else None


def seen(opened: Opened, rows: Iterable[Row]) -> list[Row]:
    """The rows of pathways that the first lock lets through: both the plan and the needs of the pathway flow."""
    return [
        row
        for row in rows
        if all(opened.sees(section, row.held_by_id) for section in row.in_sections())
    ]


def _steps(opened: Opened, goals: list[Goal]) -> dict[UUID, list[StepSeen]]:
    """The steps of every goal, those of before too. Late and waiting are said of the active goals alone."""
    active = {row.pk for row in goals if row.state == GoalState.ACTIVE}
    rows = seen(opened, gathered(opened, Step, "place", "due", "title", "pk"))
    plain = _with_progress(opened, rows)
    still_open = [step for step in plain if step.is_open and step.row.goal_id in active]
    late = {
        found.step.code: found.working_days
        for found in rules.late([step.as_rule for step in still_open], today=opened.today)
    }
    titles = {str(step.row.pk): step.row.title for step in plain}
    waits = {str(step.row.pk): [str(each) for each in step.row.waits_for] for step in plain}
    blocked = {b.step: b for b in graph.blocked(waits, {str(s.row.pk) for s in still_open})}
    found: dict[UUID, list[StepSeen]] = defaultdict(list)
    for step in plain:
        code = str(step.row.pk)
        by, roots = _before(blocked.get(code))
        marked = replace(
            step,
            late=late.get(code),
            waits_for=tuple(titles[each] for each in by),
            begins_with=tuple(titles[each] for each in roots),
            waits_unseen=step.is_open and not titles.keys() >= set(waits[code]),
        )
        found[step.row.goal_id].append(marked)
    return found


def _with_progress(opened: Opened, rows: list[Step]) -> list[StepSeen]:
    said: dict[UUID, list[Progress]] = defaultdict(list)
    for row in seen(opened, gathered(opened, Progress, "-said_at", "-pk")):
        said[row.step_id].append(row)
    return [StepSeen(row, tuple(said[row.pk])) for row in rows]


def _before(blocked: graph.Blocked | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The steps right before one, and those with which the chain begins where they are others."""
    if blocked is None:
        return (), ()
    return blocked.by, tuple(code for code in blocked.at_root if code not in blocked.by)


def refused(opened: Opened) -> list[RefusedSuggestion]:
    """Suggestions that somebody did not want, with the reason."""
    return seen(opened, gathered(opened, RefusedSuggestion, "code", "entered_on", "pk"))


def asked(opened: Opened) -> list[AskedOnReturn]:
    """What was said of what got in the way, with the goal it is about."""
    goals = {row.pk: row for row in seen(opened, gathered(opened, Goal))}
    rows = seen(opened, gathered(opened, AskedOnReturn, "question", "of", "pk"))
    found = [row for row in rows if row.goal_id in goals]
    for row in found:
        row.goal = goals[row.goal_id]
    return sorted(found, key=lambda row: (row.goal.place, row.goal.title))


def organisations(opened: Opened) -> list[Organisation]:
    """Who can be named to do a step: those involved with the person, as far as the reader may know; their own first."""
    rows = Involvement.objects.filter(
        in_force(opened.today), person=opened.person, withdrawn_at=None
    ).select_related("organisation")
    own_one = opened.who.organisation
    found = {
        row.organisation_id: row.organisation
        for row in rows
        if row.organisation_id == own_one or opened.sees("sharing", row.organisation_id)
    }
    return sorted(found.values(), key=lambda each: (each.pk != own_one, each.name))


def own(opened: Opened, model: type[Row], id: UUID) -> Row:
    """A row that the reader's own organisation holds; another's is not there to change."""
    rows = model._default_manager.filter(
        pk=id, person=opened.person, held_by=opened.who.organisation
    )
    found = seen(opened, rows.select_related("held_by"))
    if not found:
        raise Http404
    return found[0]
