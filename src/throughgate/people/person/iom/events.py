"""What can happen to an adoption into integrated offender management, for the audit and for whoever listens."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from throughgate.privacy.audit.events import Event


@dataclass(frozen=True)
class OfAdoption(Event):
    adoption: UUID
    cohort: str


class Adopted(OfAdoption):
    """Somebody is in it from a day on."""


class AdoptionReviewed(OfAdoption):
    """It was looked at again, and goes on."""


class AdoptionEnded(OfAdoption):
    """Somebody was removed: the mark is gone from every page."""
