"""A plan goes on after a recall or under a new sentence: nothing begun is lost, and both are asked what got in the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db.transaction import atomic

from throughgate.common.errors import Stale, WrongUse
from throughgate.people.plan import access, queries, rules
from throughgate.people.plan.events import PlanCarriedForward
from throughgate.people.plan.models import AskedOnReturn, Goal, Plan, Step
from throughgate.people.plan.queries import GoalSeen, StepSeen
from throughgate.people.plan.rules import GoalState, Of, Returned
from throughgate.people.record import changes as record
from throughgate.people.record.opening import Opened, open_record
from throughgate.privacy.access.models import User
from throughgate.privacy.audit import events


@atomic
def carry(
    *, person: UUID, seen: UUID | None, because: Returned, by: User, today: date, now: datetime
) -> bool:
    """Begin the plan that goes on, with copies of what is still to do. What was before stays as it was, and is shown.

    seen: the plan that was shown. Goals that a third organisation added stay theirs, and go on as they are.
    """
    opened = open_record(by, person, access.SECTION, today=today, now=now, named=False)
    sheet = queries.sheet(opened)
    if sheet.plan is None:
        raise WrongUse("There is no plan yet that could go on. Add a goal first.")
    if sheet.plan.pk != seen:
        raise Stale(
            "Somebody carried this plan forward since you opened it. Look at it as it is now."
        )
    plan = _plan(opened, sheet.plan, because)
    if not record.enter(row=plan, by=by, today=today, now=now):
        return False
    holders = {sheet.plan.held_by_id, opened.who.organisation}
    goals = [goal for goal in sheet.goals if goal.row.held_by_id in holders]
    carried = rules.carry_forward([goal.as_rule for goal in goals], because, today=today)
    for row in _rows(goals, carried, plan, today):
        record.enter(row=row, by=by, today=today, now=now)
    event = PlanCarriedForward(
        person=person,
        today=today,
        plan=plan.pk,
        before=sheet.plan.pk,
        because=because,
        goals=len(carried.goals),
    )
    events.record(event, by=by)
    return True


def _plan(opened: Opened, before: Plan, because: Returned) -> Plan:
    """Its key comes of the one before: carried forward twice at once it is one."""
    key = uuid5(before.pk, f"goes on/{opened.who.organisation}")
    day = opened.today
    return Plan(id=key, person_id=opened.person, begun_on=day, because=because.value, before=before)


def _rows(
    goals: list[GoalSeen], carried: rules.Carried, plan: Plan, today: date
) -> Iterator[Goal | Step]:
    seen = {str(goal.row.pk): goal for goal in goals}
    days = {step.code: step.due for goal in carried.goals for step in goal.steps}
    keys: dict[UUID, UUID | None] = {
        step.row.pk: uuid5(plan.pk, str(step.row.pk)) if str(step.row.pk) in days else None
        for goal in goals
        for step in goal.steps
    }
    for renewed in carried.goals:
        goal = seen[renewed.code]
        made = _goal(goal, renewed, plan, today)
        yield made
        for step in goal.steps:
            if str(step.row.pk) in days:
                yield _step(step, made, days[str(step.row.pk)], keys)


def _goal(goal: GoalSeen, renewed: rules.Goal, plan: Plan, today: date) -> Goal:
    """An active goal whose day has passed gets the day of the next review, to be set anew."""
    row = goal.row
    target = renewed.target
    if renewed.state is GoalState.ACTIVE and target is None:
        target = rules.review_due(today)
    return Goal(
        id=uuid5(plan.pk, str(row.pk)),
        person_id=row.person_id,
        plan=plan,
        pathway=row.pathway,
        title=row.title,
        related=row.related,
        needs=row.needs,
        target=target,
        place=row.place,
        state=row.state,
        notes=row.notes,
        carried_from=row,
    )


def _step(step: StepSeen, goal: Goal, due: date | None, keys: Mapping[UUID, UUID | None]) -> Step:
    """It waits for the copies of what it waited for; for nothing that is done; and still for another’s step."""
    row = step.row
    waits_for = [keys.get(each, each) for each in (UUID(str(key)) for key in row.waits_for)]
    return Step(
        id=keys[row.pk],
        person_id=row.person_id,
        pathway=row.pathway,
        goal=goal,
        title=row.title,
        need=row.need,
        suggestion=row.suggestion,
        by_organisation=row.by_organisation,
        by_worker=row.by_worker,
        due=due,
        place=row.place,
        waits_for=[each for each in waits_for if each],
        carried_from=row,
    )


@atomic
def say_what_got_in_the_way(
    *,
    person: UUID,
    said: Mapping[tuple[UUID, str, Of], str],
    by: User,
    today: date,
    now: datetime,
) -> int:
    """Keep what was answered of each goal; an answer said otherwise keeps its history. How many were kept."""
    opened = open_record(by, person, access.SECTION, today=today, now=now, named=False)
    goals = {goal.row.pk: goal.row for goal in queries.sheet(opened).goals}
    own = opened.who.organisation
    known = {
        (row.goal_id, row.question, Of(row.of)): row
        for row in queries.asked(opened)
        if row.held_by_id == own
    }
    kept = 0
    for asked, words in said.items():
        if asked in known:
            row = known[asked]
            record.amend(row=row, version=row.version, fields={"words": words}, by=by, today=today, now=now)  # fmt: skip
        elif words and asked[0] in goals:
            record.enter(row=_asked(goals[asked[0]], asked, words, own), by=by, today=today, now=now)  # fmt: skip
        kept += bool(words)
    return kept


def _asked(goal: Goal, asked: tuple[UUID, str, Of], words: str, own: int | None) -> AskedOnReturn:
    _goal, question, of = asked
    return AskedOnReturn(
        id=uuid5(goal.pk, f"{own}/{question}/{of}"),
        person_id=goal.person_id,
        pathway=goal.pathway,
        plan=goal.plan,
        goal=goal,
        question=question,
        of=of,
        words=words,
    )
