"""Who is meant by what somebody typed: candidates by their keys, then what the reader may see, then how well it fits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Q

from throughgate.people.caseload.lines import places
from throughgate.people.involvement import queries as involvement
from throughgate.people.involvement.rules import Reader, Towards, sees
from throughgate.people.person.identifiers.models import Identifier
from throughgate.people.person.matching import queries as matching
from throughgate.people.person.matching.rules import Known, Reason, reasons
from throughgate.people.person.models import Entry, Identity
from throughgate.people.person.moves.models import Whereabouts
from throughgate.people.person.names import queries as keys
from throughgate.people.person.names import rules
from throughgate.people.person.names.asking import Asked
from throughgate.people.person.names.models import Alias
from throughgate.privacy.access.models import Agreement, Flow, User

Row = TypeVar("Row", bound=Entry)
SHOWN = 50
NUMBER, BIRTH, ALSO = "this number", "born on that day", "also known as {name}"


@dataclass
class Somebody:
    """What the reader may see of who somebody is, from all its holders."""

    names: list[str] = field(default_factory=list)  # as they are called first, then the others
    born: list[date] = field(default_factory=list)
    numbers: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Hit:
    """One person found, and why."""

    person: UUID
    name: str
    birth_date: date | None
    place: str
    establishment: str
    score: int
    why: tuple[str, ...]


@dataclass(frozen=True)
class Hits:
    """The best first; `more` when there were more than fit on a page."""

    found: list[Hit]
    more: bool


def find(user: User, asked: Asked, *, today: date, now: datetime) -> Hits:
    """Whoever is not there for the reader is not among the candidates, and leaves no trace in what comes back."""
    who = involvement.reader(user, today=today)
    to = involvement.towards(who, keys.candidates(asked), today=today, now=now)
    known = who_they_are(who, to)
    fitting = {person: hit for person in to if (hit := fits(asked, known.get(person)))}
    best = sorted(fitting, key=lambda person: (-fitting[person][0], known[person].names, person))
    where = places(who, {person: to[person] for person in best[:SHOWN]})
    hits = [_hit(person, known[person], where, *fitting[person]) for person in best[:SHOWN]]
    return Hits(hits, len(best) > SHOWN)


def fits(asked: Asked, somebody: Somebody | None) -> tuple[int, tuple[str, ...]] | None:
    """How well, and why; None where something that was asked does not fit."""
    if somebody is None:
        return None
    score = 0
    why: list[str] = []
    if asked.numbers:
        if not {one.casefold() for one in asked.numbers} & somebody.numbers:
            return None
        score, why = score + 1000, [*why, NUMBER]
    if asked.born:
        if asked.born not in somebody.born:
            return None
        score, why = score + 500, [*why, BIRTH]
    if rules.words(asked.name):
        named = _named(asked.name, somebody.names)
        if named is None:
            return None
        score, why = score + named[0], [named[1], *why]
    return score, tuple(why)


def _named(asked: str, names: list[str]) -> tuple[int, str] | None:
    found = [(hit, name) for name in names if (hit := rules.fit(asked, [name]))]
    if not found:
        return None
    hit, name = max(found, key=lambda pair: pair[0].score)
    same = rules.words(name) == rules.words(names[0])
    return hit.score, hit.why if same else f"{hit.why}, {ALSO.format(name=name)}"


def who_they_are(who: Reader, to: Mapping[UUID, Towards]) -> dict[UUID, Somebody]:
    found: dict[UUID, Somebody] = {}
    rows = _seen(who, to, Identity.objects.filter(person__in=to).order_by("entered_on", "pk"))
    rows.sort(key=lambda row: row.held_by_id != who.organisation)
    for row in rows:
        one = found.setdefault(row.person_id, Somebody())
        one.names.append(str(row))
        one.born += [row.birth_date] if row.birth_date else []
    for alias in _seen(who, to, Alias.objects.filter(person__in=to).order_by("pk")):
        found.setdefault(alias.person_id, Somebody()).names.append(str(alias))
    for number in _seen(who, to, Identifier.objects.filter(person__in=to).order_by("pk")):
        found.setdefault(number.person_id, Somebody()).numbers.add(number.number.casefold())
    return found


def _seen(who: Reader, to: Mapping[UUID, Towards], rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if sees(who, to[row.person_id], "identity", row.held_by_id)]


def _hit(
    person: UUID,
    one: Somebody,
    where: Mapping[UUID, Whereabouts],
    score: int,
    why: tuple[str, ...],
) -> Hit:
    place = where.get(person)
    return Hit(
        person=person,
        name=one.names[0] if one.names else "",
        birth_date=one.born[0] if one.born else None,
        place=place.kind if place else "",
        establishment=place.establishment if place else "",
        score=score,
        why=why,
    )


@dataclass(frozen=True)
class Alike:
    """Somebody in the reader's sight who may be whom they are about to add."""

    hit: Hit
    reasons: tuple[Reason, ...]


def alike(user: User, added: Known, *, today: date, now: datetime) -> list[Alike]:
    """Only of those the reader sees: whoever is out of their sight is for a job to compare, and for an officer."""
    who = involvement.reader(user, today=today)
    to = involvement.towards(who, _may_be(added), today=today, now=now)
    known = matching.known(
        to, lambda row: sees(who, to[row.person_id], row.in_section(), row.held_by_id)
    )
    why = {person: reasons(added, one) for person, one in known.items()}
    found = [person for person in known if why[person]][:SHOWN]
    people = who_they_are(who, {person: to[person] for person in found})
    where = places(who, {person: to[person] for person in found})
    shown = [Alike(_hit(each, people[each], where, 0, ()), why[each]) for each in found]
    return sorted(shown, key=lambda each: (len(each.reasons) * -1, each.hit.name))


def _may_be(added: Known) -> list[UUID]:
    numbers = tuple(number for _kind, number in added.numbers)
    asked = [Asked(numbers=numbers), *(Asked(name=name) for name in added.names)]
    asked += [Asked(name=name, born=day) for name in added.names for day in added.born]
    return list(dict.fromkeys(person for one in asked for person in keys.candidates(one)))


def ways(user: User, *, today: date) -> list[tuple[Agreement, str]]:
    """Under which agreements in force, and for which purposes, the user's organisation can work with somebody."""
    who = involvement.reader(user, today=today)
    ours = Q(sender=who.organisation) | Q(receiver=who.organisation)
    flows = Flow.objects.filter(ours, agreement__in=who.agreements).select_related("agreement")
    found = {(flow.agreement.name, flow.purpose): (flow.agreement, flow.purpose) for flow in flows}
    return [found[key] for key in sorted(found)]
