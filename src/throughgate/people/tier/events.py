"""What can happen to a tier, for the audit and for whoever listens."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from throughgate.privacy.audit.events import Event


@dataclass(frozen=True)
class OfTier(Event):
    row: UUID
    tier: str


class TierCalculated(OfTier):
    """A suggestion was worked out anew, since what it is taken from changed."""


class TierConfirmed(OfTier):
    """A practitioner confirmed a tier: from now on it drives lists and contact."""


@dataclass(frozen=True)
class ScoresWorkedOut(Event):
    """Scores were worked out from the facts that were entered; which kinds, never how much."""

    kinds: tuple[str, ...]
