"""What happens to documents beside what happens to any row."""

from __future__ import annotations

from dataclasses import dataclass

from throughgate.privacy.audit.events import Event


@dataclass(frozen=True)
class FilesSwept(Event):
    """Files that no row speaks of were deleted."""

    files: int
