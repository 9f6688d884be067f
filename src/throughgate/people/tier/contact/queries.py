"""Contacts with one person, and of everybody whom a worker looks after the contact that is overdue by the confirmed tier."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import (
    DateField,
    Exists,
    Func,
    JSONField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Cast, Coalesce

from throughgate.people.person.moves import queries as moves
from throughgate.people.person.moves.models import Whereabouts
from throughgate.people.person.moves.rules import INSIDE
from throughgate.people.record.opening import Opened
from throughgate.people.record.queries import let_through, looked_after, mine
from throughgate.people.tier.contact import rules
from throughgate.people.tier.contact.models import ContactMade
from throughgate.people.tier.contact.rules import Contact
from throughgate.people.tier.models import ConfirmedTier, TierOverride
from throughgate.people.tier.queries import Standing
from throughgate.people.tier.rules import Tier
from throughgate.people.tier.scores.models import WORKS_WITH_IT
from throughgate.people.tier.scores.queries import of
from throughgate.privacy.access import lists
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.models import Post, User
from throughgate.privacy.access.prepared import Asked, Prepared, read

MOST = 500
WITHIN = [place.value for place in INSIDE]


@dataclass(frozen=True)
class Overdue:
    """A confirmed tier whose next contact is late, and with whom."""

    row: ConfirmedTier
    name: str
    tier: str
    last: date | None
    contact: Contact


def made(opened: Opened) -> list[ContactMade]:
    """The newest first."""
    return of(opened, ContactMade, "-day", "-entered_on", "pk")


def next_of(opened: Opened, several: Iterable[Standing]) -> Contact | None:
    """The next contact of the reader's own organisation with somebody in the community."""
    mine = [one for one in several if one.row.held_by_id == opened.who.organisation]
    inside = any(row.kind in INSIDE for row in moves.whereabouts(opened) if row.last_day is None)
    if not mine or not mine[0].confirmed or inside:
        return None
    days = [row.day for row in made(opened) if row.held_by_id == opened.who.organisation]
    return _next(mine[0].tier, max(days, default=None), mine[0].confirmed.first_day, opened.today)


def every(standing: Standing | None, today: date) -> int | None:
    """Working days between two contacts."""
    return rules.every(Tier(standing.tier), today=today) if standing else None


def overdue(
    user: User, post: Post, *, today: date, now: datetime, most: int = MOST
) -> tuple[list[Overdue], bool]:
    """The latest first, and whether there are more than so many. Only confirmed tiers, and what was set beside them,
    count; those inside are not on it."""
    if "risk" not in lists.opens(post.role, today) or post.organisation.kind not in WORKS_WITH_IT:
        return [], False
    asked = CONFIRMED.asked(
        post.role == Role.MANAGER,
        most,
        today=today,
        organisation=post.organisation_id,
        mine=list(mine(user, today=today)),
        before=json.dumps({t.value: rules.late_from(t, today=today).isoformat() for t in Tier}),
    )
    rows = read([asked])[0]
    seen = let_through(user, rows[:most], today=today, now=now)
    several = [_late(row, named.name, today) for row, named in seen]
    several.sort(key=lambda each: (each.contact.due, each.name))
    return several, len(rows) > most


def _confirmed(everyone: bool, most: int) -> QuerySet[ConfirmedTier]:
    """Those of the organisation in the community whose contact is late, with the last and what stands beside the tier.

    Whoever is supervised longest comes first: so it need not look at all of a large organisation.
    """
    today = Asked("today")
    ours = {"person": OuterRef("person"), "held_by": Asked("organisation")}
    inside = Whereabouts.objects.filter(person=OuterRef("person"), last_day=None, kind__in=WITHIN)
    going = TierOverride.objects.filter(**ours, first_day__lte=today, last_day__gte=today)
    contacts = ContactMade.objects.filter(**ours).values("person").annotate(last=Max("day"))
    rows = ConfirmedTier.objects.filter(
        Q(last_day=None),
        ~Exists(inside),
        looked_after(everyone),
        held_by=Asked("organisation"),
    )
    asked = rows.annotate(
        last=Subquery(contacts.values("last")),
        beside=Subquery(going.order_by("-first_day").values("tier")[:1]),
    )
    late_from = Func(
        Cast(Asked("before"), JSONField()),
        Coalesce("beside", "tier"),
        template="(%(expressions)s)::date",
        arg_joiner=" ->> ",
        output_field=DateField(),
    )
    late = asked.alias(since=Coalesce("last", "first_day")).filter(since__lte=late_from)
    return late.order_by("first_day", "pk")[: most + 1]


CONFIRMED = Prepared(_confirmed)


def _late(row: ConfirmedTier, name: str, today: date) -> Overdue:
    found: Any = row  # with what it was annotated with
    tier = found.beside or row.tier
    last = date.fromisoformat(found.last) if found.last else None
    return Overdue(row, name, tier, last, _next(tier, last, row.first_day, today))


def _next(tier: str, last: date | None, since: date, today: date) -> Contact:
    return rules.next_contact(Tier(tier), last=last, since=since, today=today)
