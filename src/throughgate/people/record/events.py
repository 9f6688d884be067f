"""What can happen to a row of a record, for the audit and for whoever listens."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from throughgate.privacy.audit.events import Event


@dataclass(frozen=True)
class OfRow(Event):
    """A row of a table about a person."""

    table: str
    row: UUID


class Entered(OfRow):
    """A row was added."""


@dataclass(frozen=True)
class Amended(OfRow):
    """A row says something else now; which fields, never what they said."""

    fields: tuple[str, ...]


class Removed(OfRow):
    """A row was taken out; its history stays for information officers."""
