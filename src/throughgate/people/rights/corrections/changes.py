"""A correction asked for, made, or not made with the person's words kept beside."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F
from django.db.transaction import atomic

from throughgate.common.errors import Stale
from throughgate.people.involvement.access import check_see
from throughgate.people.involvement.waiting import wait_for
from throughgate.people.rights import access, events
from throughgate.people.rights.access import NotNow
from throughgate.people.rights.corrections import rules
from throughgate.people.rights.corrections.models import Correction
from throughgate.people.rights.corrections.rules import State
from throughgate.privacy.access.models import Organisation, User
from throughgate.privacy.audit.events import record


@atomic
def ask(
    *,
    key: UUID,
    person: UUID,
    held_by: Organisation,
    section: str,
    row: UUID | None = None,
    about: str,
    statement: str,
    by: User,
    today: date,
    now: datetime,
) -> None:
    """Anybody whom the person tells may write it down; the organisation that holds it answers."""
    check_see(by, person, today=today, now=now)
    wait_for(key)
    if Correction.objects.filter(pk=key).exists():
        return
    made = Correction(
        pk=key,
        person_id=person,
        held_by=held_by,
        section=section,
        row=row,
        about=about,
        statement=statement,
        asked_on=today,
        written_by=by,
    )
    made.save(force_insert=True)
    _tell(made, State.ASKED, by, today)


@atomic
def correct(*, correction: Correction, answer: str, by: User, today: date) -> None:
    """The record was put right by who holds it, with its own change; this says so."""
    _answer(correction, State.CORRECTED, answer, by=by, today=today)


@atomic
def let_stand(*, correction: Correction, answer: str, by: User, today: date) -> None:
    """Not changed, and why. What the person says stays beside it."""
    if not answer.strip():
        raise NotNow(
            "Say why it is not changed. The person is told it, and that they may complain."
        )
    _answer(correction, State.STANDS, answer, by=by, today=today)


@atomic
def withdraw(*, correction: Correction, by: User, today: date) -> None:
    """The person no longer wants it."""
    _answer(correction, State.WITHDRAWN, "", by=by, today=today)


def _answer(correction: Correction, to: State, answer: str, *, by: User, today: date) -> None:
    access.check_leads(by, correction.held_by_id, today=today)
    if not rules.may_move(State(correction.state), to):
        raise NotNow(f"This was answered already ({correction.state}). Load the page again.")
    fields: dict[str, Any] = {"answer": answer, "answered_by": by, "answered_on": today}
    same = Correction.objects.filter(pk=correction.pk, version=correction.version)
    if not same.update(state=to.value, version=F("version") + 1, **fields):
        raise Stale("Somebody answered this meanwhile. Load the page again.")
    _tell(correction, to, by, today)


def _tell(correction: Correction, to: State, by: User, today: date) -> None:
    moved = events.CorrectionMoved(
        person=correction.person_id, today=today, case=correction.pk, to=to.value
    )
    record(moved, by=by)
