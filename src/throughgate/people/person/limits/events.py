"""What can happen to a declaration that somebody knows a person, and to a limit that stays."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from throughgate.privacy.audit.events import Event


@dataclass(frozen=True)
class KnownLifted(Event):
    """Whoever said that they know the person may see them again."""

    known: UUID


@dataclass(frozen=True)
class LimitKept(Event):
    """An organisation looked at a limit, and said that it is still needed."""

    limited: UUID
