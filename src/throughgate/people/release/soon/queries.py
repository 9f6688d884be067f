"""For home pages: who is released soon and who was lately, of those whom the user of a post works with; not yet read."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Concat

from throughgate.common.values import load
from throughgate.people.assessment.models import Need
from throughgate.people.person.moves.models import KeyDate, Whereabouts
from throughgate.people.plan.models import Goal, Progress, Step
from throughgate.people.plan.rules import GoalState, StepState
from throughgate.people.record.queries import looked_after
from throughgate.people.release import rules
from throughgate.people.release.essentials.models import Essential
from throughgate.people.release.essentials.rules import State, essentials, readiness
from throughgate.people.release.milestones.models import Milestone
from throughgate.people.release.milestones.rules import earliest_release
from throughgate.people.release.plan_steps.queries import SETTLED
from throughgate.people.release.rules import DAYS_APART, Window
from throughgate.privacy.access.prepared import Asked, Prepared

BETWEEN = "|"  # a code and its state, in one column
MOST = 50  # the next, or the latest


def _released_soon(everyone: bool) -> QuerySet[KeyDate]:
    """Until a day, as the organisation has it; with what `ready_of` counts."""
    ahead = KeyDate.objects.filter(
        held_by=Asked("organisation"),
        kind__any=Asked("kinds"),
        day__gte=Asked("today"),
        day__lte=Asked("until"),
    )
    sooner = ahead.filter(
        person=OuterRef("person"), day__lte=OuterRef("day"), pk__gt=OuterRef("pk")
    )
    rows = ahead.filter(looked_after(everyone)).exclude(Exists(sooner))
    told = {"said": _said(), "steps": _steps(), "needs": _needs()}
    rows = rows.only("person", "held_by", "day").annotate(**told)
    return rows.order_by("day", "pk")[:MOST]


RELEASED_SOON = Prepared(_released_soon)


def soon(today: date) -> dict[str, Any]:
    """What it asks: within four weeks."""
    weeks: int = load(rules.PACKAGE)["windows"].on(today)[Window.FOUR_WEEKS]
    return {"kinds": list(load(rules.PACKAGE)["dates"].latest), "until": today + timedelta(weeks)}


def _said() -> Any:
    """What was said of each essential, the newest last."""
    rows = Essential.objects.filter(person=OuterRef("person"))
    return _listed(rows, Concat("code", Value(BETWEEN), "state"), "said_at")


def _steps() -> Any:
    """How far each step of the goals that are worked on is, by its need."""
    newest = Progress.objects.filter(step=OuterRef("pk")).order_by("-said_at", "-pk")
    carried = Goal.objects.filter(carried_from=OuterRef("goal"))
    rows = Step.objects.filter(
        ~Exists(carried), person=OuterRef("person"), goal__state=GoalState.ACTIVE.value
    )
    stands = Coalesce(Subquery(newest.values("state")[:1]), Value(StepState.NOT_STARTED.value))
    return _listed(rows, Concat("need", Value(BETWEEN), stands), "place")


def _needs() -> Any:
    """Each need, and whether it is there still."""
    over = Case(
        When(Q(last_day__isnull=False) | Q(status__in=SETTLED), then=Value("over")),
        default=Value("present"),
    )
    rows = Need.objects.filter(person=OuterRef("person"))
    return _listed(rows, Concat("code", Value(BETWEEN), over), "code")


def _listed(rows: QuerySet[Any], said: Any, order: str) -> Any:
    by_person = rows.order_by().values("person")
    told = by_person.annotate(told=ArrayAgg(said, order_by=order))
    return Subquery(told.values("told"))


def ready_of(row: KeyDate, *, today: date) -> int:
    """Of how many essentials a worker, or else the plan, says that they are there."""
    found: Any = row  # with what it was annotated with
    said = {code: State(state) for code, state in _apart(found.said)}
    steps: dict[str, list[StepState]] = defaultdict(list)
    for need, state in _apart(found.steps):
        steps[need].append(StepState(state))
    needs = set(_apart(found.needs))
    settled = {code for code, _there in needs} - {c for c, there in needs if there == "present"}
    every = readiness(
        row.day,
        steps,
        said,
        settled=settled,
        sees=[e.section for e in essentials(today)],
        today=today,
    )
    return sum(not each.missing for each in every)


def _apart(told: list[str] | None) -> list[tuple[str, str]]:
    return [(one.partition(BETWEEN)[0], one.partition(BETWEEN)[2]) for one in told or ()]


def _released_lately(everyone: bool) -> QuerySet[Whereabouts]:
    """As the organisation has it; `answered`: the milestones of which something was said."""
    rows = Whereabouts.objects.filter(
        looked_after(everyone),
        held_by=Asked("organisation"),
        kind="licence",
        last_day=None,
        first_day__gte=Asked("earliest"),
        first_day__lte=Asked("today"),
    )
    rows = rows.only("person", "held_by", "first_day").annotate(answered=_answered())
    return rows.order_by("-first_day", "pk")[:MOST]


RELEASED_LATELY = Prepared(_released_lately)


def lately(today: date) -> dict[str, Any]:
    """What it asks: since there may be something to be said of how they are."""
    return {"earliest": earliest_release(today)}


def _answered() -> Any:
    said = Milestone.objects.filter(
        person=OuterRef("person"),
        released_on__gte=OuterRef("first_day") - DAYS_APART,
        released_on__lte=OuterRef("first_day") + DAYS_APART,
    )
    codes = said.order_by().values("person").annotate(codes=ArrayAgg("code", distinct=True))
    return Subquery(codes.values("codes"))
