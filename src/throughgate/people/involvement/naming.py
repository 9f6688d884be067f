"""What people are called on pages: as the reader's organisation holds it, else as another does and a flow carries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from throughgate.people.involvement.remembering import of_each
from throughgate.people.involvement.rules import Reader, Towards, sees
from throughgate.people.involvement.team.models import Mentoring
from throughgate.people.person.models import Identity


@dataclass(frozen=True)
class Named:
    """A name, and what tells two people of one name apart; a mentor is given a first name alone."""

    name: str
    birth_date: date | None = None
    sex: str = ""

    def age(self, today: date) -> int | None:
        """Completed years."""
        if self.birth_date is None:
            return None
        had = (today.month, today.day) >= (self.birth_date.month, self.birth_date.day)
        return today.year - self.birth_date.year - (not had)


def names(who: Reader, to: Mapping[UUID, Towards], *, today: date) -> dict[UUID, Named]:
    """Whoever has no name here may not be named to this reader."""
    return of_each(
        ("named", who.user, today),
        to,
        lambda some: _names(who, {person: to[person] for person in some}, today),
    )


def _names(who: Reader, to: Mapping[UUID, Towards], today: date) -> dict[UUID, Named]:
    found = _first_names(who, to, today) if "mentor" in who.opens else {}
    rows = Identity.objects.filter(person__in=to).order_by("held_by", "entered_on", "-source")
    seen = [row for row in rows if sees(who, to[row.person_id], "identity", row.held_by_id)]
    for row in sorted(seen, key=lambda row: row.held_by_id == who.organisation):
        found[row.person_id] = Named(str(row), row.birth_date, row.sex)
    return found


def _first_names(who: Reader, to: Mapping[UUID, Towards], today: date) -> dict[UUID, Named]:
    """Of those whom a mentor meets; other mentors' people have no name for them."""
    if "identity" in who.opens:
        return {}
    meets = Q(last_day=None) | Q(last_day__gte=today)
    rows = Mentoring.objects.filter(meets, person__in=to, mentor=who.user)
    seen = [row for row in rows if sees(who, to[row.person_id], "mentor", row.held_by_id)]
    return {row.person_id: Named(row.first_name) for row in seen}
