"""When the person of a page really leaves: the topic of release, above this one, says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from throughgate.people.record.opening import Opened

TELLS: list[Callable[[Opened], date | None]] = []


def told_by(tell: Callable[[Opened], date | None]) -> None:
    """Have a topic asked."""
    if tell not in TELLS:
        TELLS.append(tell)


def leaves(opened: Opened) -> date | None:
    """None where no day is known to the reader, or they have left."""
    return next((day for tell in TELLS if (day := tell(opened))), None)
