"""Who works with a person and why, and what the person said may be told or done, as far as the reader may know."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from throughgate.people.involvement import queries as involvement
from throughgate.people.involvement.allocation.models import Allocation
from throughgate.people.involvement.ending.queries import notice_days
from throughgate.people.involvement.models import (
    BEFORE_ITS_OWN,
    WITH_SENTENCE,
    Consent,
    HealthPermission,
    Involvement,
    LimitedAccess,
    Said,
)
from throughgate.people.involvement.naming import names
from throughgate.people.involvement.rules import exists_for
from throughgate.people.record.opening import Opened
from throughgate.privacy.access.models import (
    Agreement,
    AgreementParty,
    Flow,
    Organisation,
    Post,
    User,
)
from throughgate.privacy.access.prepared import Asked, Prepared
from throughgate.privacy.access.queries import in_force

UNANSWERED = ("", WITH_SENTENCE, BEFORE_ITS_OWN)


def _not_over(today: date) -> Q:
    return Q(last_day=None) | Q(last_day__gte=today)


def involvements(record: Opened) -> list[Involvement]:
    """Those of today, of every organisation that the reader may know about; `stands`: its agreement is in force."""
    found = [
        row
        for row in record.once(ever_involved)
        if row.first_day <= record.today and (row.last_day or record.today) >= record.today
    ]
    return sorted(found, key=lambda row: (row.organisation.name, row.first_day, row.purpose))


def ever_involved(record: Opened) -> list[Involvement]:
    """Those that are over and those to come too, the earliest first. Asked with `once`: the page asks it several times."""
    under = _signed(record.today).filter(
        organisation=OuterRef("organisation"), agreement=OuterRef("agreement")
    )
    rows = (
        Involvement.objects.filter(person=record.person, withdrawn_at=None)
        .annotate(stands=Exists(under))
        .select_related("organisation", "agreement")
        .order_by("first_day", "pk")
    )
    return [row for row in rows if may_know(record, row.organisation_id)]


def may_know(record: Opened, organisation: int) -> bool:
    """Whether the reader may know that an organisation works with the person, if it does."""
    return organisation == record.who.organisation or record.sees("sharing", organisation)


def coming(record: Opened) -> list[Involvement]:
    """Of the reader's own organisation: those that have not begun."""
    rows = Involvement.objects.filter(
        person=record.person,
        organisation=record.who.organisation,
        first_day__gt=record.today,
        withdrawn_at=None,
    )
    return list(rows.select_related("organisation", "agreement").order_by("first_day"))


def own(record: Opened, id: UUID) -> Involvement:
    """One of the reader's own organisation that is not over; anybody else's is not there."""
    row = (
        Involvement.objects.filter(
            _not_over(record.today),
            pk=id,
            person=record.person,
            organisation=record.who.organisation,
            withdrawn_at=None,
        )
        .select_related("organisation", "agreement")
        .first()
    )
    if row is None:
        raise Http404
    return row


def as_read(row: Involvement, version: int) -> Involvement:
    """The same at the version that its reader had before them, so that a change since is noticed."""
    seen = copy(row)
    seen.version = version
    return seen


def ways(record: Opened) -> list[tuple[Agreement, str]]:
    """What the reader's organisation can be involved for: each agreement in force that has a flow of it, by purpose."""
    flows = (
        Flow.objects.filter(
            Q(sender=record.who.organisation) | Q(receiver=record.who.organisation),
            agreement__in=record.who.agreements,
        )
        .select_related("agreement")
        .order_by("purpose", "agreement__name")
    )
    return list(
        {
            (flow.agreement_id, flow.purpose): (flow.agreement, flow.purpose) for flow in flows
        }.values()
    )


def agreement(record: Opened, id: int) -> Agreement:
    """An agreement of the reader's organisation, in force or not: what is missing the rules say."""
    party = AgreementParty.objects.filter(
        agreement=OuterRef("pk"), organisation=record.who.organisation
    )
    found = Agreement.objects.filter(Exists(party), pk=id).first()
    if found is None:
        raise Http404
    return found


def signed(organisation: int, *, today: date) -> frozenset[int]:
    """The agreements in force that an organisation has signed."""
    rows = _signed(today).filter(organisation=organisation)
    return frozenset(rows.values_list("agreement", flat=True))


def _signed(today: date) -> QuerySet[AgreementParty]:
    return AgreementParty.objects.filter(
        Q(agreement__ended_on=None) | Q(agreement__ended_on__gt=today),
        signed_on__lte=today,
        agreement__first_day__lte=today,
        agreement__last_day__gte=today,
        agreement__dpia_on__lte=today,
    )


def flows_to(organisations: Iterable[int], *, today: date) -> list[Flow]:
    """The flows that reach these today, if their agreements are in force: signed by the sender, nothing missing."""
    sender = AgreementParty.objects.filter(
        agreement=OuterRef("agreement"), organisation=OuterRef("sender"), signed_on__lte=today
    )
    flows = Flow.objects.filter(
        Exists(sender),
        Q(asks_policy_document=False) | Q(agreement__policy_document_on__lte=today),
        receiver__in=list(organisations),
    )
    return list(flows.select_related("sender", "agreement").order_by("pk"))


def health_permissions(record: Opened) -> list[HealthPermission]:
    """What the person said may be told about their health and treatment, and stands today."""
    rows = HealthPermission.objects.filter(
        in_force(record.today), person=record.person, withdrawn_at=None
    )
    seen = rows.select_related("held_by", "told_to", "recorded_by").order_by("first_day", "pk")
    return [row for row in seen if _is_end(record, row)]


def consents(record: Opened) -> list[Consent]:
    """The consents that stand today."""
    rows = Consent.objects.filter(in_force(record.today), person=record.person, withdrawn_at=None)
    seen = rows.select_related(
        "held_by", "recorded_by", "flow__sender", "flow__receiver", "flow__agreement"
    )
    return [row for row in seen.order_by("first_day", "pk") if _is_end(record, row)]


@dataclass(frozen=True)
class Words:
    """What the person said may be told or done: what stands today, and what counts no longer, the newest first."""

    health: list[HealthPermission]
    consents: list[Consent]
    over: list[HealthPermission | Consent]


def said(record: Opened) -> Words:
    """All that concerns the reader's organisation, in a query each: the words can tell of health by themselves."""
    told = HealthPermission.objects.filter(person=record.person, first_day__lte=record.today)
    health = [
        row
        for row in told.select_related("held_by", "told_to", "recorded_by").order_by(
            "first_day", "pk"
        )
        if _is_end(record, row)
    ]
    given = Consent.objects.filter(person=record.person, first_day__lte=record.today)
    also = ("held_by", "recorded_by", "flow__sender", "flow__receiver")
    consents = [
        row
        for row in given.select_related(*also).order_by("first_day", "pk")
        if _is_end(record, row)
    ]
    every: list[HealthPermission | Consent] = [*health, *consents]
    over = [row for row in every if not _stands(row, record.today)]
    return Words(
        [row for row in health if _stands(row, record.today)],
        [row for row in consents if _stands(row, record.today)],
        sorted(over, key=lambda row: row.first_day, reverse=True),
    )


def _is_end(record: Opened, row: HealthPermission | Consent) -> bool:
    """Whether the reader's organisation holds what may be told, or is told it, and sees sharing of it, not in an emergency."""
    if isinstance(row, HealthPermission):
        ends = {row.held_by_id, row.told_to_id}
    else:
        ends = {row.held_by_id, row.flow.sender_id, row.flow.receiver_id}
    return record.who.organisation in ends and record.sees_by_involvement("sharing", row.held_by_id)


def _stands(row: Said, today: date) -> bool:
    return row.withdrawn_at is None and (row.last_day is None or row.last_day >= today)


def said_here(record: Opened, model: type[Said], id: UUID) -> Any:
    """What the reader's own organisation wrote down, whether it still counts or not; another's is not there."""
    also = ["flow__receiver", "flow__sender"] if model is Consent else ["told_to"]
    rows = model._base_manager.filter(pk=id, person=record.person).select_related("held_by", *also)
    found = rows.filter(held_by=record.who.organisation).first()
    if found is None or not record.sees_by_involvement("sharing", found.held_by_id):
        raise Http404
    return found


def limits(record: Opened) -> list[tuple[bool, frozenset[int]]]:
    """Whether each limit of today is a restriction, and whom it names, as far as the reader may know."""
    if "limits" not in record.who.opens:
        return []
    rows = LimitedAccess.objects.filter(
        in_force(record.today), person=record.person, lifted_at=None
    ).prefetch_related("named")
    return [
        (row.kind == LimitedAccess.RESTRICTED, frozenset(each.user_id for each in row.named.all()))
        for row in rows.order_by("pk")
        if record.sees("limits", row.held_by_id)
    ]


def told_about_health(record: Opened) -> list[Organisation]:
    """Whom the reader's organisation could tell about health: where a flow of an agreement in force carries it."""
    flows = Flow.objects.filter(
        sender=record.who.organisation,
        agreement__in=record.who.agreements,
        sections__contains=["health"],
    ).select_related("receiver")
    return list(
        {flow.receiver_id: flow.receiver for flow in flows.order_by("receiver__name")}.values()
    )


def health_flows(record: Opened, row: HealthPermission) -> list[Flow]:
    """The flows that what may be told goes by."""
    return list(
        Flow.objects.filter(
            sender=row.held_by_id,
            receiver=row.told_to_id,
            agreement__in=record.who.agreements,
            sections__contains=["health"],
        )
    )


def flows_on_consent(record: Opened) -> list[Flow]:
    """The flows from or to the reader's organisation whose lawful basis is the person's consent."""
    flows = Flow.objects.filter(
        Q(sender=record.who.organisation) | Q(receiver=record.who.organisation),
        Q(sender_article_6="consent") | Q(receiver_article_6="consent"),
        agreement__in=record.who.agreements,
    )
    return list(
        flows.select_related("sender", "receiver", "agreement").order_by(
            "sender__name", "receiver__name"
        )
    )


def ending(user: User, post: Post, *, today: date, most: int) -> list[Involvement]:
    """Those of an organisation that end soon, that nothing follows yet and nobody answered for: of the worker's own
    people, and for a manager of those with whom nobody works."""
    notice = timedelta(days=notice_days(today))
    asked = ENDING.asked(
        post.role == "manager",
        most,
        today=today,
        until=today + notice,
        user=user.pk,
        organisation=post.organisation_id,
    )
    return asked.instances()


def _ending(everyone: bool, most: int) -> QuerySet[Involvement]:
    today: Any = Asked("today")
    working = Allocation.objects.filter(
        in_force(today), person=OuterRef("person"), held_by=Asked("organisation")
    )
    whose = Q(Exists(working.filter(worker=Asked("user"))))
    if everyone:
        whose |= ~Q(Exists(working))
    after = Involvement.objects.filter(
        Q(last_day=None) | Q(last_day__gt=OuterRef("last_day")),
        organisation=OuterRef("organisation"),
        person=OuterRef("person"),
        first_day__lte=OuterRef("last_day") + timedelta(days=1),
        withdrawn_at=None,
    )
    rows = Involvement.objects.filter(
        whose,
        ~Exists(after),
        organisation=Asked("organisation"),
        last_day__gte=today,
        last_day__lte=Asked("until"),
        first_day__lte=today,
        withdrawn_at=None,
        ended_why__in=UNANSWERED,
    )
    return rows.order_by("last_day", "pk")[:most]


ENDING = Prepared(_ending)


def whose(rows: list[Involvement], user: User, *, today: date, now: datetime) -> dict[UUID, str]:
    """The names of the people of these, as far as the user may know; who is not there for them is left out."""
    who = involvement.reader(user, today=today)
    to = involvement.towards(who, [row.person_id for row in rows], today=today, now=now)
    seen = {person: each for person, each in to.items() if exists_for(who, each)}
    named = names(who, seen, today=today)
    return {person: named[person].name if person in named else "" for person in seen}
