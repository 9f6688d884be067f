"""Who somebody is: a name, a number, a birth date. Whoever looks for it finds them from the same moment on."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.transaction import atomic

from throughgate.people.person.models import Entry
from throughgate.people.person.names import keys
from throughgate.people.record import changes as record
from throughgate.privacy.access.models import User


@atomic
def enter(*, row: Entry, by: User, today: date, now: datetime) -> None:
    if record.enter(row=row, by=by, today=today, now=now):
        keys.renew(row.person_id, row.held_by_id)


@atomic
def amend(
    *, row: Entry, version: int, fields: dict[str, Any], by: User, today: date, now: datetime
) -> None:
    record.amend(row=row, version=version, fields=fields, by=by, today=today, now=now)
    keys.renew(row.person_id, row.held_by_id)


@atomic
def remove(*, row: Entry, version: int, by: User, today: date, now: datetime) -> None:
    record.remove(row=row, version=version, by=by, today=today, now=now)
    keys.renew(row.person_id, row.held_by_id)
