"""The two rows that are added: an event, and a look at a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.transaction import atomic

from throughgate.privacy.access.models import Organisation, User
from throughgate.privacy.audit.models import AuditEvent

# The rest of the row (when, where, under what) the database fills in itself.
LOOKED = """
INSERT INTO privacy_look (person_id, by_id, place, in_list, emergency)
SELECT person, %s, %s, %s, false FROM unnest(%s::uuid[]) AS person
"""


@atomic
def keep_many(
    *,
    kind: str,
    several: Sequence[tuple[UUID | None, dict[str, Any]]],
    organisation: Organisation | None,
    by: User | None,
) -> None:
    """As `keep`, one insert for many people. A job that acts for an organisation names it: nobody works in the job."""
    AuditEvent.objects.bulk_create(
        AuditEvent(kind=kind, person_id=person, facts=facts, by=by, organisation=organisation)
        for person, facts in several
    )


@atomic
def keep(*, kind: str, person: UUID | None, facts: dict[str, Any], by: User | None) -> None:
    """Outside a transaction that says who acts (a sign-in, a test), `by` is taken at its word."""
    AuditEvent.objects.create(kind=kind, person_id=person, facts=facts, by_id=by.pk if by else None)


def look(*, people: Sequence[UUID], place: str, in_list: bool, by: User) -> None:
    """One round trip for a page, however many people it lists."""
    if people:
        with connection.cursor() as cursor:
            cursor.execute(LOOKED, [by.pk, place, in_list, list(people)])
