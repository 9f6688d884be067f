"""What of plans waits for a worker: steps that are late, steps for their organisation, plans to look at again.

Always of the people allocated to the worker; for a manager, of the organisation. Few rows are read, whatever there is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from throughgate.common.dates import working_days_until
from throughgate.people.involvement import queries as involvement
from throughgate.people.involvement.allocation.models import Allocation
from throughgate.people.involvement.naming import names
from throughgate.people.involvement.rules import Reader, Towards, sees
from throughgate.people.plan import rules
from throughgate.people.plan.models import (
    Goal,
    OfPathway,
    Plan,
    PlanAgreement,
    PlanReview,
    Progress,
    Step,
)
from throughgate.people.plan.rules import GoalState
from throughgate.people.record.gathering import read
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.models import User
from throughgate.privacy.access.queries import in_force

FEW, MANY = 5, 40
OPEN = [state.value for state in rules.OPEN]


@dataclass(frozen=True)
class Waiting:
    """One step or one plan that waits, with the person’s name as the reader may see it."""

    person: UUID
    name: str
    what: str
    due: date
    working_days: int  # below nought: so many ago
    due_passed: bool


@dataclass(frozen=True)
class Found:
    """late: steps whose day has passed; ours: steps for the reader’s organisation; reviews: plans to look at again."""

    late: tuple[Waiting, ...] = ()
    ours: tuple[Waiting, ...] = ()
    reviews: tuple[Waiting, ...] = ()


def found(user: User, *, today: date, now: datetime) -> Found:
    """Through the first lock, row by row; the soonest first."""
    who = involvement.reader(user, today=today)
    if who.organisation is None or "plan" not in who.opens:
        return Found()
    mine = _mine(who, today)
    steps = _open_steps(who, mine)
    ours = steps.filter(due__gte=today, by_organisation=who.organisation)
    late, soon, begun = read(
        [
            steps.filter(_for_us(who), due__lt=today).order_by("due", "pk")[:MANY],
            ours.order_by("due", "pk")[:MANY],
            _plans_due(mine, today),
        ]
    )
    plans = _by_day(begun)
    people = {row.person_id for row in (*late, *soon, *plans)}
    to = involvement.towards(who, people, today=today, now=now)
    named = {person: each.name for person, each in names(who, to, today=today).items()}

    def waiting(person: UUID, what: str, due: date) -> Waiting:
        days = working_days_until(due, today=today)
        return Waiting(person, named.get(person, ""), what, due, days, due < today)

    def of_steps(rows: list[Step]) -> tuple[Waiting, ...]:
        shown = [row for row in rows if _seen(who, to[row.person_id], row)]
        return tuple(waiting(r.person_id, r.title, r.due) for r in shown if r.due)

    return Found(
        of_steps(late),
        of_steps(soon),
        tuple(
            waiting(row.person_id, "", due)
            for row, due in plans.items()
            if sees(who, to[row.person_id], "plan", row.held_by_id)
        ),
    )


def _mine(who: Reader, today: date) -> QuerySet[Allocation]:
    """The people of a worker; of a manager, everybody’s."""
    rows = Allocation.objects.filter(in_force(today), held_by=who.organisation)
    return rows if who.role == Role.MANAGER else rows.filter(worker=who.user)


def _open_steps(who: Reader, mine: QuerySet[Allocation]) -> QuerySet[Step]:
    """Of a worker’s people; of a manager, whoever they are about: those of the organisation are found by its index."""
    whose = Q() if who.role == Role.MANAGER else Q(person__in=mine.values("person"))
    newest = Progress.objects.filter(step=OuterRef("pk")).order_by("-said_at", "-pk")
    active = Goal.objects.filter(pk=OuterRef("goal"), state=GoalState.ACTIVE.value)
    carried = Step.objects.filter(carried_from=OuterRef("pk"))
    return (
        Step.objects.filter(whose, Exists(active), ~Exists(carried))
        .annotate(stands=Subquery(newest.values("state")[:1]))
        .filter(Q(stands=None) | Q(stands__in=OPEN))
    )


def _for_us(who: Reader) -> Q:
    """Done by one’s own organisation; to a worker, also what the person does and their organisation wrote down."""
    ours = Q(by_organisation=who.organisation)
    if who.role == Role.MANAGER:
        return ours
    return ours | Q(by_organisation=None, held_by=who.organisation)


def _plans_due(mine: QuerySet[Allocation], today: date) -> QuerySet[Plan]:
    """Plans whose people one’s own organisation leads on, where nobody agreed to or looked at them for long enough."""
    leading = mine.filter(part=Allocation.LEAD).values("person")
    goes_on = ~Exists(Plan.objects.filter(before=OuterRef("pk")))
    said = PlanAgreement.objects.filter(plan=OuterRef("pk")).order_by("-said_on")
    looked = PlanReview.objects.filter(plan=OuterRef("pk")).order_by("-reviewed_on")
    rows = Plan.objects.filter(goes_on, person__in=leading).annotate(
        said=Subquery(said.values("said_on")[:1]), looked=Subquery(looked.values("reviewed_on")[:1])
    )
    latest = rules.latest_to_review(today)
    rows = rows.filter(begun_on__lte=latest).filter(Q(said=None) | Q(said__lte=latest))
    return rows.filter(Q(looked=None) | Q(looked__lte=latest)).order_by("begun_on", "pk")[:MANY]


def _by_day(plans: Iterable[Any]) -> dict[Plan, date]:
    """When each is to be looked at again, the soonest first."""
    due = {
        row: rules.review_due(_newest(row.begun_on.isoformat(), row.said, row.looked))
        for row in plans
    }
    return dict(sorted(due.items(), key=lambda each: each[1]))


def _newest(*days: str | None) -> date:
    """Of days as the database writes them."""
    return date.fromisoformat(max(day for day in days if day))


def _seen(who: Reader, to: Towards, row: OfPathway) -> bool:
    return all(sees(who, to, section, row.held_by_id) for section in row.in_sections())
