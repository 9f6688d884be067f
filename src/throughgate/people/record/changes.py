"""The one way in which a row of a record is added, amended and removed. The sections' own changes call these."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import F
from django.db.transaction import atomic
from django.http import Http404

from throughgate.common.errors import NotAllowed, Stale
from throughgate.people.involvement.waiting import wait_for
from throughgate.people.person.models import Entry
from throughgate.people.record.events import Amended, Entered, Removed
from throughgate.people.record.opening import open_record
from throughgate.privacy.access.models import User
from throughgate.privacy.audit import events


@atomic
def enter(*, row: Entry, by: User, today: date, now: datetime) -> bool:
    """Add a row as the user's organisation holds it. False where this very form was sent before: then it is there."""
    opened = open_record(by, row.person_id, today=today, now=now, named=False)
    row.held_by_id = opened.check_write(row.in_section())
    row.entered_on, row.entered_by = today, by
    wait_for(row.pk)  # the same form sent twice at once: the second finds the row of the first
    if type(row)._base_manager.filter(pk=row.pk).exists():
        return False
    row.save(force_insert=True)
    table = type(row).__name__
    events.record(Entered(person=row.person_id, today=today, table=table, row=row.pk), by=by)
    return True


@atomic
def amend(
    *, row: Entry, version: int, fields: dict[str, Any], by: User, today: date, now: datetime
) -> None:
    """Change a row that was typed here, from the version that its writer saw. Raises Stale where it moved on."""
    _check_own(row, by=by, today=today, now=now)
    changed = {name: value for name, value in fields.items() if getattr(row, name) != value}
    if not changed and row.version == version:
        return
    same = type(row)._base_manager.filter(pk=row.pk, version=version)
    said = {"entered_on": today, "entered_by": by, "version": F("version") + 1}
    if not same.update(**fields, **said):
        raise Stale(
            "Somebody changed this since you opened it. What it says now is shown beside what you typed: "
            "look at both, then save again."
        )
    table, names = type(row).__name__, tuple(sorted(changed))
    events.record(
        Amended(person=row.person_id, today=today, table=table, row=row.pk, fields=names), by=by
    )


@atomic
def remove(*, row: Entry, version: int, by: User, today: date, now: datetime) -> None:
    """Take a row out that was typed here by mistake."""
    _check_own(row, by=by, today=today, now=now)
    deleted, _tables = type(row)._base_manager.filter(pk=row.pk, version=version).delete()
    if not deleted:
        raise Stale("Somebody changed this since you opened it. Look at it again, then decide.")
    table = type(row).__name__
    events.record(Removed(person=row.person_id, today=today, table=table, row=row.pk), by=by)


def _check_own(row: Entry, *, by: User, today: date, now: datetime) -> None:
    opened = open_record(by, row.person_id, today=today, now=now, named=False)
    if opened.check_write(row.in_section()) != row.held_by_id:
        raise Http404
    if row.source != Entry.HERE:
        raise NotAllowed(
            f"This came from {row.source}, which gives it anew. Enter what you know beside it: "
            "both are shown, and nobody's is lost."
        )
