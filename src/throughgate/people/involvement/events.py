"""What can happen to an involvement and to what narrows or opens it, for the audit and for whoever listens."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from throughgate.privacy.audit.events import Event


@dataclass(frozen=True)
class OfInvolvement(Event):
    involvement: UUID


class Started(OfInvolvement):
    """An organisation is involved from now on."""


class Ended(OfInvolvement):
    """An involvement has its last day."""


class Extended(OfInvolvement):
    """An involvement goes on for longer."""


class Withdrawn(OfInvolvement):
    """An involvement ended at once."""


class AskedWhatFollows(OfInvolvement):
    """The worker is asked what comes after the last day."""


@dataclass(frozen=True)
class OfLimit(Event):
    limited: UUID


class Limited(OfLimit):
    """Who may see a person was narrowed."""


class LimitLifted(OfLimit):
    """A limit was taken away."""


class DeclaredKnown(Event):
    """A user said that they know the person."""


class EmergencyOpened(Event):
    """A user saw somebody in an emergency."""


class EmergencyReviewed(Event):
    """An information officer reviewed an emergency access."""
