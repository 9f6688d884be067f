"""A breach found, reported or not, closed."""

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
from throughgate.people.rights.breaches import rules
from throughgate.people.rights.breaches.models import Breach
from throughgate.people.rights.breaches.rules import State
from throughgate.privacy.access.models import User
from throughgate.privacy.audit.events import record


@atomic
def write_down(
    *,
    key: UUID,
    found_at: datetime,
    happened_on: date | None,
    what: str,
    kinds: str,
    people: int | None,
    by: User,
    today: date,
    now: datetime,
) -> Breach:
    """The clock runs from when it was found, which may be before it is typed."""
    post = access.check_officer(by, today=today)
    if found_at > now:
        raise NotNow(
            "It cannot be found in the future. Give the day and time at which it was found."
        )
    wait_for(key)
    before = Breach.objects.filter(pk=key, organisation=post.organisation).first()
    if before is not None:
        return before
    made = Breach(
        pk=key,
        organisation=post.organisation,
        found_at=found_at,
        happened_on=happened_on,
        what=what,
        kinds=kinds,
        people=people,
        written_by=by,
    )
    made.save(force_insert=True)
    _tell(made, State.FOUND, by, today)
    return made


@atomic
def report(
    *,
    breach: Breach,
    reported_at: datetime,
    late_why: str,
    harm: str,
    done: str,
    by: User,
    today: date,
    now: datetime,
) -> None:
    """It was reported to the Information Commissioner; later than 72 hours, with the reason for the delay."""
    if not breach.found_at <= reported_at <= now:
        raise NotNow("It was reported after it was found, and not in the future. Check the time.")
    late = rules.needs_reason_for_delay(breach.found_at, reported_at)
    if late and not late_why.strip():
        raise NotNow("That is more than 72 hours after it was found. Say why it took longer.")
    _move(
        breach,
        State.REPORTED,
        by=by,
        today=today,
        reported_at=reported_at,
        late_why=late_why if late else "",
        harm=harm,
        done=done,
    )


@atomic
def do_not_report(*, breach: Breach, why: str, by: User, today: date) -> None:
    """Only where it is unlikely to be a risk to anybody; the reason is kept."""
    if not why.strip():
        raise NotNow("Say why nobody is likely to be harmed.")
    _move(breach, State.NOT_REPORTED, by=by, today=today, decided_why=why)


@atomic
def close(*, breach: Breach, done: str, told_people_on: date | None, by: User, today: date) -> None:
    if not done.strip():
        raise NotNow("Say what was done, so that it does not happen again.")
    _move(
        breach,
        State.CLOSED,
        by=by,
        today=today,
        done=done,
        told_people_on=told_people_on,
        closed_on=today,
    )


def _move(breach: Breach, to: State, *, by: User, today: date, **fields: Any) -> None:
    access.check_leads(by, breach.organisation_id, today=today)
    if not rules.may_move(State(breach.state), to):
        raise NotNow(f"The breach is {breach.state.replace('_', ' ')}. Load the page again.")
    same = Breach.objects.filter(pk=breach.pk, version=breach.version)
    if not same.update(state=to.value, version=F("version") + 1, **fields):
        raise Stale("Somebody changed it meanwhile. Load the page again, then decide.")
    _tell(breach, to, by, today)


def _tell(breach: Breach, to: State, by: User, today: date) -> None:
    record(events.BreachMoved(person=None, today=today, case=breach.pk, to=to.value), by=by)
