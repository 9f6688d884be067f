"""The list of people: whom the reader's organisation works with, narrowed and ordered, as far as they may see.

It starts from the organisation's involvements, of which an index holds the newest first, and has no total over a whole
organisation: counting asks the second lock of every row (decision 3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Concat, Lower

from throughgate.common.values import load
from throughgate.people.caseload import narrowing
from throughgate.people.caseload.lines import Line, lines
from throughgate.people.caseload.rules import Order, Wanted, Whose
from throughgate.people.involvement import queries as involvement
from throughgate.people.involvement.allocation import queries as allocation
from throughgate.people.involvement.models import Involvement
from throughgate.people.involvement.rules import Reader
from throughgate.people.person.models import Identity
from throughgate.people.person.moves.models import Whereabouts
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.models import User

PAGE = 50
NEVER = Value(date.max)


@dataclass(frozen=True)
class Listed:
    """One page of the list. A total only of the reader's own people, who are few."""

    lines: list[Line]
    more: bool
    whose: Whose
    total: int | None
    role: str
    narrowings: tuple[str, ...] = ()  # filters of topics above that the reader may use


def listed(user: User, wanted: Wanted, *, today: date, now: datetime) -> Listed:
    who = involvement.reader(user, today=today)
    whose, found = _found(who, wanted, today)
    first = (wanted.page - 1) * PAGE
    rows = list(found[first : first + PAGE + 1])
    total = None
    if whose is Whose.MINE:
        total = found.count() if len(rows) > PAGE or first else len(rows)
    shown = lines(who, rows[:PAGE], today=today, now=now)
    may = tuple(name for name, each in narrowing.OFFERED.items() if each.may(who))
    return Listed(shown, len(rows) > PAGE, whose, total, who.role, may)


def all_listed(
    user: User, wanted: Wanted, *, most: int, today: date, now: datetime
) -> tuple[list[Line], bool]:
    """Every page of a list at once, for a file; and whether it has more than may be in one."""
    who = involvement.reader(user, today=today)
    _whose, found = _found(who, wanted, today)
    rows = list(found[: most + 1])
    if len(rows) > most:
        return [], True
    return lines(who, rows, today=today, now=now), False


def _found(who: Reader, wanted: Wanted, today: date) -> tuple[Whose, QuerySet[Involvement]]:
    mine = allocation.people_of(who, today=today)
    # A mentor's people are those whom they meet, and nobody else's.
    whose = Whose.MINE if who.role == Role.MENTOR else wanted.whose_of(bool(mine))
    asked = _asked(who, wanted, today)
    if whose is Whose.MINE:
        asked = asked.filter(person__in=mine)
    return whose, _one_of_each(asked, who, wanted)


def _one_of_each(
    asked: QuerySet[Involvement], who: Reader, wanted: Wanted
) -> QuerySet[Involvement]:
    """One involvement of each person: the newest of those asked for, or the first to end."""
    if wanted.order is Order.ENDS:
        asked = asked.annotate(ends=Coalesce("last_day", NEVER))
        before = Q(ends__lt=OuterRef("ends")) | Q(ends=OuterRef("ends"), pk__gt=OuterRef("pk"))
    else:
        day = OuterRef("first_day")
        before = Q(first_day__gt=day) | Q(first_day=day, pk__gt=OuterRef("pk"))
    others = asked.filter(before, person=OuterRef("person"))
    return _ordered(asked.exclude(Exists(others)), who, wanted.order)


def _asked(who: Reader, wanted: Wanted, today: date) -> QuerySet[Involvement]:
    asked = involvement.visible(who, today)
    if wanted.purpose:
        asked = asked.filter(purpose=wanted.purpose)
    if wanted.ending:
        notice = load("throughgate.people.involvement")["notice_days"].on(today)
        asked = asked.filter(last_day__lte=today + timedelta(days=notice))
    if wanted.place:
        asked = asked.filter(Exists(_at(who, wanted.place).filter(person=OuterRef("person"))))
    return narrowing.narrowed(asked, who, dict(wanted.more), today)


def _at(who: Reader, place: str) -> QuerySet[Whereabouts]:
    held = holders(who, "place")
    return Whereabouts.objects.filter(kind=place, last_day=None, held_by__in=held)


def holders(who: Reader, section: str) -> Sequence[int]:
    """Whose rows of a section could reach the reader at all: their own organisation's, and what a flow carries."""
    if who.organisation is None or section not in who.opens:
        return []
    return sorted({who.organisation, *(c.holder for c in who.carried if section in c.sections)})


def _ordered(found: QuerySet[Involvement], who: Reader, order: Order) -> QuerySet[Involvement]:
    if order is Order.ENDS:
        return found.order_by(F("ends"), "-first_day", "pk")
    if order is Order.NAME:
        return found.annotate(called=_called(who)).order_by("called", "person")
    return found.order_by("-first_day", "person", "pk")


def _called(who: Reader) -> Any:
    ours_first = Case(When(held_by=who.organisation, then=0), default=1)
    names = Identity.objects.filter(person=OuterRef("person"), held_by__in=holders(who, "identity"))
    whole = Lower(Concat("family_name", Value(" "), "given_names"))
    return Subquery(names.order_by(ours_first, "-entered_on").values(called=whole)[:1])
