"""What can happen to an agreement, for the audit and for whoever listens. None is about one person."""

from __future__ import annotations

from dataclasses import dataclass

from throughgate.privacy.access.models import Agreement, Flow, Organisation
from throughgate.privacy.audit.events import Event


@dataclass(frozen=True)
class OfAgreement(Event):
    agreement: Agreement


class AgreementWritten(OfAgreement):
    """An agreement was written down."""


class TermsChanged(OfAgreement):
    """Its days, DPIA or policy document changed."""


class AgreementEnded(OfAgreement):
    """Nothing flows by it from that day on."""


class AgreementDeleted(OfAgreement):
    """Its time was over, and no record rested on it any more."""


@dataclass(frozen=True)
class OfParty(OfAgreement):
    organisation: Organisation


class PartyAdded(OfParty):
    """An organisation became a party."""


class PartySigned(OfParty):
    """A party signed."""


@dataclass(frozen=True)
class OfFlow(OfAgreement):
    flow: Flow


class FlowAdded(OfFlow):
    """A line was added to its table of flows."""


class FlowRemoved(OfFlow):
    """A line was taken out."""
