"""The notes about a person, as far as the reader may know; and about whom a user can write one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from throughgate.people.involvement import queries as involvement
from throughgate.people.involvement.allocation.models import Allocation
from throughgate.people.involvement.naming import names
from throughgate.people.involvement.rules import sees
from throughgate.people.person.notes.models import Note
from throughgate.people.record.opening import Opened
from throughgate.privacy.access.models import Flow, User
from throughgate.privacy.access.queries import in_force
from throughgate.privacy.audit.history import HISTORIES

PAGE = 50
MOST = 200  # of one's own people on one page: more than any caseload
Holders = dict[tuple[str, int], str]


@dataclass(frozen=True)
class Filter:
    """Which notes are asked for; empty: all."""

    pathway: str = ""
    organisation: int | None = None


@dataclass(frozen=True)
class Mine:
    """Somebody whom a user works with."""

    person: UUID
    name: str
    birth_date: date | None


def holders(opened: Opened) -> Holders:
    """Who has notes that the reader may see, by section and organisation."""
    rows = Note.objects.filter(_readable(opened), person=opened.person)
    pairs = rows.values_list("section", "held_by", "held_by__name").order_by("held_by__name")
    return {
        (section, held_by): name
        for section, held_by, name in pairs.distinct()
        if opened.sees(section, held_by)
    }


def notes(
    opened: Opened, seen: Holders, asked: Filter, *, page: int = 1
) -> tuple[list[Note], bool]:
    """The newest first, a page of them; and whether there are more."""
    found, more, _before = page_and_before(opened, seen, asked, page=page)
    return found, more


def page_and_before(
    opened: Opened, seen: Holders, asked: Filter, *, page: int
) -> tuple[list[Note], bool, Note | None]:
    """A page of notes, whether there are more, and the last of the page before."""
    if not seen:
        return [], False, None
    rows = Note.objects.filter(_readable(opened), _any_of(seen), person=opened.person)
    if asked.pathway:
        rows = rows.filter(pathway=asked.pathway)
    if asked.organisation:
        rows = rows.filter(held_by=asked.organisation)
    first = (page - 1) * PAGE
    ordered = _with_writer(rows).order_by("-written_at", "-pk")
    found = list(ordered[max(first - 1, 0) : first + PAGE + 1])
    before = found.pop(0) if first and found else None
    return opened.visible(found[:PAGE]), len(found) > PAGE, before


def newest(opened: Opened, *, few: int) -> list[Note]:
    """Of all that the database shows, the newest few, in one question: the overview asks many."""
    rows = Note.objects.filter(_readable(opened), person=opened.person)
    return opened.visible(_with_writer(rows).order_by("-written_at", "-pk")[:few])


def note(opened: Opened, id: UUID) -> Note:
    found = _with_writer(Note.objects.filter(_readable(opened), pk=id, person=opened.person))
    seen = opened.visible(found)
    if not seen:
        raise Http404
    return seen[0]


def before(opened: Opened, note: Note) -> list[Any]:
    """What a corrected note said before, the newest first: for the organisation that holds it."""
    if not note.corrected or note.held_by_id != opened.who.organisation:
        return []
    rows = HISTORIES[Note]._base_manager.filter(person_id=opened.person, id=note.pk)
    return list(rows.filter(version__lt=note.version).order_by("-version", "-pgh_id"))


def receivers(opened: Opened, section: str) -> list[str]:
    """To whom flows in force carry this section from the reader's organisation, where they work with the person."""
    flows = Flow.objects.filter(
        sender=opened.who.organisation,
        agreement__in=opened.who.agreements,
        sections__contains=[section],
    )
    return sorted(set(flows.values_list("receiver__name", flat=True)))


def mine(user: User, *, today: date, now: datetime) -> list[Mine]:
    """The people whom this user works with and may write a note about, by name."""
    who = involvement.reader(user, today=today)
    rows = Allocation.objects.filter(in_force(today), worker=user, held_by=who.organisation)
    people = rows.order_by("-first_day", "person").values_list("person", flat=True)[:MOST]
    to = involvement.towards(who, people, today=today, now=now)
    mine = {person: sight for person, sight in to.items() if sees(who, sight, "notes")}
    named = names(who, mine, today=today)
    found = [
        Mine(person, one.name if one else "", one.birth_date if one else None)
        for person, one in ((person, named.get(person)) for person in mine)
    ]
    return sorted(found, key=lambda one: (one.name.casefold(), str(one.person)))


def _readable(opened: Opened) -> Q:
    return Q(own_only=False) | Q(held_by=opened.who.organisation)


def _any_of(seen: Holders) -> Q:
    found = Q()
    for section, held_by in seen:
        found |= Q(section=section, held_by=held_by)
    return found


def _with_writer(rows: QuerySet[Note]) -> QuerySet[Note]:
    return rows.select_related("held_by", "entered_by")
