"""Whom a user's organisation is involved with, and what a user may see of whom. Each asks as one user on one day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.db.models import (
    BigIntegerField,
    CharField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Cast
from django.http import Http404

from throughgate.people.involvement.limiting.queries import (
    LEADS,
    exclusions,
    kept_out_of,
    known,
    limits_against,
    limits_of,
    restrictions,
    theirs_leads,
)
from throughgate.people.involvement.models import (
    Consent,
    EmergencyAccess,
    HealthPermission,
    Involvement,
)
from throughgate.people.involvement.naming import SAID, called
from throughgate.people.involvement.remembering import of_each
from throughgate.people.involvement.rules import (
    Carried,
    Period,
    Reader,
    Towards,
    exists_for,
    leads,
    lets_past,
    sees,
)
from throughgate.people.person.models import Identity, Person
from throughgate.privacy.access import lists
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.models import (
    Agreement,
    AgreementParty,
    Flow,
    Organisation,
    User,
)
from throughgate.privacy.access.prepared import Asked, Prepared, read
from throughgate.privacy.access.queries import current_post, in_force, once

# In questions that are prepared: the day, and whoever asks.
TODAY: Any = Asked("today")
LIMITING: Any = Asked("limiting")
Said = set[tuple[int, str]]  # a number and a word
WHOEVER: Any = SimpleNamespace(
    user=Asked("user"),
    organisation=Asked("organisation"),
    agreements=Asked("agreements"),
    opens=True,
)


def asked_by(who: Reader, today: date) -> dict[str, Any]:
    """What stands in their places."""
    return {
        "user": who.user,
        "organisation": who.organisation,
        "agreements": list(who.agreements) if who.opens else [],
        "today": today,
        "limiting": sorted(lists.limiting_purposes(today)),
    }


@dataclass(frozen=True)
class Involved:
    """An organisation that is involved with a person, and why."""

    organisation: str
    purpose: str
    agreement: str
    since: date
    until: date | None


def reader(user: User, *, today: date) -> Reader:
    """What the first lock needs to know of a user, once a page."""
    return once(user, ("reader", today), lambda: _reader(user, today))


def _reader(user: User, today: date) -> Reader:
    post = current_post(user, today=today)
    if post is None:
        return Reader(user=user.pk)
    organisation = post.organisation_id
    agreements, carried = _terms(organisation, today)
    return Reader(
        user=user.pk,
        organisation=organisation,
        role=post.role,
        opens=lists.opens(Role(post.role), today),
        emergency_opens=frozenset([*lists.on("emergency_opens", today), lists.EXISTS]),
        agreements=agreements,
        carried=carried,
        kind=post.organisation.kind,
    )


def _terms(organisation: int, today: date) -> tuple[frozenset[int], tuple[Carried, ...]]:
    """The agreements in force today that an organisation has signed, and the flows of theirs that reach it."""
    asked = (SIGNED_BY, FLOWS)
    signed, flows = read([one.asked(organisation=organisation, today=today) for one in asked])
    return frozenset(each.pk for each in signed), tuple(_as_carried(flow) for flow in flows)


def _signed_by() -> QuerySet[Agreement]:
    signed = AgreementParty.objects.filter(
        organisation_id=Asked("organisation"), signed_on__lte=TODAY
    )
    return Agreement.objects.filter(
        Q(ended_on=None) | Q(ended_on__gt=TODAY),
        first_day__lte=TODAY,
        last_day__gte=TODAY,
        dpia_on__lte=TODAY,
        pk__in=signed.values("agreement"),
    ).only("pk")


def _flows() -> QuerySet[Flow]:
    signed = AgreementParty.objects.filter(
        agreement=OuterRef("agreement"), organisation=OuterRef("sender"), signed_on__lte=TODAY
    )
    return Flow.objects.filter(
        Exists(signed),
        Q(asks_policy_document=False) | Q(agreement__policy_document_on__lte=TODAY),
        receiver_id=Asked("organisation"),
        agreement__in=_signed_by().values("pk"),
    ).order_by("pk")


SIGNED_BY, FLOWS = Prepared(_signed_by), Prepared(_flows)


def _as_carried(flow: Flow) -> Carried:
    return Carried(
        flow=flow.pk,
        agreement=flow.agreement_id,
        purpose=flow.purpose,
        holder=flow.sender_id,
        sections=frozenset(flow.sections),
        on_consent=flow.on_consent,
    )


def towards(
    who: Reader, people: Iterable[UUID], *, today: date, now: datetime
) -> dict[UUID, Towards]:
    """What the first lock needs to know of a reader towards each of these people, in one query."""
    return of_each(
        ("towards", who.user, today, now), people, lambda some: _towards(who, some, today, now)
    )


def _towards(who: Reader, people: list[UUID], today: date, now: datetime) -> dict[UUID, Towards]:
    found = _found(who, people, today, now)
    return {
        person: Towards(
            involvements=tuple(sorted(found[INVOLVED, person])),
            kept_out=bool(found[KEPT_OUT, person])
            or _shut(who, found[INVOLVED, person], found[RESTRICTED, person], today),
            limited=bool(found[LIMITED, person]),
            emergency=bool(found[EMERGENCY, person]),
            told_by=frozenset(number for number, _ in found[TOLD, person]),
            consents=frozenset(number for number, _ in found[CONSENTED, person]),
            called=tuple(called(holder, said) for holder, said in found[CALLED, person]),
        )
        for person in people
    }


def _shut(who: Reader, involved: Said, restricted: Said, today: date) -> bool:
    """Whether one of these restrictions, which do not name the reader, binds them."""
    own = leads(who, Towards(tuple(involved)), lists.limiting_purposes(today))
    return any(not lets_past(who, leads=own, theirs=word == LEADS) for _, word in restricted)


INVOLVED, KEPT_OUT, RESTRICTED, LIMITED, EMERGENCY, TOLD, CONSENTED, CALLED = range(8)


def _found(
    who: Reader, people: list[UUID], today: date, now: datetime
) -> dict[tuple[int, UUID], set[tuple[int, str]]]:
    """Everything of each kind about each person: a number and a word, where the kind has them."""
    found: dict[tuple[int, UUID], set[tuple[int, str]]] = defaultdict(set)
    asked = ABOUT_EACH.asked(people=people, now=now, **asked_by(who, today))
    for what, person, number, word in asked.rows() if people else []:
        found[what, person].add((number, word))
    return found


def _about_each() -> QuerySet[Any]:
    """All that the first lock needs to know, in one question."""
    now: Any = Asked("now")
    told = _said(HealthPermission, TODAY).filter(told_to=WHOEVER.organisation)
    parts = [
        (INVOLVED, _current(WHOEVER, TODAY), "agreement_id", F("purpose")),
        (KEPT_OUT, exclusions(WHOEVER, TODAY), None, None),
        (RESTRICTED, restrictions(WHOEVER, TODAY), "held_by_id", theirs_leads(TODAY, LIMITING)),
        (KEPT_OUT, known(WHOEVER), None, None),
        (LIMITED, limits_of(TODAY), None, None),
        (EMERGENCY, _emergencies(WHOEVER, now), None, None),
        (TOLD, told, "held_by_id", None),
        (CONSENTED, _said(Consent, TODAY), "flow_id", None),
        (CALLED, Identity.objects.all(), "held_by_id", Cast(SAID, TextField())),
    ]
    rows = [
        of.filter(person__any=Asked("people"))
        .order_by()
        .annotate(
            what=Value(what, IntegerField()),
            number=F(number) if number else Value(0, BigIntegerField()),
            word=word or Value("", CharField()),
        )
        .values_list("what", "person", "number", "word")
        for what, of, number, word in parts
    ]
    every: QuerySet[Any] = rows[0].union(*rows[1:], all=True)
    return every


ABOUT_EACH = Prepared(_about_each)


def kept_from(user: User, people: Iterable[UUID], *, today: date) -> set[UUID]:
    """Those of these people whose record a limit, or “I know this person”, keeps from a user."""
    return kept_out_of(reader(user, today=today), people, today=today)


def involved(user: User, person: UUID, *, today: date, now: datetime) -> list[Involved]:
    """Which organisations are involved with a person now, and why, as far as this user may know."""
    who = reader(user, today=today)
    to = towards(who, [person], today=today, now=now)[person]
    if not exists_for(who, to):
        return []
    rows = (
        Involvement.objects.filter(in_force(today), person=person, withdrawn_at=None)
        .select_related("organisation", "agreement")
        .order_by("organisation__name", "purpose", "first_day")
    )
    return [
        Involved(
            row.organisation.name, row.purpose, row.agreement.name, row.first_day, row.last_day
        )
        for row in rows
        if row.organisation_id == who.organisation or sees(who, to, "sharing", row.organisation_id)
    ]


def own_involvement(user: User, involvement: UUID, *, today: date) -> Involvement:
    """A current involvement of the user's own organisation; anybody else's is not there."""
    who = reader(user, today=today)
    found = visible(who, today).filter(pk=involvement).first()
    if found is None:
        raise Http404
    return found


def visible(who: Reader, today: date) -> QuerySet[Involvement]:
    """The current involvements of the reader's organisation with whoever is there for them."""
    limits = limits_against(who, today).filter(person=OuterRef("person"))
    declared = known(who).filter(person=OuterRef("person"))
    found = _current(who, today).exclude(Exists(limits)).exclude(Exists(declared))
    return found if who.opens else found.none()


def _current(who: Reader, today: date) -> QuerySet[Involvement]:
    return Involvement.objects.filter(
        in_force(today),
        organisation=who.organisation,
        withdrawn_at=None,
        agreement__any=who.agreements,
    )


def _emergencies(who: Reader, now: datetime) -> QuerySet[EmergencyAccess]:
    # Limits are seen by few, and an emergency opens nobody who is limited: ask whether they are there at all.
    there = Exists(Person.objects.filter(pk=OuterRef("person")))
    return EmergencyAccess.objects.filter(
        there,
        user=who.user,
        organisation=who.organisation,
        opened_at__lte=now,
        closes_at__gt=now,
    )


def _said(model: type[HealthPermission] | type[Consent], today: date) -> QuerySet[Any]:
    return model.objects.filter(in_force(today), withdrawn_at=None)


def periods(
    organisation: int, person: UUID, purpose: str, *, besides: UUID | None = None
) -> tuple[Period, ...]:
    """When an organisation is or was involved with a person for a purpose, as far as it may see."""
    rows = Involvement.objects.filter(
        organisation=organisation, person=person, purpose=purpose, withdrawn_at=None
    ).exclude(pk__in=[besides] if besides else [])
    return tuple(Period(*days) for days in rows.values_list("first_day", "last_day"))


def involved_from(
    organisation: Organisation, people: Iterable[UUID], purpose: str, *, first_day: date
) -> set[UUID]:
    """For jobs: those whom an organisation is involved with for a purpose on a day or later."""
    later = Q(last_day=None) | Q(last_day__gte=first_day)
    rows = Involvement.objects.filter(
        later,
        organisation=organisation,
        person__in=list(people),
        purpose=purpose,
        withdrawn_at=None,
    )
    return set(rows.values_list("person", flat=True))
