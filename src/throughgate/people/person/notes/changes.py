"""A note is written once, and corrected by its writer; what it said before stays in its history."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.transaction import atomic

from throughgate.people.person.notes import access
from throughgate.people.person.notes.models import Note
from throughgate.people.record import changes
from throughgate.people.record.opening import open_record
from throughgate.privacy.access.models import User


@atomic
def write(*, note: Note, by: User, today: date, now: datetime) -> bool:
    """False where this very form was sent before."""
    note.written_at = now
    return changes.enter(row=note, by=by, today=today, now=now)


@atomic
def correct(
    *, note: Note, version: int, fields: dict[str, Any], by: User, today: date, now: datetime
) -> None:
    """It may also move to where fewer or others see it. Raises Stale where it was corrected meanwhile."""
    access.check_correct(by, note)
    opened = open_record(by, note.person_id, today=today, now=now, named=False)
    opened.check_write(fields.get("section", note.section))
    changes.amend(row=note, version=version, fields=fields, by=by, today=today, now=now)
