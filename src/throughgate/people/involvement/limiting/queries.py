"""What keeps a user out, whom it does not bind, and which organisations lead and so answer for what binds others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from throughgate.people.involvement import rules
from throughgate.people.involvement.models import (
    Involvement,
    KnownPerson,
    LimitedAccess,
    NamedUser,
)
from throughgate.people.involvement.rules import Reader
from throughgate.privacy.access import lists
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.models import AgreementParty, Organisation, Post, User
from throughgate.privacy.access.queries import in_force

NOBODY: frozenset[int] = frozenset()


def leading(people: Iterable[UUID], *, today: date) -> Mapping[UUID, frozenset[int]]:
    """The organisations that lead for each of these people, as far as the reader may know of them."""
    signed = AgreementParty.objects.filter(
        agreement=OuterRef("agreement"), organisation=OuterRef("organisation"), signed_on__lte=today
    )
    under = {"agreement__first_day__lte": today, "agreement__last_day__gte": today}
    rows = Involvement.objects.filter(
        in_force(today),
        Q(agreement__ended_on=None) | Q(agreement__ended_on__gt=today),
        Exists(signed),
        person__in=list(people),
        withdrawn_at=None,
        purpose__in=lists.limiting_purposes(today),
        agreement__dpia_on__lte=today,
        **under,
    )
    found: dict[UUID, frozenset[int]] = defaultdict(frozenset)
    for person, organisation in rows.order_by().values_list("person", "organisation"):
        found[person] |= {organisation}
    return found


def limits_of(today: date) -> QuerySet[LimitedAccess]:
    return LimitedAccess.objects.filter(in_force(today), lifted_at=None)


def limits_against(who: Reader, today: date) -> QuerySet[LimitedAccess]:
    """Exclusions that name the reader, and restrictions that do not: a list leaves out whoever these are about."""
    named = _names(who)
    return limits_of(today).filter(
        (Q(kind=LimitedAccess.EXCLUDED) & named) | (Q(kind=LimitedAccess.RESTRICTED) & ~named)
    )


def exclusions(who: Reader, today: date) -> QuerySet[LimitedAccess]:
    return limits_of(today).filter(_names(who), kind=LimitedAccess.EXCLUDED)


def restrictions(who: Reader, today: date) -> QuerySet[LimitedAccess]:
    return limits_of(today).filter(~_names(who), kind=LimitedAccess.RESTRICTED)


def _names(who: Reader) -> Exists:
    return Exists(NamedUser.objects.filter(limited_access=OuterRef("pk"), user=who.user))


def known(who: Reader) -> QuerySet[KnownPerson]:
    return KnownPerson.objects.filter(user=who.user, lifted_on=None)


def bound(who: Reader, restricted: Iterable[tuple[UUID, int]], *, today: date) -> set[UUID]:
    """Those whom one of these restrictions, by person and who set it, keeps from a reader it does not name."""
    pairs = set(restricted)
    if not pairs or who.role != Role.INFORMATION_OFFICER:
        return {person for person, _ in pairs}
    lead = leading({person for person, _ in pairs}, today=today)
    return {p for p, held_by in pairs if not rules.lets_past(who, lead.get(p, NOBODY), held_by)}


def in_place_of(who: Reader, rows: Iterable[LimitedAccess], *, today: date) -> set[UUID]:
    """Those of these limits that bind others, and that the reader's organisation may lift in place of who set them."""
    others = [row for row in rows if row.held_by_id != who.organisation]
    lead = leading({row.person_id for row in others}, today=today) if others else {}
    elsewhere = binding([row for row in others if row.person_id in lead], today=today)
    return {
        row.pk
        for row in others
        if rules.in_place_of(
            who, lead.get(row.person_id, NOBODY), row.held_by_id, binds=row.pk in elsewhere
        )
    }


def binding(rows: Iterable[LimitedAccess], *, today: date) -> set[UUID]:
    """Those that bind others than who set them: every restriction, and exclusions of somebody who works elsewhere."""
    every = list(rows)
    excluding = [row.pk for row in every if row.kind == LimitedAccess.EXCLUDED]
    here = Post.objects.filter(
        in_force(today), user=OuterRef("user"), organisation=OuterRef("held_by")
    )
    away = NamedUser.objects.filter(~Exists(here), limited_access__in=excluding)
    found = away.values_list("limited_access", flat=True) if excluding else []
    return {*found, *(row.pk for row in every if row.kind == LimitedAccess.RESTRICTED)}


def elsewhere(organisation: Organisation, users: Iterable[User], *, today: date) -> tuple[str, ...]:
    """Those of these users who do not work in an organisation today, by name."""
    here = Post.objects.filter(in_force(today), organisation=organisation)
    others = User.objects.filter(pk__in=[user.pk for user in users])
    others = others.exclude(pk__in=here.values("user"))
    return tuple(str(user) for user in others.order_by("last_name", "first_name", "pk"))
