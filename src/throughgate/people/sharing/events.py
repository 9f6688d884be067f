"""What a person said may be told or done, for the audit and for whoever listens; never what they said."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from throughgate.privacy.audit.events import Event


@dataclass(frozen=True)
class OfSaid(Event):
    row: UUID


class HealthTold(OfSaid):
    """The person says that their health and treatment information may be told to an organisation."""


class HealthWithdrawn(OfSaid):
    """The person took that back."""


class ConsentGiven(OfSaid):
    """The person consents, as the lawful basis of one flow."""


class ConsentWithdrawn(OfSaid):
    """The person took their consent back: that flow stops for them."""
