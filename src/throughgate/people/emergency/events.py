"""What can happen when somebody asks to see a person in an emergency."""

from __future__ import annotations

from dataclasses import dataclass

from throughgate.privacy.audit.events import Event


@dataclass(frozen=True)
class EmergencyTried(Event):
    """Somebody asked; whether a record was opened. Never for whom where none was."""

    opened: bool
