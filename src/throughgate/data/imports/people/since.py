"""What imports changed since a worker last looked at each of their people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import F, Func, Q, QuerySet
from django.db.models.fields import DateTimeField

from throughgate.common.values import load
from throughgate.data.imports.people import words
from throughgate.data.imports.people.models import ImportedChange
from throughgate.people.involvement import queries as involvement
from throughgate.people.involvement.models import Involvement
from throughgate.people.involvement.rules import Reader, Towards, sees
from throughgate.people.person.models import Identity
from throughgate.people.record.queries import mine
from throughgate.privacy.access.models import User
from throughgate.privacy.access.prepared import Asked, Prepared
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
    days = load("throughgate.data.imports.people")["shown_days"].on(today)
    own = mine(user, today=today)
    asked = CHANGED.asked(
        bool(own),
        mine=list(own),
        organisation=who.organisation,
        today=today,
        since=now - timedelta(days=days),
    )
    rows = asked.instances()
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


def _of_mine(own: bool) -> QuerySet[ImportedChange]:
    """own: whether they have people of their own."""
    recent = ImportedChange.objects.filter(at__gte=Asked("since"))
    if own:
        recent = recent.filter(person__any=Asked("mine"))
    else:
        theirs = Involvement.objects.filter(
            in_force(Asked("today")),
            organisation=Asked("organisation"),
            withdrawn_at=None,
        )
        recent = recent.filter(person__in=theirs.values("person"))
    unseen = recent.alias(looked=MyLastLook("person_id"))
    unseen = unseen.filter(Q(looked=None) | Q(at__gt=F("looked")))
    return unseen.order_by("-at", "person", "what")[:MOST]


CHANGED = Prepared(_of_mine)


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
