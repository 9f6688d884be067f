"""Letting somebody see a person again who said that they know them; saying of a limit that it is still needed."""

from __future__ import annotations

from datetime import date, datetime

from django.db.transaction import atomic

from throughgate.common.errors import Stale
from throughgate.people.involvement import access
from throughgate.people.involvement.models import KnownPerson, LimitedAccess
from throughgate.people.person.limits.events import KnownLifted, LimitKept
from throughgate.privacy.access.models import User
from throughgate.privacy.audit import events


@atomic
def lift_known(*, known: KnownPerson, by: User, today: date, now: datetime) -> None:
    """An officer's decision; that they said so stays."""
    access.check_limit(by, known.person_id, today=today, now=now)
    same = KnownPerson.objects.filter(pk=known.pk, lifted_on=None)
    if not same.update(lifted_on=today):
        raise Stale("A colleague has let them see this person again already.")
    events.record(KnownLifted(person=known.person_id, today=today, known=known.pk), by=by)


@atomic
def keep_limit(*, limited: LimitedAccess, by: User, today: date, now: datetime) -> None:
    """Whoever may lift it looked at it, and it stays."""
    organisation = access.check_lift(by, limited, today=today, now=now)
    same = LimitedAccess.objects.filter(pk=limited.pk, lifted_at=None)
    if not same.update(looked_on=today, looked_by=organisation):
        raise Stale("A colleague has lifted this limit already. Load the page again.")
    events.record(LimitKept(person=limited.person_id, today=today, limited=limited.pk), by=by)
