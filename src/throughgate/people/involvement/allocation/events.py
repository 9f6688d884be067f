"""What can happen to who works with whom, for the audit and for whoever listens."""

from __future__ import annotations

from dataclasses import dataclass

from throughgate.privacy.access.models import User
from throughgate.privacy.audit.events import Event


@dataclass(frozen=True)
class Allocated(Event):
    """A worker leads or supports from now on."""

    worker: User
    part: str


@dataclass(frozen=True)
class NoLongerAllocated(Event):
    """A worker no longer leads or supports."""

    worker: User
    part: str


@dataclass(frozen=True)
class OfCover(Event):
    """Of somebody who stands in; it is about no one person."""

    cover: int
    away: User
    stands_in: User


class CoverSet(OfCover):
    """A colleague stands in while somebody is away."""


class CoverEnded(OfCover):
    """They no longer do."""
