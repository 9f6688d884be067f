"""One line for each person of a list: as much as the reader may see, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from throughgate.people.involvement import queries as involvement
from throughgate.people.involvement.allocation.models import Allocation
from throughgate.people.involvement.models import Involvement
from throughgate.people.involvement.naming import Named, names
from throughgate.people.involvement.rules import Reader, Towards, sees
from throughgate.people.involvement.team.models import Mentoring
from throughgate.people.person.moves.models import Whereabouts
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.models import User
from throughgate.privacy.access.prepared import Asked, Prepared
from throughgate.privacy.access.queries import in_force

NOBODY = Named("")


@dataclass(frozen=True)
class Line:
    """One person on a list, with as much as the reader may see."""

    person: UUID
    name: str
    birth_date: date | None
    place: str  # its code, for the words of the list
    establishment: str
    purposes: tuple[str, ...]
    since: date
    until: date | None
    lead: str
    meeting: str = ""
    reach: str = ""


def lines(who: Reader, rows: Sequence[Involvement], *, today: date, now: datetime) -> list[Line]:
    to = involvement.towards(who, [row.person_id for row in rows], today=today, now=now)
    named = names(who, to, today=today)
    where, leads, meets = places(who, to), _leads(who, to, today), _meetings(who, to, today)
    return [_line(who, row, to, named, where, leads, meets) for row in rows]


def _line(
    who: Reader,
    row: Involvement,
    to: Mapping[UUID, Towards],
    named: Mapping[UUID, Named],
    where: Mapping[UUID, Whereabouts],
    leads: Mapping[UUID, str],
    meets: Mapping[UUID, Mentoring],
) -> Line:
    person = row.person_id
    known, place, meeting = named.get(person, NOBODY), where.get(person), meets.get(person)
    purposes = dict.fromkeys([row.purpose, *sorted(p for _, p in to[person].involvements)])
    if who.role == Role.MENTOR:
        purposes = {}
    return Line(
        person=person,
        name=known.name,
        birth_date=known.birth_date,
        place=place.kind if place else "",
        establishment=place.establishment if place else "",
        purposes=tuple(purposes),
        since=row.first_day,
        until=row.last_day,
        lead=leads.get(person, ""),
        meeting=meeting.meeting if meeting else "",
        reach=meeting.reach if meeting else "",
    )


def places(who: Reader, to: Mapping[UUID, Towards]) -> dict[UUID, Whereabouts]:
    """Where each is now: as the reader's organisation holds it, else as it came to them last."""
    if "place" not in who.opens:
        return {}
    rows = PLACES.asked(people=list(to)).instances()
    seen = [row for row in rows if sees(who, to[row.person_id], "place", row.held_by_id)]
    seen.sort(key=lambda row: row.held_by_id == who.organisation)
    return {row.person_id: row for row in seen}


def _places() -> QuerySet[Whereabouts]:
    rows = Whereabouts.objects.filter(person__any=Asked("people"), last_day=None)
    rows = rows.only("person", "held_by", "kind", "establishment")
    return rows.order_by("entered_on", "pk")


PLACES = Prepared(_places)


def _leads(who: Reader, to: Mapping[UUID, Towards], today: date) -> dict[UUID, str]:
    if "sharing" not in who.opens:
        return {}
    asked = LEADS.asked(people=list(to), organisation=who.organisation, today=today)
    seen = [
        row for row in asked.instances() if sees(who, to[row.person_id], "sharing", row.held_by_id)
    ]
    workers = User.objects.in_bulk({row.worker_id for row in seen})
    return {row.person_id: str(workers[row.worker_id]) for row in seen}


def _led() -> QuerySet[Allocation]:
    rows = Allocation.objects.filter(
        in_force(Asked("today")),
        person__any=Asked("people"),
        held_by=Asked("organisation"),
        part=Allocation.LEAD,
    )
    return rows.only("person", "held_by", "worker")


LEADS = Prepared(_led)


def _meetings(who: Reader, to: Mapping[UUID, Towards], today: date) -> dict[UUID, Mentoring]:
    """For mentors, to whom it is all there is: of those whom they meet themselves."""
    if who.role != Role.MENTOR:
        return {}
    rows = Mentoring.objects.filter(in_force(today), person__in=to, mentor=who.user)
    seen = [row for row in rows if sees(who, to[row.person_id], "mentor", row.held_by_id)]
    return {row.person_id: row for row in sorted(seen, key=lambda row: (row.first_day, row.pk))}
