"""What of plans waits for a worker: steps that are late, steps for their organisation, plans to look at again.

Always of the people allocated to the worker; for a manager, of the organisation. Few rows are read, whatever there is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest

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
from throughgate.people.plan.rules import GoalState, StepState
from throughgate.people.record.queries import looked_after, mine
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.models import User
from throughgate.privacy.access.prepared import Asked, Prepared, read
from throughgate.privacy.access.queries import in_force

FEW, NEAREST = 5, 100
MANY = 2 * FEW  # of each are read: more than are shown, should the first lock keep one back
SOON = timedelta(weeks=4)  # a step for one's own organisation is on the home page from then on
NOBODY = Value(0, BigIntegerField())
OPEN = [state.value for state in rules.OPEN]


@dataclass(frozen=True)
class Waiting:
    """One step or one plan that waits, with the person’s name as the reader may see it."""

    person: UUID
    name: str
    what: str
    due: date
    due_passed: bool


@dataclass(frozen=True)
class Found:
    """late: steps whose day has passed; ours: steps for the reader’s organisation; reviews: plans to look at again."""

    late: tuple[Waiting, ...] = ()
    ours: tuple[Waiting, ...] = ()
    reviews: tuple[Waiting, ...] = ()


def found(user: User, *, today: date, now: datetime) -> Found:
    """Through the first lock, row by row; the soonest first, and few of each."""
    who = involvement.reader(user, today=today)
    if who.organisation is None or "plan" not in who.opens:
        return Found()
    asked = {
        "user": who.user,
        "organisation": who.organisation,
        "mine": list(mine(user, today=today)),
        "today": today,
        "soon": today + SOON,
        "latest": rules.latest_to_review(today),
    }
    everyone = who.role == Role.MANAGER
    late, soon, begun = read([one.asked(everyone, **asked) for one in (LATE, OURS, PLANS_DUE)])
    plans = _by_day(begun)
    people = {row.person_id for row in (*late, *soon, *plans)}
    to = involvement.towards(who, people, today=today, now=now)
    named = {person: each.name for person, each in names(who, to, today=today).items()}

    def waiting(person: UUID, what: str, due: date) -> Waiting:
        return Waiting(person, named.get(person, ""), what, due, due < today)

    def of_steps(rows: list[Step]) -> tuple[Waiting, ...]:
        shown = [row for row in rows if _seen(who, to[row.person_id], row)]
        return tuple(waiting(r.person_id, r.title, r.due) for r in shown[:FEW] if r.due)

    seen = [row for row in plans if sees(who, to[row.person_id], "plan", row.held_by_id)]
    reviews = tuple(waiting(row.person_id, "", plans[row]) for row in seen[:FEW])
    return Found(of_steps(late), of_steps(soon), reviews)


def _open_steps(steps: QuerySet[Step]) -> QuerySet[Step]:
    """Those of goals that are worked on and of which nobody said that they are over; the soonest first."""
    newest = Progress.objects.filter(step=OuterRef("pk")).order_by("-said_at", "-pk")
    stands = Coalesce(Subquery(newest.values("state")[:1]), Value(StepState.NOT_STARTED.value))
    active = Goal.objects.filter(pk=OuterRef("goal"), state=GoalState.ACTIVE.value)
    carried = Step.objects.filter(carried_from=OuterRef("pk"))
    steps = steps.filter(Exists(active), ~Exists(carried)).alias(stands=stands)
    steps = steps.filter(stands__in=OPEN).order_by("due", "pk")
    return steps.only("person", "held_by", "pathway", "title", "due")[:MANY]


def _late(everyone: bool) -> QuerySet[Step]:
    """Done by one’s own organisation; to a worker, also what the person does and their organisation wrote down."""
    late = Step.objects.filter(due__lt=Asked("today"))
    if everyone:
        return _open_steps(_nearest(late.filter(by_organisation=Asked("organisation")), "-due"))
    whose = Coalesce("by_organisation", "held_by")
    late = late.filter(looked_after(everyone)).alias(whose=whose)
    return _open_steps(late.filter(whose=Asked("organisation")))


def _ours(everyone: bool) -> QuerySet[Step]:
    ours = Step.objects.filter(due__gte=Asked("today"), due__lte=Asked("soon"))
    if everyone:
        return _open_steps(_nearest(ours.filter(by_organisation=Asked("organisation")), "due"))
    # Of few people: not by the index, which has the whole organisation's.
    by = Coalesce("by_organisation", NOBODY)
    ours = ours.filter(looked_after(everyone)).alias(by=by)
    return _open_steps(ours.filter(by=Asked("organisation")))


def _nearest(steps: QuerySet[Step], order: str) -> QuerySet[Step]:
    """Of a whole organisation, which may have done thousands: those around today."""
    return Step.objects.filter(pk__in=steps.order_by(order).values("pk")[:NEAREST])


def _plans_due(everyone: bool) -> QuerySet[Plan]:
    """Plans whose people one’s own organisation leads on, where nobody agreed to or looked at them for long enough."""
    today: Any = Asked("today")
    leads = Allocation.objects.filter(
        in_force(today), held_by=Asked("organisation"), part=Allocation.LEAD
    )
    leads = leads if everyone else leads.filter(worker=Asked("user"))
    begun = Plan.objects.filter(begun_on__lte=Asked("latest"))
    if everyone:
        held = begun.filter(held_by=Asked("organisation")).order_by("begun_on")
        begun = begun.filter(pk__in=held.values("pk")[:NEAREST])
    goes_on = ~Exists(Plan.objects.filter(before=OuterRef("pk")))
    said = PlanAgreement.objects.filter(plan=OuterRef("pk")).order_by("-said_on")
    looked = PlanReview.objects.filter(plan=OuterRef("pk")).order_by("-reviewed_on")
    rows = begun.filter(goes_on, person__in=leads.values("person")).annotate(
        said=Subquery(said.values("said_on")[:1]), looked=Subquery(looked.values("reviewed_on")[:1])
    )
    latest = Asked("latest")
    rows = rows.filter(Q(said=None) | Q(said__lte=latest))
    rows = rows.filter(Q(looked=None) | Q(looked__lte=latest))
    return rows.order_by(Greatest("begun_on", "said", "looked"), "pk")[:MANY]


LATE, OURS, PLANS_DUE = Prepared(_late), Prepared(_ours), Prepared(_plans_due)


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
