"""Who works where, and which agreements stand. Nothing here is about a person on the record."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from django.db.models import Case, Q, QuerySet, When
from django.db.models.functions import Least
from django.http import Http404
from django.shortcuts import get_object_or_404

from throughgate.common import dates
from throughgate.common.values import load
from throughgate.privacy.access.kinds import Kind
from throughgate.privacy.access.models import (
    Agreement,
    AgreementParty,
    Flow,
    Organisation,
    Post,
    User,
)
from throughgate.privacy.access.prepared import Asked
from throughgate.privacy.access.rules import (
    Basis,
    FlowTerms,
    Terms,
    Weight,
    findings,
    missing,
    stops,
)
from throughgate.privacy.access.rules import Flow as RuleFlow

Found = TypeVar("Found")


def in_force(today: date | Asked) -> Q:
    """First and last day both count."""
    return Q(first_day__lte=today) & (Q(last_day=None) | Q(last_day__gte=today))


def posts(user: User, *, today: date) -> QuerySet[Post]:
    """The posts a user holds today; the one they chose to work in is first, then the newest.

    The SQL function my_post() says the same.
    """
    chosen = Case(When(pk=user.working_in_id, then=0), default=1)
    held = Post.objects.filter(in_force(today), user=user, organisation__active=True)
    return held.select_related("organisation").order_by(chosen, "-first_day", "-pk")


def current_post(user: User, *, today: date) -> Post | None:
    """The one post a user works in today."""
    if not user.is_active:
        return None
    return once(user, ("post", today), lambda: posts(user, today=today).first())


def once(user: User, what: Hashable, find: Callable[[], Found]) -> Found:
    """What a page asks of its reader again and again is found out once a request; anywhere else, every time."""
    kept: dict[Hashable, Any] | None = getattr(user, "found_in_this_request", None)
    if kept is None:
        return find()
    if what not in kept:
        kept[what] = find()
    return kept[what]  # type: ignore[no-any-return]


def missing_of(agreement: Agreement, *, today: date) -> tuple[str, ...]:
    """What keeps an agreement from being in force today."""
    terms = Terms(
        first_day=agreement.first_day,
        last_day=agreement.last_day,
        ended_on=agreement.ended_on,
        dpia_on=agreement.dpia_on,
        flows=agreement.flows.count(),
    )
    return missing(terms, today=today)


def flows_of(agreement: Agreement, organisation: Organisation, purpose: str) -> QuerySet[Flow]:
    """The flows of an agreement to or from an organisation for a purpose."""
    ends = Q(sender=organisation) | Q(receiver=organisation)
    return agreement.flows.filter(ends, purpose=purpose)


@dataclass(frozen=True)
class Standing:
    """An agreement, and what keeps it from being in force today."""

    agreement: Agreement
    missing: tuple[str, ...]
    review_due: bool

    @property
    def in_force(self) -> bool:
        return not self.missing


@dataclass(frozen=True)
class Line:
    """A flow, what stops it today although its agreement is in force, and what to be careful about."""

    flow: Flow
    stops: tuple[str, ...]
    warnings: tuple[str, ...]


def agreements(user: User, *, today: date) -> list[Standing]:
    """The agreements that the user's organisation is a party to."""
    post = current_post(user, today=today)
    if post is None:
        return []
    found = Agreement.objects.filter(parties__organisation=post.organisation)
    found = found.prefetch_related("flows").order_by("name")
    return [_standing(agreement, today) for agreement in found]


LATELY = timedelta(days=7)


def lapsed(user: User, *, today: date) -> list[Agreement]:
    """The agreements of the user's organisation that went out of force in the last days."""
    post = current_post(user, today=today)
    if post is None:
        return []
    since = today - LATELY
    ran_out = Q(last_day__gte=since, last_day__lt=today)
    ended = Q(ended_on__gt=since, ended_on__lte=today)
    found = Agreement.objects.filter(ran_out | ended, parties__organisation=post.organisation)
    return list(found.distinct().order_by("name"))


def agreement(user: User, id: int, *, today: date) -> Standing:
    """One of them; another's is not there."""
    for found in agreements(user, today=today):
        if found.agreement.pk == id:
            return found
    raise Http404


def is_party(organisation: Organisation, agreement: Agreement) -> bool:
    return agreement.parties.filter(organisation=organisation).exists()


def parties(agreement: Agreement) -> list[AgreementParty]:
    return list(agreement.parties.select_related("organisation", "controller").order_by("pk"))


def has_signed(agreement: Agreement, organisation: Organisation) -> bool:
    return agreement.parties.filter(organisation=organisation, signed_on__isnull=False).exists()


def others_signed(agreement: Agreement, organisation: Organisation) -> bool:
    """Whether a party beside this one has signed."""
    signed = agreement.parties.filter(signed_on__isnull=False)
    return signed.exclude(organisation=organisation).exists()


def party(agreement: Agreement, id: int) -> AgreementParty:
    """One of its parties; another agreement's is not there."""
    return get_object_or_404(agreement.parties.select_related("organisation"), pk=id)


def flow(agreement: Agreement, id: int) -> Flow:
    return get_object_or_404(agreement.flows.all(), pk=id)


def as_read(agreement: Agreement, version: str) -> Agreement:
    """The agreement at the version that its reader had before them, so that a change since is noticed."""
    agreement.version = int(version) if version.isdecimal() else 0
    return agreement


def lines(agreement: Agreement, *, today: date) -> list[Line]:
    """The table of flows, with what stops each."""
    unsigned = {
        party.organisation_id: str(party.organisation)
        for party in parties(agreement)
        if party.signed_on is None or party.signed_on > today
    }
    flows = agreement.flows.select_related("sender", "receiver").order_by(
        "sender__name", "receiver__name", "purpose", "pk"
    )
    return [_line(agreement, flow, unsigned, today) for flow in flows]


def _line(agreement: Agreement, flow: Flow, unsigned: dict[int, str], today: date) -> Line:
    terms = FlowTerms(
        unsigned=tuple(
            unsigned[end] for end in (flow.sender_id, flow.receiver_id) if end in unsigned
        ),
        asks_policy_document=flow.asks_policy_document,
        policy_document_on=agreement.policy_document_on,
    )
    return Line(flow, stops(terms, today=today), warnings(flow, today=today))


def warnings(flow: Flow, *, today: date) -> tuple[str, ...]:
    found = findings(as_rule(flow), today=today)
    return tuple(each.words for each in found if each.weight is Weight.WARNS)


def _standing(agreement: Agreement, today: date) -> Standing:
    review = agreement.review_on
    return Standing(
        agreement, missing_of(agreement, today=today), review is not None and review <= today
    )


def organisations() -> list[Organisation]:
    """The bodies of the partnership that are active, by name."""
    return list(Organisation.objects.filter(active=True).order_by("name"))


def as_rule(flow: Flow) -> RuleFlow:
    """A flow as the rules ask about it."""
    return RuleFlow(
        sender=Kind(flow.sender.kind),
        receiver=Kind(flow.receiver.kind),
        sections=frozenset(flow.sections),
        purpose=flow.purpose,
        power=flow.power,
        sender_basis=_basis(flow, "sender"),
        receiver_basis=_basis(flow, "receiver"),
    )


def _basis(flow: Flow, end: str) -> Basis:
    parts = ("regime", "article_6", "article_9", "schedule_1")
    return Basis(**{part: getattr(flow, f"{end}_{part}") for part in parts})


def long_over(*, today: date) -> list[Agreement]:
    """For the nightly job: those that ended longer ago than agreements are kept."""
    months = load("throughgate.privacy.retention")["kept"].on(today)["agreement"]
    latest = dates.add_months(today, -months)
    over = Agreement.objects.annotate(
        over=Least("ended_on", "last_day")
    )  # of one day alone, that one
    return list(over.filter(over__lt=latest).order_by("pk"))
