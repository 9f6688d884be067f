"""What is done to a plan. Each row is written by whoever holds it; nothing that another organisation wrote is touched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import connection
from django.db.transaction import atomic

from throughgate.common.errors import Stale, WrongUse
from throughgate.people.plan import access, queries, rules
from throughgate.people.plan.events import (
    GoalMoved,
    PlanAnswered,
    PlanBegun,
    PlanReviewed,
    StepProgressed,
    SuggestionRefused,
)
from throughgate.people.plan.graph.rules import check_waits
from throughgate.people.plan.models import (
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
from throughgate.people.record import changes as record
from throughgate.people.record.opening import Opened, open_record
from throughgate.privacy.access.models import User
from throughgate.privacy.audit import events

FIRST_OF = UUID("c7c1b0de-6f0b-5a0f-9d57-4f9a6c2d11aa")


@atomic
def add_goal(
    *, goal: Goal, steps: Iterable[Step] = (), by: User, today: date, now: datetime
) -> bool:
    """Add a goal with its first steps; the first goal begins a plan. False where this very form was sent before."""
    opened = _opened(goal, by, today, now)
    rules.check_goal(_as_rule(goal))
    sheet = queries.sheet(opened)
    goal.plan = sheet.plan or _begin(opened, by)
    goal.place = len(sheet.goals) + 1
    if not record.enter(row=goal, by=by, today=today, now=now):
        return False
    for step in steps:
        step.goal = goal
        record.enter(row=step, by=by, today=today, now=now)
    return True


def _begin(opened: Opened, by: User) -> Plan:
    """The first plan that an organisation begins with a person has a key of its own: begun twice at once it is one."""
    key = uuid5(FIRST_OF, f"{opened.person}/{opened.who.organisation}")
    plan = Plan(id=key, person_id=opened.person, begun_on=opened.today, because="first")
    if record.enter(row=plan, by=by, today=opened.today, now=opened.now):
        events.record(PlanBegun(person=opened.person, today=opened.today, plan=key), by=by)
    return plan


@atomic
def change_goal(
    *, goal: Goal, version: int, fields: dict[str, Any], by: User, today: date, now: datetime
) -> None:
    """Say a goal otherwise, or move it: reached, for later, taken out, taken up again."""
    _opened(goal, by, today, now)
    before, after = GoalState(goal.state), GoalState(fields["state"])
    rules.check_goal(_as_rule(_with(goal, fields)))
    if before is not after and version == goal.version:
        rules.check_goal_move(before, after)
    _amend(goal, version, fields, by, today, now)
    if before is not after:
        moved = GoalMoved(
            person=goal.person_id,
            today=today,
            goal=goal.pk,
            needs=tuple(goal.needs),
            before=before,
            after=after,
        )
        events.record(moved, by=by)


@atomic
def add_step(*, step: Step, by: User, today: date, now: datetime) -> bool:
    """Add a step to a goal."""
    opened = _opened(step, by, today, now)
    _one_at_a_time(opened.person)
    _check_waits(opened, step, step.title, step.waits_for)
    return record.enter(row=step, by=by, today=today, now=now)


@atomic
def change_step(
    *, step: Step, version: int, fields: dict[str, Any], by: User, today: date, now: datetime
) -> None:
    """Say a step otherwise: what, who, by when, after which others."""
    opened = _opened(step, by, today, now)
    _one_at_a_time(opened.person)
    _check_waits(opened, step, fields.get("title", step.title), fields.get("waits_for", ()))
    _amend(step, version, fields, by, today, now)


def _check_waits(opened: Opened, step: Step, title: str, waits_for: Iterable[UUID]) -> None:
    sheet = queries.sheet(opened)
    waits = {**sheet.waits, str(step.pk): [str(each) for each in waits_for]}
    check_waits(waits, {**sheet.titles, str(step.pk): title})


def _one_at_a_time(person: UUID) -> None:
    """Two who link steps at once would each see no ring: the second waits, and sees the first’s link."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 1))", [str(person)])


@atomic
def report(*, progress: Progress, seen: str, by: User, today: date, now: datetime) -> bool:
    """Say where a step stands, in a row of one’s own. seen: where it stood when the form was opened."""
    opened = _opened(progress, by, today, now)
    _one_at_a_time(opened.person)
    step = queries.sheet(opened).step(progress.step_id)
    if progress.pk in {row.pk for row in step.progress}:
        return False
    after = StepState(progress.state)
    if seen != step.state:
        raise Stale(
            "Somebody said something else of this step since you opened it. It is shown below: "
            "look at both, then save again."
        )
    if after is not step.state:
        rules.check_step_move(step.state, after)
    if after is StepState.CANNOT_YET and not progress.words.strip():
        raise WrongUse("Say what stands in the way, so that somebody can help.")
    if not record.enter(row=progress, by=by, today=today, now=now):
        return False
    moved = StepProgressed(
        person=progress.person_id,
        today=today,
        step=step.row.pk,
        need=step.row.need,
        suggestion=step.row.suggestion,
        before=step.state,
        after=after,
    )
    events.record(moved, by=by)
    return True


@atomic
def refuse(*, refused: RefusedSuggestion, by: User, today: date, now: datetime) -> bool:
    """Say that a suggested goal or step is not wanted, and why. It can be suggested again."""
    opened = _opened(refused, by, today, now)
    own = opened.who.organisation
    if any(r.code == refused.code and r.held_by_id == own for r in queries.refused(opened)):
        return False
    if not record.enter(row=refused, by=by, today=today, now=now):
        return False
    said = SuggestionRefused(person=refused.person_id, today=today, code=refused.code)
    events.record(said, by=by)
    return True


@atomic
def arrange(
    *, person: UUID, places: Mapping[UUID, int], by: User, today: date, now: datetime
) -> int:
    """Put one’s own goals and steps in an order. How many of them moved."""
    opened = open_record(by, person, access.SECTION, today=today, now=now, named=False)
    sheet = queries.sheet(opened)
    rows: list[Any] = [goal.row for goal in sheet.goals] + [step.row for step in sheet.steps]
    own = [row for row in rows if row.held_by_id == opened.who.organisation]
    moved = [row for row in own if places.get(row.pk, row.place) != row.place]
    for row in moved:
        _amend(row, row.version, {"place": places[row.pk]}, by, today, now)
    return len(moved)


@atomic
def answer(*, agreement: PlanAgreement, by: User, today: date, now: datetime) -> bool:
    """Write down what the person says of the plan."""
    opened = open_record(by, agreement.person_id, access.SECTION, today=today, now=now, named=False)
    sheet = queries.sheet(opened)
    goals = [goal.as_rule for goal in sheet.goals]
    rules.check_agreement(goals, rules.Agreement(agreement.answer), words=agreement.words)
    _check_past(agreement.said_on, today)
    agreement.plan = _current(sheet)
    if not record.enter(row=agreement, by=by, today=today, now=now):
        return False
    said = PlanAnswered(
        person=agreement.person_id,
        today=today,
        plan=agreement.plan.pk,
        answer=agreement.answer,
        said_on=agreement.said_on,
    )
    events.record(said, by=by)
    return True


@atomic
def review(*, review: PlanReview, by: User, today: date, now: datetime) -> bool:
    """Write down that the plan was looked at again."""
    opened = open_record(by, review.person_id, access.SECTION, today=today, now=now, named=False)
    _check_past(review.reviewed_on, today)
    review.plan = _current(queries.sheet(opened))
    if not record.enter(row=review, by=by, today=today, now=now):
        return False
    event = PlanReviewed(
        person=review.person_id, today=today, plan=review.plan.pk, reviewed_on=review.reviewed_on
    )
    events.record(event, by=by)
    return True


def _current(sheet: queries.Sheet) -> Plan:
    if sheet.plan is None:
        raise WrongUse("There is no plan yet. Add a goal first.")
    return sheet.plan


def _check_past(day: date, today: date) -> None:
    if day > today:
        raise WrongUse("This day is still to come. Give the day on which you talked.")


def _opened(row: OfPathway, by: User, today: date, now: datetime) -> Opened:
    opened = open_record(by, row.person_id, access.SECTION, today=today, now=now, named=False)
    access.check_write(opened, row.pathway)
    return opened


def _amend(
    row: Any, version: int, fields: dict[str, Any], by: User, today: date, now: datetime
) -> None:
    record.amend(row=row, version=version, fields=fields, by=by, today=today, now=now)


def _with(goal: Goal, fields: Mapping[str, Any]) -> Goal:
    names = ("title", "state", "pathway", "related", "needs", "target")
    return Goal(**{name: fields.get(name, getattr(goal, name)) for name in names})


def _as_rule(goal: Goal) -> rules.Goal:
    return rules.Goal(
        str(goal.pk),
        goal.title,
        GoalState(goal.state),
        goal.pathway,
        tuple(goal.related),
        tuple(goal.needs),
        goal.target,
    )
