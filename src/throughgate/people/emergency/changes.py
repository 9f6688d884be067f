"""Asking to see somebody in an emergency. Every try is kept, also one that finds nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from uuid import UUID

from django.db.transaction import atomic
from django.http import Http404

from throughgate.people.emergency import queries
from throughgate.people.emergency.events import EmergencyTried
from throughgate.people.involvement import access
from throughgate.people.involvement import changes as involvement
from throughgate.privacy.access.models import User
from throughgate.privacy.audit import events


class Came(Enum):
    """What came of a try. Not found, limited and known are one answer."""

    OPENED = "opened"
    SEEN_ANYWAY = "seen anyway"
    NOTHING = "nothing"
    TOO_OFTEN = "too often"


@dataclass(frozen=True)
class Outcome:
    came: Came
    person: UUID | None = None


@atomic
def ask(*, keys: list[str], why: str, by: User, today: date, now: datetime) -> Outcome:
    """Opens at most one person, whom these keys name exactly. Raises only for who may not ask at all."""
    access.check_open_emergency(by, today=today)
    outcome = _outcome(keys, why, by, today, now)
    opened = outcome.came is Came.OPENED
    events.record(EmergencyTried(person=None, today=today, opened=opened), by=by)
    return outcome


def _outcome(keys: list[str], why: str, by: User, today: date, now: datetime) -> Outcome:
    if queries.tries() >= queries.most_tries(today):
        return Outcome(Came.TOO_OFTEN)
    person = queries.exactly(keys)
    if person is None:
        return Outcome(Came.NOTHING)
    if access.may_see(by, person, today=today, now=now):
        return Outcome(Came.SEEN_ANYWAY, person)
    try:
        involvement.open_emergency(person=person, why=why, by=by, today=today, now=now)
    except (
        Http404
    ):  # not there even in an emergency: the answer is the same, and that they asked is kept
        return Outcome(Came.NOTHING)
    return Outcome(Came.OPENED, person)
