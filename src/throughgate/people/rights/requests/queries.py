"""Cases as the user's organisation has a part in them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404

from throughgate.people.person.models import Identity
from throughgate.people.rights.requests import rules
from throughgate.people.rights.requests.models import Asked, Found, Given, SubjectAccess
from throughgate.people.rights.requests.rules import Clock, Decision, Pause, Progress, State
from throughgate.privacy.access.models import User
from throughgate.privacy.access.queries import current_post

OVER = [state.value for state in rules.OVER]


@dataclass(frozen=True)
class Line:
    """One case on a list."""

    case: SubjectAccess
    name: str
    clock: Clock
    ours: bool  # the user's organisation leads it
    to_decide: int


def open_cases(user: User, *, today: date) -> list[Line]:
    """Cases that are not over, in which the user's organisation has something to do or to watch."""
    cases = list(
        SubjectAccess.objects.exclude(state__in=OVER)
        .select_related("lead")
        .prefetch_related("waits")
        .order_by("received_on", "pk")
    )
    names = names_of([case.person_id for case in cases])
    post = current_post(user, today=today)
    undecided = Counter(
        Found.objects.filter(case__in=cases, decision=Decision.OPEN.value).values_list(
            "case", flat=True
        )
    )
    return [
        Line(
            case,
            names.get(case.person_id, ""),
            clock(case, today=today),
            post is not None and case.lead_id == post.organisation_id,
            undecided[case.pk],
        )
        for case in cases
    ]


def case(user: User, id: UUID) -> SubjectAccess:
    """A case that the user's organisation leads or was asked in; any other is not there."""
    found = SubjectAccess.objects.filter(pk=id).select_related("lead", "handled_by").first()
    if found is None:
        raise Http404
    return found


def of_person(user: User, person: UUID) -> list[SubjectAccess]:
    return list(SubjectAccess.objects.filter(person=person).order_by("-received_on", "pk"))


def clock(case: SubjectAccess, *, today: date) -> Clock:
    pauses = [Pause(wait.asked_on, wait.came_on) for wait in case.waits.all()]
    return rules.clock(case.received_on, pauses, longer=case.longer, today=today)


def state(case: UUID) -> State:
    return State(SubjectAccess.objects.values_list("state", flat=True).get(pk=case))


def lead(case: UUID) -> int:
    return SubjectAccess.objects.values_list("lead", flat=True).get(pk=case)


def asked(user: User, case: SubjectAccess) -> list[Asked]:
    """Of the leading organisation, all; of one that was asked, its own."""
    rows = Asked.objects.filter(case=case).select_related("organisation")
    return list(rows.order_by("organisation__name"))


def asked_of(user: User, case: SubjectAccess, *, today: date) -> Asked | None:
    post = current_post(user, today=today)
    return next(
        (row for row in asked(user, case) if post and row.organisation_id == post.organisation_id),
        None,
    )


def items(user: User, case: SubjectAccess) -> list[Found]:
    """What the user's own organisation holds; the oldest first, kind by kind."""
    return list(Found.objects.filter(case=case).order_by("kind", "day", "pk"))


def open_items(user: User, case: SubjectAccess) -> list[Found]:
    return list(Found.objects.filter(case=case, decision=Decision.OPEN.value).order_by("pk"))


def item(user: User, id: UUID) -> Found:
    found = Found.objects.filter(pk=id).select_related("case").first()
    if found is None:
        raise Http404
    return found


def given(user: User, case: SubjectAccess) -> list[Given]:
    rows = Given.objects.filter(case=case).select_related("held_by")
    return list(rows.order_by("held_by__name", "kind", "day", "pk"))


def progress(user: User, case: SubjectAccess) -> Progress:
    """As the leading organisation knows it: an organisation that has answered has decided on everything."""
    rows = asked(user, case)
    own = len(open_items(user, case))
    return Progress(len(rows), sum(row.answered_on is not None for row in rows), own)


def names_of(people: list[UUID]) -> dict[UUID, str]:
    """As far as the user may see who they are."""
    rows = Identity.objects.filter(person__in=people).order_by("held_by")
    return {row.person_id: str(row) for row in rows}
