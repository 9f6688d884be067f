"""What can happen to where somebody is and to what is handed over, for the audit and for whoever listens."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from throughgate.privacy.access.models import User
from throughgate.privacy.audit.events import Event


@dataclass(frozen=True)
class OfMove(Event):
    move: UUID


@dataclass(frozen=True)
class Moved(OfMove):
    """Somebody went from one place to another; who was asked by name to take over, if anybody."""

    kind: str
    went_to: UUID
    receiver: User | None


@dataclass(frozen=True)
class AnotherAsked(OfMove):
    """Another receiver is asked than before."""

    receiver: User


class TookOver(OfMove):
    """The receiver said that the person is theirs to work with from now on."""


@dataclass(frozen=True)
class Answered(OfMove):
    """What became of one thing handed over; never what was written about it."""

    item: str
    state: str


@dataclass(frozen=True)
class PlaceCorrected(Event):
    """A place that was entered by mistake says something else now."""

    row: UUID
    fields: tuple[str, ...]
