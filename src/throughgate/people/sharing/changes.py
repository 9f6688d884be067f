"""Writing down what a person said may be told or done, and that they took it back. It is never amended: said anew."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.transaction import atomic

from throughgate.common.errors import ThroughgateError
from throughgate.people.involvement.models import Consent, HealthPermission, Said
from throughgate.people.record.opening import Opened, open_record
from throughgate.people.sharing import queries, rules
from throughgate.people.sharing.events import (
    ConsentGiven,
    ConsentWithdrawn,
    HealthTold,
    HealthWithdrawn,
)
from throughgate.privacy.access.models import Flow, Organisation, User
from throughgate.privacy.audit import events

SECTION = "sharing"


class NotPossible(ThroughgateError):
    """What was asked does not agree with what is known."""


@atomic
def tell_health(
    *,
    key: UUID,
    person: UUID,
    told_to: Organisation,
    said: dict[str, Any],
    by: User,
    today: date,
    now: datetime,
) -> None:
    """The person says that what the user's organisation knows of their health may be told to another."""
    record = open_record(by, person, today=today, now=now, named=False)
    held_by = record.check_write(SECTION)
    _check(said, carried=told_to in queries.told_about_health(record), today=today)
    row = HealthPermission(pk=key, person_id=person, held_by_id=held_by, told_to=told_to, **said)
    if _keep(row, by):
        events.record(HealthTold(person=person, today=today, row=key), by=by)


@atomic
def give_consent(
    *,
    key: UUID,
    person: UUID,
    flow: Flow,
    said: dict[str, Any],
    by: User,
    today: date,
    now: datetime,
) -> None:
    """The person consents to one flow that has no other lawful basis."""
    record = open_record(by, person, today=today, now=now, named=False)
    held_by = record.check_write(SECTION)
    _check(said, carried=flow in queries.flows_on_consent(record), today=today)
    row = Consent(pk=key, person_id=person, held_by_id=held_by, flow=flow, **said)
    if _keep(row, by):
        events.record(ConsentGiven(person=person, today=today, row=key), by=by)


@atomic
def withdraw_health(*, row: HealthPermission, by: User, today: date, now: datetime) -> None:
    """From this moment it is told to nobody by this. Sent twice it happened once."""
    if _withdraw(row, by=by, today=today, now=now):
        events.record(HealthWithdrawn(person=row.person_id, today=today, row=row.pk), by=by)


@atomic
def withdraw_consent(*, row: Consent, by: User, today: date, now: datetime) -> None:
    """From this moment the flow stops for this person. Sent twice it happened once."""
    if _withdraw(row, by=by, today=today, now=now):
        events.record(ConsentWithdrawn(person=row.person_id, today=today, row=row.pk), by=by)


def _check(said: dict[str, Any], *, carried: bool, today: date) -> None:
    saying = rules.Saying(said["first_day"], said["last_day"], carried)
    if reasons := rules.refusals(saying, today=today):
        raise NotPossible(" ".join(reasons))


def _keep(row: Said, by: User) -> bool:
    """False where this very form was sent before."""
    if type(row)._base_manager.filter(pk=row.pk).exists():
        return False
    row.recorded_by = by
    row.save(force_insert=True)
    return True


def _withdraw(row: Said, *, by: User, today: date, now: datetime) -> bool:
    record: Opened = open_record(by, row.person_id, today=today, now=now, named=False)
    if record.check_write(SECTION) != row.held_by_id:
        raise NotPossible("Another organisation wrote this down. Ask it to take it back.")
    standing = type(row)._base_manager.filter(pk=row.pk, withdrawn_at=None)
    return bool(standing.update(withdrawn_at=now))
