"""Who can be asked to take somebody over: workers of organisations that a flow of the sender's reaches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from throughgate.common.errors import WrongUse
from throughgate.people.involvement.allocation import queries as allocation
from throughgate.people.involvement.rules import Reader
from throughgate.privacy.access import lists
from throughgate.privacy.access.models import Agreement, Flow, Organisation, User

PLACE = "place"


@dataclass(frozen=True)
class Asking:
    """Who is asked by name, for which purpose, under which agreement."""

    organisation: Organisation
    receiver: User
    purpose: str
    agreement: Agreement

    @property
    def columns(self) -> dict[str, object]:
        return {
            "receiving_organisation": self.organisation,
            "receiver": self.receiver,
            "purpose": self.purpose,
            "agreement": self.agreement,
        }


NOBODY: dict[str, object] = {
    "receiving_organisation": None,
    "receiver": None,
    "purpose": "",
    "agreement": None,
}


def flows_out(who: Reader) -> list[Flow]:
    """Flows from the reader's organisation that tell where somebody is, under agreements in force."""
    rows = Flow.objects.filter(
        sender=who.organisation, agreement__in=who.agreements, sections__contains=[PLACE]
    )
    found = rows.exclude(purpose="information_rights").select_related("receiver", "agreement")
    return list(found.order_by("receiver__name", "purpose", "agreement__name"))


def organisations(who: Reader) -> list[Organisation]:
    """Whom a flow reaches, each once, by name."""
    return list({flow.receiver_id: flow.receiver for flow in flows_out(who)}.values())


def ways(who: Reader, organisation: Organisation) -> list[tuple[str, str]]:
    """Purpose and agreement together, as one choice of a form."""
    return [
        (
            f"{flow.agreement_id}:{flow.purpose}",
            f"{lists.name_of('purposes', flow.purpose)} – {flow.agreement}",
        )
        for flow in flows_out(who)
        if flow.receiver_id == organisation.pk
    ]


def carried(sender: int, organisation: int, purpose: str, agreement: int) -> frozenset[str]:
    """The sections that flow to who was asked, for what they were asked for."""
    rows = Flow.objects.filter(
        sender=sender, receiver=organisation, purpose=purpose, agreement=agreement
    )
    return frozenset(
        section for sections in rows.values_list("sections", flat=True) for section in sections
    )


def check(who: Reader, asked: Asking, *, today: date) -> None:
    """Raise where what is asked would reach nobody."""
    reached = any(
        (flow.receiver_id, flow.purpose, flow.agreement_id)
        == (asked.organisation.pk, asked.purpose, asked.agreement.pk)
        for flow in flows_out(who)
    )
    if not reached:
        raise WrongUse(
            f"No flow in force tells {asked.organisation} where somebody is for this purpose. "
            "Choose another purpose, or ask your information officer."
        )
    if not allocation.works_there(asked.receiver, asked.organisation, today=today):
        raise WrongUse(
            f"{asked.receiver} no longer works with people at {asked.organisation}. Choose somebody else."
        )
