"""What people are called on pages: as the reader's organisation holds it, else as another does and a flow carries."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import JSONArray

from throughgate.people.involvement.rules import Called, Reader, Towards, sees
from throughgate.people.involvement.team.models import Mentoring


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


# Of a row of Identity, as one text beside whatever else is asked about a person.
SAID = JSONArray("source", "entered_on", "given_names", "family_name", "birth_date", "sex")


def called(holder: int, said: str) -> Called:
    """From what the database answers to `SAID`."""
    source, entered_on, given, family, born, sex = json.loads(said)
    return Called(
        holder,
        source,
        date.fromisoformat(entered_on),
        f"{given} {family}".strip(),
        date.fromisoformat(born) if born else None,
        sex,
    )


def names(who: Reader, to: Mapping[UUID, Towards], *, today: date) -> dict[UUID, Named]:
    """Whoever has no name here may not be named to this reader."""
    found = _first_names(who, to, today) if "mentor" in who.opens else {}
    for person, each in to.items():
        seen = [one for one in each.called if sees(who, each, "identity", one.held_by)]
        seen.sort(key=lambda one: one.source, reverse=True)
        seen.sort(key=lambda one: (one.held_by == who.organisation, one.held_by, one.entered_on))
        if seen:
            found[person] = Named(seen[-1].name, seen[-1].birth_date, seen[-1].sex)
    return found


def _first_names(who: Reader, to: Mapping[UUID, Towards], today: date) -> dict[UUID, Named]:
    """Of those whom a mentor meets; other mentors' people have no name for them."""
    if "identity" in who.opens:
        return {}
    meets = Q(last_day=None) | Q(last_day__gte=today)
    rows = Mentoring.objects.filter(meets, person__in=to, mentor=who.user)
    seen = [row for row in rows if sees(who, to[row.person_id], "mentor", row.held_by_id)]
    return {row.person_id: Named(row.first_name) for row in seen}
