"""Dates as their sources give them: entered, changed and taken out. None is worked out here."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F
from django.db.transaction import atomic
from django.http import Http404

from throughgate.common.dates import long
from throughgate.common.errors import NotAllowed, Stale, WrongUse
from throughgate.people.person.moves import queries
from throughgate.people.person.moves.models import KeyDate
from throughgate.people.record import changes as record
from throughgate.people.record.events import Amended, Removed
from throughgate.people.record.opening import Opened, open_record
from throughgate.privacy.access.models import User
from throughgate.privacy.audit import events

PLACE = "place"


@atomic
def enter(*, row: KeyDate, by: User, today: date, now: datetime) -> bool:
    """A date as a named source gives it. One of a kind from each source."""
    opened = _open(by, row.person_id, today, now)
    row.held_by_id = opened.check_write(PLACE)
    _check_date(row)
    return record.enter(row=row, by=by, today=today, now=now)


@atomic
def amend(
    *, row: KeyDate, version: int, fields: dict[str, Any], by: User, today: date, now: datetime
) -> None:
    """A date that was typed here; one from another system comes anew from it."""
    _check_typed(row, by, today, now)
    changed = tuple(name for name, value in fields.items() if getattr(row, name) != value)
    for name, value in fields.items():
        setattr(row, name, value)
    _check_date(row)
    said = {**fields, "entered_on": today, "entered_by": by, "version": F("version") + 1}
    if not KeyDate.objects.filter(pk=row.pk, version=version).update(**said):
        row.refresh_from_db(fields=[*fields, "version"])
        raise Stale(
            "Somebody changed this since you opened it. What it says now is shown beside what you typed: "
            "look at both, then save again."
        )
    told = Amended(row.person_id, today, table="KeyDate", row=row.pk, fields=changed)
    events.record(told, by=by)


@atomic
def remove(*, row: KeyDate, version: int, by: User, today: date, now: datetime) -> None:
    """Take out a date that was typed here by mistake."""
    _check_typed(row, by, today, now)
    deleted, _tables = KeyDate.objects.filter(pk=row.pk, version=version).delete()
    if not deleted:
        raise Stale("Somebody changed this since you opened it. Look at it again, then decide.")
    events.record(Removed(row.person_id, today, table="KeyDate", row=row.pk), by=by)


def _open(by: User, person: UUID, today: date, now: datetime) -> Opened:
    opened = open_record(by, person, today=today, now=now, named=False)
    opened.check_write(PLACE)
    return opened


def _check_date(row: KeyDate) -> None:
    if queries.before_birth(row):
        raise WrongUse(f"{long(row.day)} is before the person was born. Check the year.")
    if queries.gives_already(row):
        raise WrongUse(
            f"{row.source} gives this date already. Change that one, or name the source more exactly.",
            at="source",
        )


def _check_typed(row: KeyDate, by: User, today: date, now: datetime) -> None:
    opened = _open(by, row.person_id, today, now)
    if opened.who.organisation != row.held_by_id:
        raise Http404
    if row.entered_by_id is None:
        raise NotAllowed(
            f"This came from {row.source}, which gives it anew. Enter what you know beside it, with who told you: "
            "both are shown, and nobody's is lost."
        )
