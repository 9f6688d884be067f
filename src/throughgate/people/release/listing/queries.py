"""Who is soon to be released and how ready they are: the dates within reach, then as much as the reader may see of each.

It starts from the dates of the days asked for, of which an index holds the next first, of those whom the reader's
organisation works with; nothing is counted over a whole organisation (decision 3).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, partial
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When

from throughgate.common.errors import NotAllowed
from throughgate.common.values import load
from throughgate.people.caseload.queries import holders
from throughgate.people.caseload.rules import Whose
from throughgate.people.involvement import queries as involvement
from throughgate.people.involvement.clearing import clear_for_list
from throughgate.people.involvement.naming import Named, names
from throughgate.people.involvement.rules import Reader, Towards, sees
from throughgate.people.person.moves.models import KeyDate, Whereabouts
from throughgate.people.person.moves.rules import ESTABLISHMENT, INSIDE, Place
from throughgate.people.record.queries import mine
from throughgate.people.release import queries, readiness, rules
from throughgate.people.release.essentials import rules as essentials
from throughgate.people.release.essentials.models import Essential
from throughgate.people.release.essentials.rules import Readiness
from throughgate.people.release.listing.rules import ANYTHING, Wanted
from throughgate.people.release.plan_steps import queries as plan
from throughgate.people.release.queries import Given
from throughgate.people.release.rules import Flag, Window
from throughgate.privacy.access.models import User
from throughgate.privacy.access.prepared import Asked, Prepared, Ready, read

PAGE = 50
RELEASED = (Place.LICENCE, Place.ORDER, Place.NONE)
NOBODY = Named("")


@dataclass(frozen=True)
class Line:
    """One person on the list, with as much as the reader may see."""

    person: UUID
    name: str
    given: Given
    flag: Flag | None
    establishment: str
    ready: tuple[Readiness, ...]

    @property
    def day(self) -> date:
        return self.given.date.day

    @cached_property
    def words(self) -> str:
        return readiness.in_words(self.ready)

    def lacks(self, missing: str) -> bool:
        """Whether this essential, or any, is missing."""
        found = [each.essential.code for each in self.ready if each.missing]
        return bool(found) if missing == ANYTHING else missing in found


@dataclass(frozen=True)
class Listed:
    """One page. looked_at: where a filter looked at this many of them and there are more."""

    lines: list[Line]
    more: bool
    whose: Whose
    looked_at: int | None = None


def listed(
    user: User, wanted: Wanted, *, today: date, now: datetime, most: int | None = None
) -> Listed:
    """A page of the list; of a filter by essentials, of the first so many."""
    who = _reader(user, today)
    whose, rows = _found(who, wanted, mine(user, today=today), today)
    first = (wanted.page - 1) * PAGE
    if whose is Whose.MINE:
        clear_for_list(mine(user, today=today))
    if not wanted.missing:
        found = rows.part(first, PAGE + 1).instances()
        if whose is Whose.ALL:
            clear_for_list(row.person_id for row in found)
        return Listed(_lines(who, found[:PAGE], today, now), len(found) > PAGE, whose)
    most = most or _most(today)
    found = rows.part(0, most + 1).instances()
    lines = [one for one in _lines(who, found[:most], today, now) if one.lacks(wanted.missing)]
    shown = lines[first : first + PAGE]
    cut = most if len(found) > most else None
    return Listed(shown, len(lines) > first + PAGE, whose, cut)


def soon(user: User, *, everyone: bool, today: date) -> Ready:
    """For a home page, to be read: who leaves within four weeks, the next first; of the user's own people, or of all."""
    wanted = Wanted(window=Window.FOUR_WEEKS, whose=Whose.ALL if everyone else Whose.MINE)
    own = mine(user, today=today)
    return _found(_reader(user, today), wanted, own, today)[1].part(0, PAGE)


def lines_of(user: User, rows: Sequence[KeyDate], *, today: date, now: datetime) -> list[Line]:
    return _lines(_reader(user, today), rows, today, now)


def all_listed(
    user: User, wanted: Wanted, *, today: date, now: datetime
) -> tuple[list[Line], bool]:
    """For a file: all of them, and whether there are more than a file holds."""
    who, most = _reader(user, today), _most(today)
    _whose, rows = _found(who, wanted, mine(user, today=today), today)
    found = rows.part(0, most + 1).instances()
    if len(found) > most:
        return [], True
    lines = _lines(who, found, today, now)
    return [one for one in lines if not wanted.missing or one.lacks(wanted.missing)], False


def _most(today: date) -> int:
    most: int = load(rules.PACKAGE)["looked_at"].on(today)
    return most


def _reader(user: User, today: date) -> Reader:
    who = involvement.reader(user, today=today)
    if "place" not in who.opens:
        raise NotAllowed(
            "Your post does not see where people are and when they are released. "
            "Ask your information officer if it should."
        )
    return who


def _found(who: Reader, wanted: Wanted, own: Collection[UUID], today: date) -> tuple[Whose, Ready]:
    """The date to show of each person, the next first. own: the people whom the user works with."""
    whose = wanted.whose_of(bool(own))
    ranks = _ranks(today)
    asked = RELEASES.asked(
        whose,
        tuple(ranks.items()),
        bool(wanted.establishment),
        mine=list(own),
        kinds=list(ranks),
        until=wanted.until(today),
        places_of=holders(who, "place"),
        establishment=wanted.establishment,
        **involvement.asked_by(who, today),
    )
    return whose, asked


def _ranks(today: date) -> dict[str, int]:
    """The place of each kind of date in the order in which one is shown; a confirmed one before all but its betters."""
    order: list[str] = load(rules.PACKAGE)["shown"].on(today)
    dates: Mapping[str, str] = load(rules.PACKAGE)["dates"].latest
    ranks = {kind: order.index(what) for kind, what in dates.items()}
    return ranks | {"": order.index(rules.Kind.CONFIRMED)}


def _releases(
    whose: Whose, ranks: tuple[tuple[str, int], ...], in_establishment: bool
) -> QuerySet[KeyDate]:
    works = involvement.visible(involvement.WHOEVER, involvement.TODAY)
    ahead = _ahead(dict(ranks))
    rows = ahead.filter(Exists(works.filter(person=OuterRef("person"))), day__lte=Asked("until"))
    if whose is Whose.MINE:
        rows = rows.filter(person__any=Asked("mine"))
    if in_establishment:
        rows = rows.filter(Exists(_inside()))
    rows = rows.exclude(_is_out()).exclude(Exists(_better(ahead)))
    return rows.order_by("day", "person", "pk")


RELEASES = Prepared(_releases)


def _ahead(ranks: Mapping[str, int]) -> QuerySet[KeyDate]:
    """Days of release to come, with their place in the order in which one is shown."""
    confirmed = When(confirmed=True, then=Value(ranks[""]))
    known = [When(kind=kind, then=Value(place)) for kind, place in ranks.items() if kind]
    rows = KeyDate.objects.filter(
        held_by__any=Asked("places_of"), kind__any=Asked("kinds"), day__gte=involvement.TODAY
    )
    return rows.alias(rank=Case(confirmed, *known))


def _better(ahead: QuerySet[KeyDate]) -> QuerySet[KeyDate]:
    """Another date of the same person that is shown before this one (as `rules.shown` says)."""
    steps: list[tuple[str, str]] = [
        ("rank", "lt"), ("entered_on", "gt"), ("source", "gt"), ("pk", "gt"),
    ]  # fmt: skip
    wins, same = Q(), Q()
    for name, how in steps:
        wins |= same & Q(**{f"{name}__{how}": OuterRef(name)})
        same &= Q(**{name: OuterRef(name)})
    return ahead.filter(wins, person=OuterRef("person"))


def _is_out() -> Any:
    """In the community, as far as the reader knows: a later date that is still on the record lets nobody out again."""
    now = Whereabouts.objects.filter(
        person=OuterRef("person"), held_by__any=Asked("places_of"), last_day=None
    )
    inside = Exists(now.filter(kind__in=[place.value for place in ESTABLISHMENT]))
    return Exists(now.filter(kind__in=[place.value for place in RELEASED])) & ~inside


def _inside() -> QuerySet[Whereabouts]:
    return Whereabouts.objects.filter(
        person=OuterRef("person"),
        held_by__any=Asked("places_of"),
        last_day=None,
        kind__in=[place.value for place in INSIDE],
        establishment__icontains=Asked("establishment"),
    )


def _lines(who: Reader, rows: Sequence[KeyDate], today: date, now: datetime) -> list[Line]:
    """In the order of the days; the first lock is asked of each row."""
    to = involvement.towards(who, [row.person_id for row in rows], today=today, now=now)
    rows = [row for row in rows if sees(who, to[row.person_id], "place", row.held_by_id)]
    named = names(who, to, today=today)
    asked = [asks.asked(people=list(to)) for asks in (PLACES, SAID)] + plan.asked_of_many(to)
    places, told, *planned = read(asked) if to else [[] for _ in asked]
    where, said = _grouped(who, to, places), _grouped(who, to, told)
    plans = plan.of_many(who, to, planned)
    made = partial(_line, who, to, where, said, plans, today)
    return [made(row, named.get(row.person_id, NOBODY)) for row in rows]


def _places() -> QuerySet[Whereabouts]:
    rows = Whereabouts.objects.filter(person__any=Asked("people")).order_by("first_day", "pk")
    rows = rows.only("person", "held_by", "kind", "establishment", "first_day", "last_day")
    return rows.annotate(holder=F("held_by__kind"))


def _said() -> QuerySet[Essential]:
    rows = Essential.objects.filter(person__any=Asked("people")).order_by("-said_at", "pk")
    return rows.only("person", "held_by", "section", "code", "state", "entered_on")


PLACES, SAID = Prepared(_places), Prepared(_said)


def _grouped(
    who: Reader, to: Mapping[UUID, Towards], rows: Iterable[Any]
) -> Mapping[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        if sees(who, to[row.person_id], row.in_section(), row.held_by_id):
            found[row.person_id].append(row)
    return found


def _line(
    who: Reader,
    to: Mapping[UUID, Towards],
    where: Mapping[UUID, list[Whereabouts]],
    said: Mapping[UUID, list[Essential]],
    plans: Mapping[UUID, plan.FromPlan],
    today: date,
    row: KeyDate,
    named: Named,
) -> Line:
    person = row.person_id
    given = queries.as_given(row)
    assert given is not None  # only dates of release were asked for
    places = where.get(person, [])
    since = queries.inside_since(places)
    served = (row.day - since).days if since else None
    flag = rules.flag(given.date, served=served, today=today)
    holders = queries.holders(row, [(each, each.holder) for each in where.get(person, [])])  # type: ignore[attr-defined]
    sees_each = partial(sees, who, to[person])
    ready = readiness.work_out(
        rules.leaves(row.day, flag, today=today),
        [one for one in said.get(person, []) if since is None or one.entered_on >= since],
        plans.get(person, plan.NOTHING),
        readiness.told_by(sees_each, holders, who.organisation, today=today),
        today=today,
    )
    return Line(
        person,
        named.name,
        given,
        flag,
        _establishment(places, who.organisation),
        ready,
    )


def _establishment(places: Sequence[Whereabouts], own: int | None) -> str:
    """Where they are now, as the reader's own organisation has it, else as another does."""
    now = [row for row in places if row.last_day is None and row.establishment]
    now.sort(key=lambda row: row.held_by_id == own)
    return now[-1].establishment if now else ""


def essentials_named(today: date) -> list[tuple[str, str]]:
    return [(each.code, each.name) for each in essentials.essentials(today)]
