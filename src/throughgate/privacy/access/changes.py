"""Writing down agreements: their terms, parties and flows. Each counts from the moment it is saved, in both locks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from typing import Any

from django.db import IntegrityError, connection
from django.db.models import F, ProtectedError
from django.db.transaction import atomic

from throughgate.common.errors import ThroughgateError
from throughgate.privacy.access import access, queries, rules
from throughgate.privacy.access.events import (
    AgreementDeleted,
    AgreementEnded,
    AgreementWritten,
    FlowAdded,
    FlowRemoved,
    PartyAdded,
    PartySigned,
    TermsChanged,
)
from throughgate.privacy.access.models import (
    Agreement,
    AgreementParty,
    Flow,
    Organisation,
    User,
)
from throughgate.privacy.audit import events, history


class FlowRefused(ThroughgateError):
    """A flow that cannot stand in an agreement."""


class RestedOn(ThroughgateError):
    """A flow that cannot be taken out, because what somebody consented to names it."""


class Signed(ThroughgateError):
    """What parties have signed is not widened without them."""


class ChangedMeanwhile(ThroughgateError):
    """Somebody else changed the agreement since it was read."""


@atomic
def write_agreement(
    *, terms: dict[str, Any], parties: Iterable[Organisation], by: User, today: date
) -> Agreement:
    """Write down an agreement with its parties; each is the controller of what it enters."""
    post = access.check_write(by, today=today)
    made = Agreement.objects.create(**terms)
    for party in {post.organisation, *parties}:
        AgreementParty.objects.create(agreement=made, organisation=party, controller=party)
    events.record(AgreementWritten(person=None, today=today, agreement=made), by=by)
    return made


@atomic
def change_terms(*, agreement: Agreement, terms: dict[str, Any], by: User, today: date) -> None:
    """Change days, DPIA and policy document. The second writer of two is told."""
    post = access.check_change(by, agreement, today=today)
    if _longer(agreement, terms) and queries.others_signed(agreement, post.organisation):
        raise Signed(
            f"Others have signed “{agreement}” for the time it says. A longer time needs a new agreement, which each "
            "party signs. To shorten it, give an earlier last day."
        )
    _new_version(agreement, **terms)
    events.record(TermsChanged(person=None, today=today, agreement=agreement), by=by)


@atomic
def end_agreement(*, agreement: Agreement, why: str, by: User, today: date) -> None:
    """End it today: nothing flows by it from now on, and involvements under it give no sight."""
    access.check_change(by, agreement, today=today)
    _new_version(agreement, ended_on=today, ended_why=why)
    events.record(AgreementEnded(person=None, today=today, agreement=agreement), by=by)


@atomic
def add_party(*, agreement: Agreement, organisation: Organisation, by: User, today: date) -> None:
    access.check_change(by, agreement, today=today)
    _new_version(agreement)
    AgreementParty.objects.get_or_create(
        agreement=agreement, organisation=organisation, defaults={"controller": organisation}
    )
    added = PartyAdded(person=None, today=today, agreement=agreement, organisation=organisation)
    events.record(added, by=by)


@atomic
def sign(*, party: AgreementParty, signed_by: str, signed_on: date, by: User, today: date) -> None:
    """Note that a chief officer signed for the user's own organisation, by name and day."""
    access.check_sign(by, party, today=today)
    AgreementParty.objects.filter(pk=party.pk).update(signed_by=signed_by, signed_on=signed_on)
    _new_version(party.agreement)
    signed = PartySigned(
        person=None, today=today, agreement=party.agreement, organisation=party.organisation
    )
    events.record(signed, by=by)


@atomic
def add_flow(*, agreement: Agreement, flow: Flow, by: User, today: date) -> Flow:
    """Add a line to the table of flows, when the rules let it stand."""
    _check_parties(agreement, flow)
    access.check_add_flow(by, agreement, flow.sender, today=today)
    proposed = queries.as_rule(flow)
    refused = [
        found.words
        for found in rules.findings(proposed, today=today)
        if found.weight is rules.Weight.REFUSES
    ]
    if refused:
        raise FlowRefused(" ".join(refused))
    flow.agreement = agreement
    flow.asks_policy_document = rules.asks_policy_document(proposed, today=today)
    flow.save()
    _new_version(agreement)
    events.record(FlowAdded(person=None, today=today, agreement=agreement, flow=flow), by=by)
    return flow


@atomic
def remove_flow(*, flow: Flow, by: User, today: date) -> None:
    """Take a line out: from now on it does not happen. One that a consent names stays in the agreement."""
    access.check_change(by, flow.agreement, today=today)
    with _unless_rested_on(flow):
        Flow.objects.filter(pk=flow.pk).delete()
    _new_version(flow.agreement)
    removed = FlowRemoved(person=None, today=today, agreement=flow.agreement, flow=flow)
    events.record(removed, by=by)


@atomic
def forget_agreements(*, by: None, today: date) -> int:
    """Delete what ended longer ago than agreements are kept and no record rests on any more. Returns how many."""
    count = 0
    for over in queries.long_over(today=today):
        rows: dict[Any, list[int]] = {
            Agreement: [over.pk],
            AgreementParty: list(over.parties.values_list("pk", flat=True)),
            Flow: list(over.flows.values_list("pk", flat=True)),
        }
        with suppress(ProtectedError), atomic():
            events.record(AgreementDeleted(person=None, today=today, agreement=over), by=by)
            over.delete()
            for model, gone in rows.items():
                history.forget(model, gone)
            count += 1
    return count


@contextmanager
def _unless_rested_on(flow: Flow) -> Iterator[None]:
    """The database checks keys when the page is done; asked at once, it knows of consents that the user may not see."""
    try:
        with atomic(), connection.cursor() as cursor:
            yield
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except (ProtectedError, IntegrityError) as error:
        raise RestedOn(
            f"A consent names what flows from {flow.sender} to {flow.receiver}, and what somebody said stays on their "
            "record, also when they took it back. So it was not taken out, and nothing changed. To stop it for one "
            "person, have whoever wrote the consent down withdraw it under “Sharing”. To stop it for everybody, end "
            f"“{flow.agreement}” and write a new agreement without it."
        ) from error


def _longer(agreement: Agreement, terms: dict[str, Any]) -> bool:
    """Whether it would run in a time in which what was signed does not."""
    first, last = terms.get("first_day"), terms.get("last_day")
    earlier = first and agreement.first_day and first < agreement.first_day
    return bool(earlier or (last and agreement.last_day and last > agreement.last_day))


def _check_parties(agreement: Agreement, flow: Flow) -> None:
    parties = set(agreement.parties.values_list("organisation", flat=True))
    for end in (flow.sender, flow.receiver):
        if end.pk not in parties:
            raise FlowRefused(f"{end} is not a party to “{agreement}”. Add it as a party first.")
    if flow.sender_id == flow.receiver_id:
        raise FlowRefused("An organisation does not send to itself: choose two.")


def _new_version(agreement: Agreement, **fields: Any) -> None:
    same = Agreement.objects.filter(pk=agreement.pk, version=agreement.version)
    if not same.update(version=F("version") + 1, **fields):
        raise ChangedMeanwhile(
            f"Somebody changed “{agreement}” since you opened it. Look at it again, then change it."
        )
    for name, value in {**fields, "version": agreement.version + 1}.items():
        setattr(agreement, name, value)
