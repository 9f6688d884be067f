"""Adding a person by hand: who they are, and why the organisation works with them, in one step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.transaction import atomic

from throughgate.people.finding import access
from throughgate.people.finding.events import PersonAdded
from throughgate.people.involvement import changes as involvement
from throughgate.people.involvement.allocation.models import Allocation
from throughgate.people.person.identifiers.models import Identifier
from throughgate.people.person.identifiers.rules import Identifier as Number
from throughgate.people.person.matching import changes as matching
from throughgate.people.person.models import Entry, Identity, Person
from throughgate.people.person.names import keys
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.models import Agreement, Post, User
from throughgate.privacy.audit import events

ORIGIN = "added"
LEADS = {Role.PRACTITIONER, Role.PROVIDER_WORKER}


@dataclass(frozen=True)
class Told:
    """Who somebody is, as whoever adds them knows it."""

    given_names: str
    family_name: str
    birth_date: date | None = None
    sex: str = ""
    number: Number | None = None


@atomic
def add(
    *, person: UUID, told: Told, purpose: str, agreement: Agreement, by: User, today: date
) -> bool:
    """False where this very form was sent before: then they are there. Says nothing of anybody out of sight."""
    post = access.check_add(by, today=today)
    _wait_for(person)
    if Person.objects.filter(pk=person).exists():
        return False
    Person(pk=person, created_by=post.organisation).save(force_insert=True)
    involvement.start(
        person=person,
        purpose=purpose,
        agreement=agreement,
        first_day=today,
        origin=ORIGIN,
        by=by,
        today=today,
    )
    for row in _rows(told, post):
        row.person_id, row.held_by = person, post.organisation
        row.entered_on, row.entered_by = today, by
        row.save(force_insert=True)
    keys.renew(person, post.organisation_id)
    _lead(person, post, today)
    matching.look_soon(person=person, by=by)
    events.record(PersonAdded(person=person, today=today), by=by)
    return True


def _rows(told: Told, post: Post) -> Iterator[Entry]:
    yield Identity(
        given_names=told.given_names,
        family_name=told.family_name,
        birth_date=told.birth_date,
        sex=told.sex,
    )
    if told.number:
        yield Identifier(kind=told.number.kind.value, number=told.number.number)


def _lead(person: UUID, post: Post, today: date) -> None:
    """Nobody's people are ownerless: a worker who adds somebody leads, until a manager gives them to another."""
    if post.role in LEADS:
        Allocation(
            person_id=person,
            held_by=post.organisation,
            worker=post.user,
            part=Allocation.LEAD,
            first_day=today,
            entered_on=today,
            entered_by=post.user,
        ).save(force_insert=True)


def _wait_for(person: UUID) -> None:
    """The same form sent twice at once: the second waits, and then finds the person of the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(person)])
