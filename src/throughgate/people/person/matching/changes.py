"""Putting two records on a record officer's list, deciding, joining them. The jobs alone look at both."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import F
from django.db.transaction import atomic
from procrastinate.contrib.django import app

from throughgate.common.errors import Stale, ThroughgateError
from throughgate.people.person.matching import access, queries
from throughgate.people.person.matching.events import (
    FoundDifferent,
    FoundSame,
    Joined,
    JoinRefused,
    MatchFound,
)
from throughgate.people.person.matching.joining import CannotJoin, Joining, join
from throughgate.people.person.matching.models import PossibleMatch
from throughgate.people.person.matching.rules import FOR_OFFICERS, reasons
from throughgate.privacy.access.models import User
from throughgate.privacy.audit import events


@atomic
def look_soon(*, person: UUID, by: User) -> None:
    """Have a job compare somebody who was added with everybody, in sight and out of sight alike."""
    app.configure_task("matching.look").defer(person=str(person))


@atomic
def look(*, person: UUID, by: None = None, today: date) -> int:
    """For the job: who may be the person that was added goes on the officers' list. Returns how many are new."""
    added_by = queries.for_job_adder(person)
    added = queries.known([person]).get(person)
    if added_by is None or added is None:
        return 0
    new = 0
    others = queries.known(queries.for_job_alike(person, added))
    for other, known in sorted(others.items()):
        why = [each.value for each in reasons(added, known) if each in FOR_OFFICERS]
        if why:
            new += _note(person, other, added_by.pk, why, today)
    return new


def _note(person: UUID, known: UUID, added_by: int, why: list[str], today: date) -> int:
    either = [(person, known), (known, person)]
    if any(PossibleMatch.objects.filter(person=a, known=b).exists() for a, b in either):
        return 0
    made = PossibleMatch.objects.create(
        person_id=person, known_id=known, added_by_id=added_by, why=why, found_on=today
    )
    events.record(MatchFound(person=known, today=today, match=made.pk), by=None)
    return 1


@atomic
def decide(*, match: PossibleMatch, same: bool, version: int, by: User, today: date) -> None:
    """A record officer's word. “Same” has a job join the two, since the officer may see only one."""
    access.check_decide(by, today=today)
    waiting = PossibleMatch.objects.filter(
        pk=match.pk, version=version, state=PossibleMatch.WAITING
    )
    state = PossibleMatch.SAME if same else PossibleMatch.DIFFERENT
    said = {"state": state, "decided_by": by, "decided_on": today, "problem": ""}
    if not waiting.update(**said, version=F("version") + 1):
        raise Stale("A colleague decided this meanwhile. Look at what they said.")
    kind = FoundSame if same else FoundDifferent
    events.record(kind(person=match.known_id, today=today, match=match.pk), by=by)
    if same:
        app.configure_task("matching.join").defer(match=str(match.pk))


@atomic
def join_records(*, match: UUID, by: None = None, today: date, now: datetime) -> int:
    """For the job: the newer record goes into the known one, or the officer is told why it cannot. Safe to run twice."""
    found = queries.for_job(match)
    if found is None or found.joined_on is not None:
        return 0
    row = PossibleMatch.objects.filter(pk=found.pk)
    work = Joining(newer=found.person_id, known=found.known_id, today=today, now=now)
    try:
        with atomic():
            moved = join(work)
    except CannotJoin as error:
        _refuse(found, error, today)
        return 0
    row.update(joined_on=today, version=F("version") + 1)
    events.record(
        Joined(
            person=found.known_id, today=today, match=found.pk, joined=found.person_id, rows=moved
        ),
        by=None,
    )
    return moved


def _refuse(found: PossibleMatch, error: ThroughgateError, today: date) -> None:
    PossibleMatch.objects.filter(pk=found.pk).update(
        state=PossibleMatch.WAITING,
        decided_by=None,
        decided_on=None,
        problem=str(error)[:500],
        version=F("version") + 1,
    )
    events.record(JoinRefused(person=found.known_id, today=today, match=found.pk), by=None)
