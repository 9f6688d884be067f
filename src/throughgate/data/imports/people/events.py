"""What an import does, for the audit and for whoever listens."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from throughgate.privacy.audit.events import Event


@dataclass(frozen=True)
class OfImport(Event):
    of: UUID


class PeopleSent(OfImport):
    """Files were sent."""


class ImportConfirmed(OfImport):
    """Somebody said yes to what the preview showed."""


class ImportDropped(OfImport):
    """Nothing of it was brought in."""


class ImportDone(OfImport):
    """All of it was brought in."""


@dataclass(frozen=True)
class BroughtIn(OfImport):
    """Rows about a person were added, set or taken back: how many of each table."""

    parts: dict[str, int]


class GoneFromSource(OfImport):
    """A file that holds everybody no longer holds this person."""
