"""The list of people: whom the reader's organisation works with, narrowed and ordered, as far as they may see.

It starts from the organisation's involvements, of which an index holds the newest first, and has no total over a whole
organisation: counting asks the second lock of every row (decision 3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Concat, Lower

from throughgate.common.values import load
from throughgate.people.caseload import narrowing
from throughgate.people.caseload.lines import Line, lines
from throughgate.people.caseload.rules import Order, Wanted, Whose
from throughgate.people.involvement import queries as involvement
from throughgate.people.involvement.allocation.mine import people_of
from throughgate.people.involvement.clearing import clear_for_list
from throughgate.people.involvement.models import Involvement
from throughgate.people.involvement.rules import Reader
from throughgate.people.person.models import Identity
from throughgate.people.person.moves.models import Whereabouts
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.models import User
from throughgate.privacy.access.prepared import Asked, Prepared, Ready

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
    total = None
    if whose is Whose.MINE:  # who are few: all at once, and so counted
        every = found.instances()
        total, rows = len(every), every[first : first + PAGE + 1]
    else:
        rows = found.part(first, PAGE + 1).instances()
        clear_for_list(row.person_id for row in rows)
    shown = lines(who, rows[:PAGE], today=today, now=now)
    may = tuple(name for name, each in narrowing.OFFERED.items() if each.may(who))
    return Listed(shown, len(rows) > PAGE, whose, total, who.role, may)


def all_listed(
    user: User, wanted: Wanted, *, most: int, today: date, now: datetime
) -> tuple[list[Line], bool, str]:
    """Every page of a list at once, for a file; whether it has more than may be in one; the reader's role."""
    who = involvement.reader(user, today=today)
    _whose, found = _found(who, wanted, today)
    rows = found.part(0, most + 1).instances()
    if len(rows) > most:
        return [], True, who.role
    return lines(who, rows, today=today, now=now), False, who.role


def _found(who: Reader, wanted: Wanted, today: date) -> tuple[Whose, Ready]:
    mine = people_of(who, today=today)
    clear_for_list(mine)
    if who.role == Role.MENTOR:
        # Those whom they meet, and nobody else's; not narrowed by what a mentor is not told.
        wanted = Wanted(Whose.MINE, order=wanted.order.for_mentor(), page=wanted.page)
    whose = wanted.whose_of(bool(mine))
    more = dict(wanted.more)

    def narrow(asked: QuerySet[Involvement]) -> QuerySet[Involvement]:
        return narrowing.narrowed(asked, who, more, today)

    # Topics above narrow by what they know of the reader: such a question is made anew.
    asks = Prepared(partial(_people, narrow)) if more else PEOPLE
    notice = load("throughgate.people.involvement")["notice_days"].on(today)
    asked = asks.asked(
        whose,
        wanted.order,
        bool(wanted.purpose),
        bool(wanted.place),
        wanted.ending,
        mine=list(mine),
        purpose=wanted.purpose,
        place=wanted.place,
        places_of=holders(who, "place"),
        names_of=holders(who, "identity"),
        until=today + timedelta(days=notice),
        **involvement.asked_by(who, today),
    )
    return whose, asked


def _people(
    narrow: Any, whose: Whose, order: Order, purpose: bool, place: bool, ending: bool
) -> QuerySet[Involvement]:
    """One involvement of each person: the newest of those asked for, or the first to end."""
    asked = _asked(purpose, place, ending)
    if whose is Whose.MINE:
        asked = asked.filter(person__any=Asked("mine"))
    asked = narrow(asked)
    if order is Order.ENDS:
        asked = asked.annotate(ends=Coalesce("last_day", NEVER))
        before = Q(ends__lt=OuterRef("ends")) | Q(ends=OuterRef("ends"), pk__gt=OuterRef("pk"))
    else:
        day = OuterRef("first_day")
        before = Q(first_day__gt=day) | Q(first_day=day, pk__gt=OuterRef("pk"))
    others = asked.filter(before, person=OuterRef("person"))
    found = _ordered(asked.exclude(Exists(others)), order)
    return found.only("person", "purpose", "first_day", "last_day")


PEOPLE = Prepared(partial(_people, lambda asked: asked))


def _asked(purpose: bool, place: bool, ending: bool) -> QuerySet[Involvement]:
    asked = involvement.visible(involvement.WHOEVER, involvement.TODAY)
    if purpose:
        asked = asked.filter(purpose=Asked("purpose"))
    if ending:
        asked = asked.filter(last_day__lte=Asked("until"))
    if place:
        there = Whereabouts.objects.filter(
            person=OuterRef("person"),
            kind=Asked("place"),
            last_day=None,
            held_by__any=Asked("places_of"),
        )
        asked = asked.filter(Exists(there))
    return asked


def holders(who: Reader, section: str) -> Sequence[int]:
    """Whose rows of a section could reach the reader at all: their own organisation's, and what a flow carries."""
    if who.organisation is None or section not in who.opens:
        return []
    return sorted({who.organisation, *(c.holder for c in who.carried if section in c.sections)})


def _ordered(found: QuerySet[Involvement], order: Order) -> QuerySet[Involvement]:
    if order is Order.ENDS:
        return found.order_by(F("ends"), "-first_day", "pk")
    if order is Order.NAME:
        return found.alias(called=_called()).order_by("called", "person")
    return found.order_by("-first_day", "person", "pk")


def _called() -> Any:
    ours_first = Case(When(held_by=Asked("organisation"), then=0), default=1)
    names = Identity.objects.filter(person=OuterRef("person"), held_by__any=Asked("names_of"))
    whole = Lower(Concat("family_name", Value(" "), "given_names"))
    return Subquery(names.order_by(ours_first, "-entered_on").values(called=whole)[:1])
