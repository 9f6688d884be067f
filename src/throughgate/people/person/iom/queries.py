"""Who is in integrated offender management, as far as the reader may know. Whoever was removed is on no page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.http import Http404

from throughgate.people.involvement import queries as involvement
from throughgate.people.involvement.naming import names
from throughgate.people.involvement.rules import sees
from throughgate.people.person.iom.models import Adoption
from throughgate.people.record.opening import Opened
from throughgate.privacy.access.models import User


def adoptions(opened: Opened) -> list[Adoption]:
    """As each organisation that may say so has it; the reader's own first."""
    rows = Adoption.objects.filter(person=opened.person).select_related("held_by")
    seen = opened.visible(rows.order_by("held_by__name"))
    return sorted(seen, key=lambda row: row.held_by_id != opened.who.organisation)


def adoption(opened: Opened, id: UUID) -> Adoption:
    """One of the reader's own organisation; another's is not there to change."""
    for row in adoptions(opened):
        if row.pk == id and row.held_by_id == opened.who.organisation:
            return row
    raise Http404


@dataclass(frozen=True)
class Due:
    """Somebody whose adoption is to be looked at again."""

    person: UUID
    name: str
    adoption: UUID
    cohort: str
    review_on: date


def due(user: User, *, until: date, today: date, now: datetime) -> list[Due]:
    """Those of the user's own organisation that are to be looked at by a day, the earliest first."""
    rows = list(Adoption.objects.filter(review_on__lte=until).order_by("review_on", "pk"))
    if not rows:
        return []
    who = involvement.reader(user, today=today)
    own = [row for row in rows if row.held_by_id == who.organisation]
    to = involvement.towards(who, [row.person_id for row in own], today=today, now=now)
    named = names(who, to, today=today)
    return [
        Due(
            person=row.person_id,
            name=named[row.person_id].name if row.person_id in named else "",
            adoption=row.pk,
            cohort=row.cohort,
            review_on=row.review_on,
        )
        for row in own
        if sees(who, to[row.person_id], "iom", row.held_by_id)
    ]
