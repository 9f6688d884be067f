"""What can happen to a right that somebody uses, for the audit and for whoever listens."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from throughgate.privacy.audit.events import Event


@dataclass(frozen=True)
class OfCase(Event):
    """Something that happened to a case of this kind."""

    case: UUID


class RequestOpened(OfCase):
    """A person asked what is kept about them."""


@dataclass(frozen=True)
class RequestMoved(OfCase):
    """A case went on to another state."""

    to: str


@dataclass(frozen=True)
class ItemDecided(OfCase):
    """What becomes of one item."""

    item: UUID
    decision: str
    exemption: str


class RequestAnswered(OfCase):
    """An organisation has decided on all that it holds."""


@dataclass(frozen=True)
class CorrectionMoved(OfCase):
    """A correction was asked for, made or not made."""

    to: str


@dataclass(frozen=True)
class ComplaintMoved(OfCase):
    """A complaint came, was acknowledged, answered or withdrawn."""

    to: str


@dataclass(frozen=True)
class BreachMoved(OfCase):
    """A breach was found, reported or not, closed."""

    to: str


class HoldSet(OfCase):
    """A record is kept from deletion."""


class HoldLifted(OfCase):
    """A record is no longer kept from deletion."""


@dataclass(frozen=True)
class RecordDeleted(Event):
    """A whole record was deleted because its time was over. Files go with it."""

    rows: int


@dataclass(frozen=True)
class RowsDeleted(Event):
    """Rows whose own time was over were deleted."""

    table: str
    rows: int


class LookReviewed(OfCase):
    """An information officer wrote down what a look that stood out was about."""
