"""Letting somebody see a person again who said that they know them."""

from __future__ import annotations

from datetime import date, datetime

from django.db.transaction import atomic

from throughgate.common.errors import Stale
from throughgate.people.involvement import access
from throughgate.people.involvement.models import KnownPerson
from throughgate.people.person.limits.events import KnownLifted
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
