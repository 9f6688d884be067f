"""Who works with whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef

from throughgate.people.involvement.allocation.models import Allocation
from throughgate.people.involvement.models import Involvement
from throughgate.people.involvement.rules import Reader, Towards, sees
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
    """Everybody of the organisations involved today who works with a person, as far as the reader may know."""
    works = Involvement.objects.filter(
        in_force(today), person=person, organisation=OuterRef("held_by"), withdrawn_at=None
    )
    rows = Allocation.objects.filter(in_force(today), Exists(works), person=person)
    rows = rows.select_related("worker", "held_by").order_by("held_by__name", "part", "first_day")
    seen = [row for row in rows if sees(who, to, "sharing", row.held_by_id)]
    seen.sort(key=lambda row: row.held_by_id != who.organisation)
    return [
        Working(str(row.worker), row.held_by.name, row.part, row.first_day, row.last_day)
        for row in seen
    ]
