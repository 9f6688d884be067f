"""Who somebody is as far as their rows say; whom a job compares; what a record officer is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404

from throughgate.people.involvement import queries as involvement
from throughgate.people.involvement.rules import exists_for, sees
from throughgate.people.person.identifiers.models import Identifier
from throughgate.people.person.matching.models import PossibleMatch
from throughgate.people.person.matching.rules import Known
from throughgate.people.person.models import Entry, Identity, Person
from throughgate.people.person.names import rules as names
from throughgate.people.person.names.models import Alias, SearchKey
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.models import Organisation, User
from throughgate.privacy.access.queries import current_post

PAGE = 50
Seen = Callable[[Entry], bool]


def known(people: Iterable[UUID], seen: Seen = lambda row: True) -> dict[UUID, Known]:
    """What rows say of each person; pages pass what the first lock lets through, a job takes all."""
    found: dict[UUID, Known] = {}
    people = list(people)
    for row in rows_of(people):
        if not seen(row):
            continue
        one = found.setdefault(row.person_id, Known())
        match row:
            case Identity():
                one.names.append(str(row))
                one.born |= {row.birth_date} if row.birth_date else set()
            case Alias():
                one.names.append(str(row))
            case Identifier():
                one.numbers.add((row.kind, row.number))
    return found


def rows_of(people: list[UUID]) -> list[Entry]:
    """All that says who they are, the first entered first."""
    found: list[Entry] = []
    for model in (Identity, Alias, Identifier):
        rows = model._base_manager.filter(person__in=people).select_related("held_by")
        found += rows.order_by("entered_on", "pk")
    return found


def for_job_alike(person: UUID, one: Known) -> set[UUID]:
    """For a job: whoever shares a number, a birth date, or a whole written name with somebody."""
    wanted = {names.number_key(number) for _kind, number in one.numbers}
    wanted |= {names.birth_key(day) for day in one.born}
    by_key = SearchKey.objects.filter(key__in=wanted).exclude(person=person)
    found = set(by_key.values_list("person", flat=True))
    for name in one.names:
        rows = SearchKey.objects.exclude(person=person)
        for word in names.words(name):
            rows = rows.filter(
                person__in=SearchKey.objects.filter(key=names.WORD + word).values("person")
            )
        found |= set(rows.values_list("person", flat=True).distinct()[:500])
    return found


def for_job_adder(person: UUID) -> Organisation | None:
    """For a job: the organisation that added somebody; None where they are not there."""
    found = Person.objects.filter(pk=person).select_related("created_by").first()
    return found.created_by if found else None


@dataclass(frozen=True)
class Side:
    """One of the two, as far as the officer may see: a row's words, who holds it; or that it is out of their sight."""

    person: UUID
    there: bool
    rows: list[Entry]

    @property
    def name(self) -> str:
        return next((str(row) for row in self.rows if isinstance(row, Identity)), "")


@dataclass(frozen=True)
class Pair:
    """A possible match with both of its sides."""

    match: PossibleMatch
    added: Side
    known: Side


def waiting(user: User, *, today: date, now: datetime, page: int = 1) -> tuple[list[Pair], bool]:
    """What a record officer has to decide, the oldest first; nothing for anybody else."""
    if not _is_officer(user, today):
        return [], False
    first = (page - 1) * PAGE
    rows = PossibleMatch.objects.filter(state=PossibleMatch.WAITING).select_related("added_by")
    found = list(rows.order_by("found_on", "pk")[first : first + PAGE + 1])
    return _pairs(user, found[:PAGE], today, now), len(found) > PAGE


def how_many(user: User, *, today: date, most: int) -> int:
    """How many wait, counted no further than a home page needs."""
    if not _is_officer(user, today):
        return 0
    rows = PossibleMatch.objects.filter(state=PossibleMatch.WAITING).values_list("pk", flat=True)
    return len(rows[:most])


def pair(user: User, match: UUID, *, today: date, now: datetime) -> Pair:
    found = PossibleMatch.objects.select_related("added_by", "decided_by").filter(pk=match).first()
    if found is None or not _is_officer(user, today):
        raise Http404
    pairs = _pairs(user, [found], today, now)
    if not pairs:
        raise Http404
    return pairs[0]


def _pairs(user: User, found: list[PossibleMatch], today: date, now: datetime) -> list[Pair]:
    """Those whose known person the officer sees: the first lock's own word on what the policy says too."""
    people = {one for match in found for one in (match.person_id, match.known_id)}
    who = involvement.reader(user, today=today)
    to = involvement.towards(who, people, today=today, now=now)
    rows: dict[UUID, list[Entry]] = {person: [] for person in people}
    ours_first = sorted(rows_of(list(people)), key=lambda row: row.held_by_id != who.organisation)
    for row in ours_first:
        if sees(who, to[row.person_id], row.in_section(), row.held_by_id):
            rows[row.person_id].append(row)

    def side(person: UUID) -> Side:
        return Side(person, exists_for(who, to[person]), rows[person])

    pairs = [Pair(match, side(match.person_id), side(match.known_id)) for match in found]
    return [each for each in pairs if each.known.there]


def _is_officer(user: User, today: date) -> bool:
    post = current_post(user, today=today)
    return post is not None and post.role == Role.RECORD_OFFICER


def for_job(match: UUID) -> PossibleMatch | None:
    return PossibleMatch.objects.filter(Q(state=PossibleMatch.SAME), pk=match).first()


def fields_of(rows: Iterable[Entry], kind: type[Any]) -> list[Any]:
    return [row for row in rows if isinstance(row, kind)]
