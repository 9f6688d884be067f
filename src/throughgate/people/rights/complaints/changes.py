"""A complaint received, acknowledged, answered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F
from django.db.transaction import atomic

from throughgate.common.errors import Stale
from throughgate.people.involvement.waiting import wait_for
from throughgate.people.rights import access, events
from throughgate.people.rights.access import NotNow
from throughgate.people.rights.complaints import rules
from throughgate.people.rights.complaints.models import Complaint
from throughgate.people.rights.complaints.rules import State
from throughgate.privacy.access.models import User
from throughgate.privacy.audit.events import record


@atomic
def receive(
    *,
    key: UUID,
    person: UUID,
    received_on: date,
    how: str,
    what: str,
    by: User,
    today: date,
    now: datetime,
) -> Complaint:
    post = access.check_open(by, person, today=today, now=now)
    if received_on > today:
        raise NotNow("The day it came is in the future. Give the day on which it came.")
    wait_for(key)
    before = Complaint.objects.filter(pk=key, lead=post.organisation).first()
    if before is not None:
        return before
    made = Complaint(
        pk=key,
        person_id=person,
        lead=post.organisation,
        received_on=received_on,
        how=how,
        what=what,
        handled_by=by,
    )
    made.save(force_insert=True)
    _tell(made, State.RECEIVED, by, today)
    return made


@atomic
def acknowledge(*, complaint: Complaint, by: User, today: date) -> None:
    _move(complaint, State.ACKNOWLEDGED, by=by, today=today, acknowledged_on=today)


@atomic
def answer(*, complaint: Complaint, answer: str, by: User, today: date) -> None:
    if not answer.strip():
        raise NotNow("Write what the person is answered.")
    _move(complaint, State.ANSWERED, by=by, today=today, answer=answer, over_on=today)


@atomic
def withdraw(*, complaint: Complaint, by: User, today: date) -> None:
    _move(complaint, State.WITHDRAWN, by=by, today=today, over_on=today)


def _move(complaint: Complaint, to: State, *, by: User, today: date, **fields: Any) -> None:
    access.check_leads(by, complaint.lead_id, today=today)
    if not rules.may_move(State(complaint.state), to):
        raise NotNow(f"The complaint is {complaint.state}. Load the page again.")
    same = Complaint.objects.filter(pk=complaint.pk, version=complaint.version)
    if not same.update(state=to.value, version=F("version") + 1, **fields):
        raise Stale("Somebody changed it meanwhile. Load the page again, then decide.")
    _tell(complaint, to, by, today)


def _tell(complaint: Complaint, to: State, by: User, today: date) -> None:
    moved = events.ComplaintMoved(
        person=complaint.person_id, today=today, case=complaint.pk, to=to.value
    )
    record(moved, by=by)
