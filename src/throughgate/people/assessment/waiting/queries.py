"""What of assessments waits for a user: theirs to finish, their organisation’s to countersign, those due of their people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Concat

from throughgate.people.assessment.access import COUNTERSIGNS
from throughgate.people.assessment.due.queries import ASSESS, known_of
from throughgate.people.assessment.due.rules import Known
from throughgate.people.assessment.models import Assessment
from throughgate.people.assessment.queries import OPEN, sees_any
from throughgate.people.assessment.rules import State
from throughgate.people.involvement import queries as involvement
from throughgate.people.involvement.naming import names
from throughgate.people.record.opening import NAMELESS, Opened
from throughgate.people.record.queries import led
from throughgate.privacy.access.models import User
from throughgate.privacy.access.prepared import Asked, Prepared, read
from throughgate.privacy.access.queries import once

MOST = 200


@dataclass(frozen=True)
class Waiting:
    """An assessment, whom it is about, and who signed it."""

    name: str
    row: Assessment
    signer: str = ""


@dataclass(frozen=True)
class WithMe:
    """Somebody this worker leads on, what decides what is due, and which kinds are begun."""

    person: UUID
    name: str
    known: Known
    begun: frozenset[str]


def mine(user: User, *, today: date, now: datetime) -> list[Waiting]:
    """Begun by this worker, or of somebody they lead on, and not signed; the longest due first."""
    return _named(user, _asked(user, today).open, today, now)


def countersignatures(user: User, *, today: date, now: datetime) -> list[Waiting]:
    """Signed in the user’s organisation by somebody else; the longest ago first."""
    return _named(user, _asked(user, today).signed, today, now)


@dataclass(frozen=True)
class Unfinished:
    """What is to be finished, and what is to be countersigned."""

    open: Sequence[Assessment]
    signed: Sequence[Assessment] = ()


def _asked(user: User, today: date) -> Unfinished:
    """Once a page; what is to be countersigned only for those who may."""
    who = involvement.reader(user, today=today)
    by = {"user": user.pk, "organisation": who.organisation}
    asked = [MINE.asked(**by, led=list(led(user, today=today)))]
    if who.role in COUNTERSIGNS:
        asked.append(TO_COUNTERSIGN.asked(**by))
    return once(user, ("assessments", today), lambda: Unfinished(*read(asked)))


def _mine() -> QuerySet[Assessment]:
    rows = Assessment.objects.filter(
        Q(entered_by=Asked("user")) | Q(person__any=Asked("led")),
        held_by=Asked("organisation"),
        state__in=OPEN,
    )
    return rows.order_by("due_on", "started_on", "pk")[:MOST]


def _to_countersign() -> QuerySet[Assessment]:
    signer = Concat("signed_by__first_name", Value(" "), "signed_by__last_name")
    rows = Assessment.objects.filter(held_by=Asked("organisation"), state=State.SIGNED.value)
    rows = rows.exclude(signed_by=Asked("user")).annotate(signer=signer)
    return rows.order_by("signed_on", "pk")[:MOST]


MINE, TO_COUNTERSIGN = Prepared(_mine), Prepared(_to_countersign)


def with_me(user: User, *, today: date, now: datetime) -> list[WithMe]:
    """Everybody whom this worker leads on, where their organisation is asked for assessments."""
    who = involvement.reader(user, today=today)
    if who.kind not in ASSESS:
        return []
    people = sorted(led(user, today=today))[:MOST]
    seen = {each.person: each for each in _opened(user, people, today, now)}
    known, begun = known_of(list(seen.values()))
    return [
        WithMe(person, each.named.name, known[person], frozenset(begun[person]))
        for person, each in seen.items()
    ]


def _named(user: User, rows: Iterable[Assessment], today: date, now: datetime) -> list[Waiting]:
    found = list(rows)
    seen = {o.person: o for o in _opened(user, {row.person_id for row in found}, today, now)}
    return [
        Waiting(seen[row.person_id].named.name, row, getattr(row, "signer", ""))
        for row in found
        if row.person_id in seen
    ]


def _opened(user: User, people: Iterable[UUID], today: date, now: datetime) -> list[Opened]:
    """Those whose needs are open to the user, in as many queries as one."""
    people = list(people)
    who = involvement.reader(user, today=today)
    to = involvement.towards(who, people, today=today, now=now)
    named = names(who, to, today=today)
    opened = [Opened(p, user, who, to[p], named.get(p, NAMELESS), today, now) for p in people]
    return [each for each in opened if sees_any(each, who.organisation)]
