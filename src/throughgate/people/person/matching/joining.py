"""Moves every row of one person to another: nothing is lost, and what both have stands side by side.

A row that cannot stand beside one that is there (one lead at a time, one period at a time) steps aside in the way that
its table has below. Where a table has none, nothing is moved and the reason says what to settle first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.db.transaction import atomic
from django.db.utils import IntegrityError
from pghistory.models import Event as History

from throughgate.common.errors import ThroughgateError
from throughgate.people.involvement.allocation.models import Allocation
from throughgate.people.involvement.models import Involvement, KnownPerson
from throughgate.people.person.identifiers.models import Identifier
from throughgate.people.person.matching.models import PossibleMatch
from throughgate.people.person.models import Entry, Person
from throughgate.people.person.names import keys
from throughgate.people.person.names.models import SearchKey

JOINED = "joined record"


class CannotJoin(ThroughgateError):
    """Both have something of which there can be one."""


@dataclass(frozen=True)
class Joining:
    """The newer person goes into the known one."""

    newer: UUID
    known: UUID
    today: date
    now: datetime


def join(work: Joining) -> int:
    """How many rows moved. Raises CannotJoin, and then the caller's transaction keeps nothing of it."""
    moved = sum(_move(model, field, work) for model, field in tables())
    holders = SearchKey.objects.filter(person=work.newer).values_list("held_by", flat=True)
    for holder in sorted(set(holders)):
        keys.renew(work.known, holder)
    SearchKey.objects.filter(person=work.newer).delete()
    return moved


def tables() -> Iterator[tuple[type[Model], str]]:
    """Every table with a person in it, whichever area made it, but histories, which are only added to."""
    for relation in Person._meta.get_fields(include_hidden=True):
        model = relation.related_model if relation.auto_created else None
        if isinstance(model, type) and not issubclass(model, (History, SearchKey, PossibleMatch)):
            yield model, relation.field.name  # type: ignore[union-attr]


def _move(model: type[Model], field: str, work: Joining) -> int:
    rows = model._base_manager.filter(**{field: work.newer})
    try:
        with atomic():
            return rows.update(**{field: work.known})
    except IntegrityError:
        return sum(_move_one(row, field, work) for row in rows.order_by("pk"))


def _move_one(row: Any, field: str, work: Joining) -> int:
    same = type(row)._base_manager.filter(pk=row.pk)
    for change in ({}, *_aside(row, work)):
        try:
            with atomic():
                return int(same.update(**{field: work.known, **change}))
        except IntegrityError:
            continue
    if isinstance(row, Identifier):  # the very same number from the same source
        return int(same.delete()[0] and 0)
    raise CannotJoin(_reason(type(row)))


def _reason(model: type[Model]) -> str:
    if model._meta.app_label != Person._meta.app_label:
        return (
            "Both records come from files of one and the same system, which keeps them as two people. "
            "Ask whoever looks after that system to join them there, then decide again."
        )
    return (
        f"Both records have a current entry of the kind “{model._meta.verbose_name}”, and a person can have one. "
        "Ask who holds it to end or take out one of them, then decide again."
    )


def _aside(row: Any, work: Joining) -> Iterator[dict[str, Any]]:
    """The ways in which a row can stand beside what is there."""
    for kind, ways in ASIDE:
        if isinstance(row, kind):
            yield from ways(row, work)


def _involvement(row: Involvement, work: Joining) -> Iterator[dict[str, Any]]:
    """Two periods of one organisation and purpose become one over both; the newer is kept as withdrawn."""
    same = Involvement.objects.filter(
        person=work.known, organisation=row.organisation_id, purpose=row.purpose, withdrawn_at=None
    )
    meeting = [
        one
        for one in same.order_by("first_day")
        if one.first_day <= (row.last_day or date.max)
        and (one.last_day or date.max) >= row.first_day
    ]
    if len(meeting) != 1:
        return
    one = meeting[0]
    lasts = [one.last_day, row.last_day]
    with_both = {
        "first_day": min(one.first_day, row.first_day),
        "last_day": None if None in lasts else max(day for day in lasts if day),
        "ended_why": "",
        "version": one.version + 1,
    }
    try:
        with atomic():
            same.filter(pk=one.pk).update(**with_both)
    except IntegrityError:
        return
    yield {"withdrawn_at": work.now, "ended_why": "joined with another record"}


def _known_person(row: KnownPerson, work: Joining) -> Iterator[dict[str, Any]]:
    yield {"lifted_on": work.today}


def _allocation(row: Allocation, work: Joining) -> Iterator[dict[str, Any]]:
    """The lead who was there leads on; the other supports, or is the same worker and their newer row ends."""
    yield {"part": Allocation.SUPPORT}
    yield {"part": Allocation.SUPPORT, "last_day": max(work.today, row.first_day)}


def _second_version(row: Entry, work: Joining) -> Iterator[dict[str, Any]]:
    """The same fact twice from one holder and source: the newer is shown as from the joined record."""
    source = JOINED if row.source == Entry.HERE else f"{row.source}, {JOINED}"
    yield {"source": source[:100]}
    yield from ({"source": f"{source[:95]} {number}"} for number in range(2, 5))


def _second_period(row: Entry, work: Joining) -> Iterator[dict[str, Any]]:
    """Of what there is one at a time (a need, a confirmed tier), that of the known record goes on."""
    first_day = getattr(row, "first_day", None)
    if first_day and getattr(row, "last_day", first_day) is None:
        yield {"last_day": max(work.today, first_day)}


Ways = Callable[[Any, Joining], Iterator[dict[str, Any]]]
ASIDE: tuple[tuple[type[Model], Ways], ...] = (
    (Involvement, _involvement),
    (KnownPerson, _known_person),
    (Allocation, _allocation),
    (Entry, _second_version),
    (Entry, _second_period),
)
