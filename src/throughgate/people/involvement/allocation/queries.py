"""Who works with whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from throughgate.people.involvement.allocation.models import Allocation, Cover
from throughgate.people.involvement.rules import Reader, Towards, sees
from throughgate.people.involvement.team.models import Mentoring
from throughgate.privacy.access.queries import in_force


@dataclass(frozen=True)
class Working:
    """A worker of an organisation, who leads or supports."""

    worker: str
    organisation: str
    part: str
    since: date
    until: date | None


def leads(person: UUID, who: Reader, to: Towards, *, today: date) -> list[Working]:
    """Who leads for each organisation; the reader's own first."""
    return [one for one in working(person, who, to, today=today) if one.part == Allocation.LEAD]


def working(person: UUID, who: Reader, to: Towards, *, today: date) -> list[Working]:
    """Everybody who works with a person today, as far as the reader may know."""
    rows = Allocation.objects.filter(in_force(today), person=person)
    rows = rows.select_related("worker", "held_by").order_by("held_by__name", "part", "first_day")
    seen = [row for row in rows if sees(who, to, "sharing", row.held_by_id)]
    seen.sort(key=lambda row: row.held_by_id != who.organisation)
    return [
        Working(str(row.worker), row.held_by.name, row.part, row.first_day, row.last_day)
        for row in seen
    ]


def people_of(who: Reader, *, today: date) -> set[UUID]:
    """Whom a reader leads, supports or mentors, and those of colleagues whom they stand in for today."""
    if who.organisation is None:
        return set()
    covers = Cover.objects.filter(in_force(today), organisation=who.organisation)
    workers = [who.user, *covers.filter(stands_in=who.user).values_list("away", flat=True)]
    held = Allocation.objects.filter(in_force(today), worker__in=workers, held_by=who.organisation)
    met = Mentoring.objects.filter(in_force(today), mentor=who.user, held_by=who.organisation)
    return {*held.values_list("person", flat=True), *met.values_list("person", flat=True)}
