"""Who may not see a person, as far as an officer may know; never asked for anybody who is kept out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q

from throughgate.people.involvement import queries as involvement
from throughgate.people.involvement.limiting.queries import (
    answered_for,
    is_in_place,
    leads_there,
)
from throughgate.people.involvement.models import KnownPerson, LimitedAccess, NamedUser
from throughgate.people.involvement.naming import Named, names
from throughgate.people.involvement.rules import Reader, sees
from throughgate.people.person.limits import rules
from throughgate.people.person.limits.rules import Why
from throughgate.people.record.opening import Opened
from throughgate.privacy.access import lists
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.models import Organisation, Post, User
from throughgate.privacy.access.queries import in_force

SECTION = "limits"
MOST_COLLEAGUES = 60
MOST = 500


@dataclass(frozen=True)
class Limit:
    """One limit, whom it names, whether its reason is told, and whether this reader's organisation can lift it."""

    limited: LimitedAccess
    users: list[str]
    in_force: bool
    told: bool
    ours: bool
    in_place: bool  # of who set it, and does not lead now


def limits(record: Opened) -> list[Limit]:
    """Those in force first, then the earlier. Of another's that is answered for here its reason is not told."""
    if not record.sees("limits"):
        return []
    every = answered_for(record.who, record.today).filter(person=record.person)
    rows = list(every.select_related("held_by", "set_by", "looked_by"))
    in_place = {row.pk for row in rows if is_in_place(record.who, row)}
    seen = [row for row in rows if record.sees("limits", row.held_by_id) or row.pk in in_place]
    named: dict[UUID, list[str]] = {}
    for name in NamedUser.objects.filter(limited_access__in=seen).select_related("user"):
        named.setdefault(name.limited_access_id, []).append(str(name.user))
    found = [
        Limit(
            row,
            sorted(named.get(row.pk, [])),
            _stands(row, record.today),
            record.sees("limits", row.held_by_id),
            row.held_by_id == record.who.organisation,
            row.pk in in_place,
        )
        for row in seen
    ]
    return sorted(found, key=lambda one: (not one.in_force, -one.limited.first_day.toordinal()))


def _stands(row: LimitedAccess, today: date) -> bool:
    over = row.last_day is not None and row.last_day < today
    return row.lifted_at is None and not over


@dataclass(frozen=True)
class ToLookAt:
    """A limit that an information officer looks at again, whose it is, and why."""

    limited: LimitedAccess
    name: str
    why: Why
    ours: bool


def to_look_at(user: User, *, today: date, now: datetime) -> list[ToLookAt]:
    """Of people who are there for the officer, those that their organisation may lift: by why, the oldest first."""
    who = involvement.reader(user, today=today)
    if who.role != Role.INFORMATION_OFFICER:
        return []
    standing = (
        answered_for(who, today)
        .filter(in_force(today), lifted_at=None)
        .annotate(
            looked_leads=leads_there(
                OuterRef("looked_by"), today, sorted(lists.limiting_purposes(today))
            )
        )
    )
    every = standing.select_related("held_by").order_by("first_day", "pk")[:MOST]
    rows = [row for row in every if row.held_by_id == who.organisation or is_in_place(who, row)]
    if not rows:
        return []
    to = involvement.towards(who, {row.person_id for row in rows}, today=today, now=now)
    named = names(who, to, today=today)
    found = [
        ToLookAt(row, _name(named, row.person_id), why, row.held_by_id == who.organisation)
        for row in rows
        if sees(who, to[row.person_id], SECTION) and (why := _why(row, who, today))
    ]
    return sorted(found, key=lambda one: list(Why).index(one.why))


def _why(row: Any, who: Reader, today: date) -> Why | None:
    counts = row.looked_leads or row.looked_by_id == who.organisation
    parts = (row.binds, row.theirs, row.first_day, row.last_day, row.looked_on, counts)
    return rules.to_look_at(rules.Standing(*parts), today=today)


def _name(named: dict[UUID, Named], person: UUID) -> str:
    return named[person].name if person in named else ""


def to_lift(record: Opened, limited: UUID) -> LimitedAccess | None:
    """One that was not lifted, and that the reader's organisation may lift."""
    return next(
        (
            one.limited
            for one in limits(record)
            if one.limited.pk == limited and one.in_force and (one.ours or one.in_place)
        ),
        None,
    )


def declared(record: Opened) -> list[KnownPerson]:
    """Who said that they know the person, and is kept out since."""
    if not record.sees("limits"):
        return []
    rows = KnownPerson.objects.filter(person=record.person, lifted_on=None).select_related("user")
    return list(rows.order_by("declared_on", "pk"))


def declaration(record: Opened, known: UUID) -> KnownPerson | None:
    return next((each for each in declared(record) if each.pk == known), None)


def colleagues(organisation: Organisation, *, today: date) -> list[User]:
    """Whoever works in an organisation today, where they are few enough for a list."""
    posts = Post.objects.filter(in_force(today), organisation=organisation, user__is_active=True)
    found = {
        post.user_id: post.user for post in posts.select_related("user")[: MOST_COLLEAGUES * 2]
    }
    if len(found) > MOST_COLLEAGUES:
        return []
    return sorted(found.values(), key=str)


def by_addresses(addresses: list[str]) -> dict[str, User]:
    """Users by their e-mail address, however it is written."""
    asked = Q()
    for address in addresses:
        asked |= Q(email__iexact=address)
    users = User.objects.filter(asked, is_active=True) if addresses else User.objects.none()
    return {user.email.casefold(): user for user in users}
