"""What can happen to two records that may be one person's."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from throughgate.privacy.audit.events import Event


@dataclass(frozen=True)
class OfMatch(Event):
    match: UUID


class MatchFound(OfMatch):
    """A job found that two records may be one person's."""


class FoundSame(OfMatch):
    """A record officer said that they are one person's."""


class FoundDifferent(OfMatch):
    """A record officer said that they are two people's."""


class JoinRefused(OfMatch):
    """The two could not be joined as they stand; the match says why."""


@dataclass(frozen=True)
class Joined(OfMatch):
    """All that was held of one person is held of the other from now on."""

    joined: UUID
    rows: int
