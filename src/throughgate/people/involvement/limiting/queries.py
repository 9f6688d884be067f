"""What keeps a user out, whom it does not bind, and which organisations lead and so answer for what binds others."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from throughgate.people.involvement import rules
from throughgate.people.involvement.models import (
    Involvement,
    KnownPerson,
    LimitedAccess,
    NamedUser,
)
from throughgate.people.involvement.rules import Reader
from throughgate.privacy.access import lists
from throughgate.privacy.access.models import AgreementParty, Organisation, Post, User
from throughgate.privacy.access.queries import in_force

LEADS = "leads"


def leading(today: Any, limiting: Any) -> QuerySet[Involvement]:
    """Current involvements of whoever leads by them, under an agreement in force that it signed.

    `limiting`: the purposes that lead. Either may be `Asked`.
    """
    signed = AgreementParty.objects.filter(
        agreement=OuterRef("agreement"), organisation=OuterRef("organisation"), signed_on__lte=today
    )
    return Involvement.objects.filter(
        in_force(today),
        Q(agreement__ended_on=None) | Q(agreement__ended_on__gt=today),
        Exists(signed),
        withdrawn_at=None,
        purpose__any=limiting,
        agreement__first_day__lte=today,
        agreement__last_day__gte=today,
        agreement__dpia_on__lte=today,
    ).order_by()


def leads_there(organisation: Any, today: Any, limiting: Any) -> Exists:
    """Of a row about a person: whether an organisation leads for them, as far as the reader may know."""
    return Exists(
        leading(today, limiting).filter(person=OuterRef("person"), organisation=organisation)
    )


def theirs_leads(today: Any, limiting: Any) -> Case:
    """Of a limit, in words: whether who set it leads."""
    when = When(leads_there(OuterRef("held_by"), today, limiting), then=Value(LEADS))
    return Case(when, default=Value(""), output_field=CharField())


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


def kept_out_of(who: Reader, people: Iterable[UUID], *, today: date) -> set[UUID]:
    """Those of these people whose record a limit, or “I know this person”, keeps from a reader."""
    about, limiting = Q(person__in=list(people)), sorted(lists.limiting_purposes(today))
    named = exclusions(who, today).filter(about).order_by().values_list("person", flat=True)
    declared = known(who).filter(about).order_by().values_list("person", flat=True)
    ours = leads_there(who.organisation, today, limiting)
    words = {"ours": ours, "theirs": theirs_leads(today, limiting)}
    rows: QuerySet[Any] = restrictions(who, today).filter(about).annotate(**words)
    shut = {
        row.person_id
        for row in rows
        if not rules.lets_past(who, leads=row.ours, theirs=row.theirs == LEADS)
    }
    return {*named.union(declared), *shut}


def answered_for(who: Reader, today: date) -> QuerySet[LimitedAccess]:
    """Limits, with whether they bind others, whether the reader's organisation leads, who set it, who looked at it."""
    limiting = sorted(lists.limiting_purposes(today))
    here = Post.objects.filter(
        in_force(today), user=OuterRef("user"), organisation=OuterRef("held_by")
    )
    away = Exists(NamedUser.objects.filter(~Exists(here), limited_access=OuterRef("pk")))
    binds = Q(kind=LimitedAccess.RESTRICTED) | Q(away)
    return LimitedAccess.objects.annotate(
        binds=ExpressionWrapper(binds, BooleanField()),
        ours=leads_there(who.organisation, today, limiting),
        theirs=leads_there(OuterRef("held_by"), today, limiting),
    )


def is_in_place(who: Reader, row: Any) -> bool:
    """Of a row of `answered_for`: whether the reader's organisation may lift it in place of who set it."""
    said = {"leads": row.ours, "theirs": row.theirs, "binds": row.binds}
    return rules.in_place_of(who, row.held_by_id, **said)


def may_lift(who: Reader, limited: LimitedAccess, *, today: date) -> bool:
    if limited.held_by_id == who.organisation:
        return True
    found = answered_for(who, today).filter(pk=limited.pk).first()
    return found is not None and is_in_place(who, found)


def elsewhere(organisation: Organisation, users: Iterable[User], *, today: date) -> tuple[str, ...]:
    """Those of these users who do not work in an organisation today, by name."""
    here = Post.objects.filter(in_force(today), organisation=organisation)
    others = User.objects.filter(pk__in=[user.pk for user in users])
    others = others.exclude(pk__in=here.values("user"))
    return tuple(str(user) for user in others.order_by("last_name", "first_name", "pk"))
