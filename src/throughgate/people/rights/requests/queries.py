"""Cases as the user's organisation has a part in them: it leads, or it was asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from throughgate.people.rights import access
from throughgate.people.rights.queries import known_as
from throughgate.people.rights.requests import rules
from throughgate.people.rights.requests.models import Asked, Found, Given, SubjectAccess
from throughgate.people.rights.requests.rules import Clock, Decision, Pause, Progress, State
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.models import Post, User

OVER = [state.value for state in rules.OVER]
PAGE = 50


@dataclass(frozen=True)
class Line:
    """One case on a list."""

    case: SubjectAccess
    name: str
    clock: Clock
    ours: bool  # the user's organisation leads it
    to_decide: int
    to_approve: bool


def cases(user: User, *, over: bool = False, today: date, now: datetime) -> list[Line]:
    """The cases in which the user's organisation has a part, the most urgent first; or those that are over."""
    post = access.check_handler(user, today=today)
    rows = list(_of(post, over).select_related("lead").prefetch_related("waits")[:PAGE])
    named = known_as(user, [case.person_id for case in rows], today=today, now=now)
    undecided = _undecided(post, rows)
    lines = [
        Line(
            case,
            named[case.person_id].name,
            clock(case, today=today),
            case.lead_id == post.organisation_id,
            undecided[case.pk],
            _may_approve(case, post, user),
        )
        for case in rows
        if case.person_id in named
    ]
    return lines if over else sorted(lines, key=lambda line: line.clock.due or date.max)


def _of(post: Post, over: bool) -> QuerySet[SubjectAccess]:
    """Of a manager, what their organisation leads; of an officer, what it was asked too."""
    asked = Asked.objects.filter(case=OuterRef("pk"), organisation=post.organisation_id)
    part = Q(lead=post.organisation_id)
    if post.role == Role.INFORMATION_OFFICER:
        part |= Q(Exists(asked))
    rows = SubjectAccess.objects.filter(part)
    if over:
        return rows.filter(state__in=OVER).order_by("-over_on", "pk")
    return rows.exclude(state__in=OVER).order_by("received_on", "pk")


def _undecided(post: Post, rows: Iterable[SubjectAccess]) -> Counter[UUID]:
    open_items = Found.objects.filter(
        case__in=list(rows), held_by=post.organisation_id, decision=Decision.OPEN.value
    )
    return Counter(open_items.values_list("case", flat=True))


def _may_approve(case: SubjectAccess, post: Post, user: User) -> bool:
    ours = case.lead_id == post.organisation_id and case.sent_by_id != user.pk
    return ours and case.state == State.APPROVAL.value


def waiting(user: User, post: Post, *, today: date) -> list[Line]:
    """For the home page: what is open, without the names."""
    rows = list(_of(post, over=False).prefetch_related("waits")[:PAGE])
    undecided = _undecided(post, rows)
    found = [
        Line(
            case,
            "",
            clock(case, today=today),
            case.lead_id == post.organisation_id,
            undecided[case.pk],
            _may_approve(case, post, user),
        )
        for case in rows
    ]
    return sorted(found, key=lambda line: line.clock.due or date.max)


def case(user: User, person: UUID, id: UUID, *, today: date) -> SubjectAccess:
    """A case that the user's organisation leads or was asked in; any other is not there."""
    post = access.check_handler(user, today=today)
    access.check_not_kept_from(user, person, today=today)
    rows = SubjectAccess.objects.filter(pk=id, person=person).select_related(
        "lead", "handled_by", "sent_by", "approved_by"
    )
    found = rows.prefetch_related("waits").first()
    if found is None or not _has_part(post, found):
        raise Http404
    return found


def _has_part(post: Post, case: SubjectAccess) -> bool:
    if case.lead_id == post.organisation_id:
        return True
    asked = Asked.objects.filter(case=case, organisation=post.organisation_id)
    return post.role == Role.INFORMATION_OFFICER and asked.exists()


def of_person(user: User, person: UUID, *, today: date) -> list[SubjectAccess]:
    """Those that the officer's own organisation leads."""
    post = access.check_officer(user, today=today)
    rows = SubjectAccess.objects.filter(person=person, lead=post.organisation)
    return list(rows.prefetch_related("waits").order_by("-received_on", "pk"))


def clock(case: SubjectAccess, *, today: date) -> Clock:
    pauses = [Pause(wait.asked_on, wait.came_on) for wait in case.waits.all()]
    return rules.clock(case.received_on, pauses, longer=case.longer, today=today)


def state(case: UUID) -> State:
    return State(SubjectAccess.objects.values_list("state", flat=True).get(pk=case))


def lead(case: UUID) -> int:
    return SubjectAccess.objects.values_list("lead", flat=True).get(pk=case)


def asked(case: SubjectAccess, post: Post) -> list[Asked]:
    """Of the leading organisation, all; of one that was asked, its own."""
    rows = Asked.objects.filter(case=case).select_related("organisation", "answered_by")
    if post.organisation_id != case.lead_id:
        rows = rows.filter(organisation=post.organisation_id)
    return list(rows.order_by("organisation__name"))


def asked_of(user: User, case: SubjectAccess, *, today: date) -> Asked:
    """What the officer's own organisation was asked."""
    post = access.check_officer(user, today=today)
    found = Asked.objects.filter(case=case, organisation=post.organisation).first()
    if found is None:
        raise Http404
    return found


def items(
    user: User, case: SubjectAccess, *, today: date, page: int = 1
) -> tuple[list[Found], bool]:
    """What the officer's own organisation holds, kind by kind, the oldest first; and whether there are more."""
    first = (page - 1) * PAGE
    rows = _own(user, case, today).order_by("kind", "day", "pk")[first : first + PAGE + 1]
    return list(rows[:PAGE]), len(rows) > PAGE


def open_items(user: User, case: SubjectAccess, *, today: date) -> list[Found]:
    return list(_own(user, case, today).filter(decision=Decision.OPEN.value).order_by("pk"))


def counts(user: User, case: SubjectAccess, *, today: date) -> Counter[str]:
    """How many of the officer's own items are decided how."""
    return Counter(_own(user, case, today).values_list("decision", flat=True))


def item(user: User, case: SubjectAccess, id: UUID, *, today: date) -> Found:
    found = _own(user, case, today).filter(pk=id).first()
    if found is None:
        raise Http404
    return found


def _own(user: User, case: SubjectAccess, today: date) -> QuerySet[Found]:
    post = access.check_officer(user, today=today)
    return Found.objects.filter(case=case, held_by=post.organisation)


def given(user: User, case: SubjectAccess, *, today: date) -> list[Given]:
    """All that goes out, for the leading organisation alone."""
    post = access.check_handler(user, today=today)
    rows = Given.objects.filter(case=case, case__lead=post.organisation).select_related("held_by")
    return list(rows.order_by("held_by__name", "kind", "day", "pk"))


def progress(user: User, case: SubjectAccess, *, today: date) -> Progress:
    """As the leading organisation knows it: an organisation that has answered has decided on everything."""
    post = access.check_handler(user, today=today)
    rows = asked(case, post)
    open_items = Found.objects.filter(
        case=case, held_by=post.organisation, decision=Decision.OPEN.value
    )
    return Progress(len(rows), sum(row.answered_on is not None for row in rows), open_items.count())
