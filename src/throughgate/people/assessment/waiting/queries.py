"""What of assessments waits for a user: theirs to finish, their organisation’s to countersign, those due of their people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from throughgate.people.assessment.due.queries import ASSESS, known_of
from throughgate.people.assessment.due.rules import Known
from throughgate.people.assessment.models import Assessment
from throughgate.people.assessment.queries import OPEN, sees_any
from throughgate.people.assessment.rules import State
from throughgate.people.involvement import queries as involvement
from throughgate.people.involvement.allocation.models import Allocation
from throughgate.people.involvement.naming import names
from throughgate.people.record.opening import NAMELESS, Opened
from throughgate.privacy.access.models import User
from throughgate.privacy.access.queries import in_force

MOST = 200


@dataclass(frozen=True)
class Waiting:
    """An assessment and whom it is about."""

    name: str
    row: Assessment


@dataclass(frozen=True)
class WithMe:
    """Somebody this worker leads on, what decides what is due, and which kinds are begun."""

    person: UUID
    name: str
    known: Known
    begun: frozenset[str]


def mine(user: User, *, today: date, now: datetime) -> list[Waiting]:
    """Begun by this worker, or of somebody they lead on, and not signed; the longest due first."""
    who = involvement.reader(user, today=today)
    led = Allocation.objects.filter(
        in_force(today), person=OuterRef("person"), worker=user, part=Allocation.LEAD
    )
    rows = Assessment.objects.filter(
        Q(entered_by=user) | Exists(led), held_by=who.organisation, state__in=OPEN
    )
    return _named(user, rows.order_by("due_on", "started_on", "pk")[:MOST], today, now)


def countersignatures(user: User, *, today: date, now: datetime) -> list[Waiting]:
    """Signed in the user’s organisation by somebody else; the longest ago first."""
    who = involvement.reader(user, today=today)
    rows = Assessment.objects.filter(held_by=who.organisation, state=State.SIGNED).exclude(
        signed_by=user
    )
    rows = rows.select_related("signed_by").order_by("signed_on", "pk")
    return _named(user, rows[:MOST], today, now)


def with_me(user: User, *, today: date, now: datetime) -> list[WithMe]:
    """Everybody whom this worker leads on, where their organisation is asked for assessments."""
    who = involvement.reader(user, today=today)
    if who.kind not in ASSESS:
        return []
    led = Allocation.objects.filter(
        in_force(today), held_by=who.organisation, worker=user, part=Allocation.LEAD
    )
    people = list(led.order_by("person").values_list("person", flat=True).distinct()[:MOST])
    seen = {each.person: each for each in _opened(user, people, today, now)}
    known, begun = known_of(list(seen.values())), _begun(seen)
    return [
        WithMe(person, each.named.name, known[person], frozenset(begun[person]))
        for person, each in seen.items()
    ]


def _begun(seen: dict[UUID, Opened]) -> dict[UUID, set[str]]:
    found: dict[UUID, set[str]] = defaultdict(set)
    for row in Assessment.objects.filter(person__in=seen, state__in=OPEN):
        if sees_any(seen[row.person_id], row.held_by_id):
            found[row.person_id].add(row.kind)
    return found


def _named(user: User, rows: Iterable[Assessment], today: date, now: datetime) -> list[Waiting]:
    found = list(rows)
    seen = {o.person: o for o in _opened(user, {row.person_id for row in found}, today, now)}
    return [Waiting(seen[row.person_id].named.name, row) for row in found if row.person_id in seen]


def _opened(user: User, people: Iterable[UUID], today: date, now: datetime) -> list[Opened]:
    """Those whose needs are open to the user, in as many queries as one."""
    people = list(people)
    who = involvement.reader(user, today=today)
    to = involvement.towards(who, people, today=today, now=now)
    named = names(who, to, today=today)
    opened = [Opened(p, user, who, to[p], named.get(p, NAMELESS), today, now) for p in people]
    return [each for each in opened if sees_any(each, who.organisation)]
