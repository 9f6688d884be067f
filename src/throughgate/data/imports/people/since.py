"""What imports changed since a worker last looked at each of their people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Func, Q, QuerySet
from django.db.models.fields import DateTimeField

from throughgate.common.values import load
from throughgate.data.imports.people import words
from throughgate.data.imports.people.models import ImportedChange
from throughgate.people.involvement import queries as involvement
from throughgate.people.involvement.allocation.models import Allocation
from throughgate.people.involvement.models import Involvement
from throughgate.people.involvement.rules import Reader, Towards, sees
from throughgate.people.person.models import Identity
from throughgate.privacy.access.models import User
from throughgate.privacy.access.queries import in_force

MOST = 500


class MyLastLook(Func):
    """When the user of the transaction last opened a page about a person; null for never."""

    function = "my_last_look"
    output_field = DateTimeField()


@dataclass(frozen=True)
class Changed:
    """A person, and what changed about them."""

    person: UUID
    name: str
    words: tuple[str, ...]
    source: str
    day: date


def changed(user: User, *, today: date, now: datetime) -> list[Changed]:
    """Of the people a worker leads or supports; of all of their organisation for whoever has none of their own."""
    who = involvement.reader(user, today=today)
    if who.organisation is None or not who.opens:
        return []
    rows = list(_rows(user, who, today, now)[:MOST])
    people = {row.person_id for row in rows}
    if not people:
        return []
    to = involvement.towards(who, people, today=today, now=now)
    seen = [row for row in rows if sees(who, to[row.person_id], row.section, row.held_by_id)]
    names = _names(who, to, {row.person_id for row in seen})
    by_person: dict[UUID, list[ImportedChange]] = {}
    for row in seen:
        by_person.setdefault(row.person_id, []).append(row)
    return [_changed(person, names.get(person, ""), some) for person, some in by_person.items()]


def _rows(user: User, who: Reader, today: date, now: datetime) -> QuerySet[ImportedChange]:
    days = load("throughgate.data.imports.people")["shown_days"].on(today)
    own = Allocation.objects.filter(in_force(today), worker=user, held_by=who.organisation).values(
        "person"
    )
    theirs = Involvement.objects.filter(
        in_force(today), organisation=who.organisation, withdrawn_at=None
    ).values("person")
    of_mine: QuerySet[Any, Any] = own if own.exists() else theirs
    recent = ImportedChange.objects.filter(person__in=of_mine, at__gte=now - timedelta(days=days))
    looked = recent.annotate(looked=MyLastLook("person_id"))
    unseen = looked.filter(Q(looked=None) | Q(at__gt=F("looked")))
    return unseen.order_by("-at", "person", "what")


def _names(who: Reader, to: dict[UUID, Towards], people: set[UUID]) -> dict[UUID, str]:
    """As the reader's organisation holds it, else as another does and a flow carries."""
    rows = Identity.objects.filter(person__in=people).order_by("held_by", "source")
    seen = [row for row in rows if sees(who, to[row.person_id], "identity", row.held_by_id)]
    seen.sort(key=lambda row: row.held_by_id == who.organisation)
    return {row.person_id: str(row) for row in seen}


def _changed(person: UUID, name: str, rows: list[ImportedChange]) -> Changed:
    """Each field once: as it was before the first of its changes, and as it is after the last."""
    first: dict[str, ImportedChange] = {}
    for row in rows:  # the newest first
        first[row.what] = row
    last: dict[str, ImportedChange] = {}
    for row in reversed(rows):
        last[row.what] = row
    said = tuple(
        words.change(what, first[what].before, last[what].now)
        for what in sorted(first)
        if what == ImportedChange.GONE or first[what].before != last[what].now
    )
    return Changed(person, name, said, rows[0].source, rows[0].day)
