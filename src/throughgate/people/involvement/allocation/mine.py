"""A user's own people: whom they work with or stand in for, who is new with them, for whom they stand in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Value

from throughgate.common.values import load
from throughgate.people.involvement import queries as involvement
from throughgate.people.involvement.allocation.models import Allocation, Cover
from throughgate.people.involvement.rules import Reader
from throughgate.people.involvement.team.models import Mentoring
from throughgate.privacy.access.models import Post, User
from throughgate.privacy.access.prepared import Asked, Prepared, read
from throughgate.privacy.access.queries import in_force, once


@dataclass(frozen=True)
class Mine:
    """Whom a reader leads, supports or mentors, and those of colleagues whom they stand in for; and whom they lead."""

    people: frozenset[UUID] = frozenset()
    led: frozenset[UUID] = frozenset()


def mine(who: Reader, *, today: date) -> Mine:
    if who.organisation is None:
        return Mine()
    asked = WORKED_WITH.asked(user=who.user, organisation=who.organisation, today=today)
    rows = asked.rows()
    led = frozenset(person for person, part in rows if part == Allocation.LEAD)
    return Mine(frozenset(person for person, _part in rows), led)


def people_of(who: Reader, *, today: date) -> frozenset[UUID]:
    """All with whom a reader works today in any way."""
    return mine(who, today=today).people


def _worked_with() -> QuerySet[Any]:
    user, organisation, today = Asked("user"), Asked("organisation"), Asked("today")
    now = in_force(today)
    covers = Cover.objects.filter(now, organisation=organisation, stands_in=user).values("away")
    theirs = Allocation.objects.filter(now, held_by=organisation).order_by()
    led, covered = theirs.filter(worker=user), theirs.filter(worker__in=covers)
    met = Mentoring.objects.filter(now, mentor=user, held_by=organisation).order_by()
    of_others = [rows.values_list("person", Value("")) for rows in (covered, met)]
    return led.values_list("person", "part").union(*of_others)


WORKED_WITH = Prepared(_worked_with)


def new_and_covered(
    user: User, post: Post, *, today: date, most: int
) -> tuple[list[Allocation], list[Cover]]:
    """Whom the user of a post was given lately, the newest first; and for whom they stand in. Asked once a page."""
    days = load("throughgate.people.involvement")["new_days"].on(today)
    values = {"today": today, "user": user.pk, "organisation": post.organisation_id}
    new = NEW_WITH.asked(most, before=today - timedelta(days=days), **values)
    asked = [new, STANDING_IN.asked(**values)]
    given, covered = once(user, ("new and covered", today, most), lambda: read(asked))
    return given, covered


def _new_with(most: int) -> QuerySet[Allocation]:
    rows = Allocation.objects.filter(
        in_force(Asked("today")),
        worker=Asked("user"),
        held_by=Asked("organisation"),
        first_day__gt=Asked("before"),
    )
    return rows.order_by("-first_day", "pk")[:most]


NEW_WITH = Prepared(_new_with)


def standing_in(user: User, *, today: date) -> list[Cover]:
    """For whom the user stands in today, in the organisation in which they work."""
    who = involvement.reader(user, today=today)
    asked = STANDING_IN.asked(user=user.pk, organisation=who.organisation, today=today)
    return asked.instances()


def _standing_in() -> QuerySet[Cover]:
    rows = Cover.objects.filter(
        in_force(Asked("today")),
        stands_in=Asked("user"),
        organisation=Asked("organisation"),
    )
    return rows.order_by("last_day", "pk")


STANDING_IN = Prepared(_standing_in)
