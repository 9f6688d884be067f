"""Whom the cases are about, as far as the reader may know: never those who are kept from them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from throughgate.people.involvement import queries
from throughgate.people.involvement.naming import Named, names
from throughgate.privacy.access.models import User


def known_as(
    user: User, people: Iterable[UUID], *, today: date, now: datetime
) -> dict[UUID, Named]:
    """Whoever is not kept from the user; without a name where their organisation may not know it any longer."""
    wanted = set(people)
    if not wanted:
        return {}
    who = queries.reader(user, today=today)
    to = queries.towards(who, wanted, today=today, now=now)
    named = names(who, to, today=today)
    return {person: named.get(person, Named("")) for person in wanted if not to[person].kept_out}
