"""What happened, told in the same transaction to whoever registered for it.

What is above hears of what happens below in this way only: an area's `apps.py` says which of its changes listens to
which event.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from throughgate.privacy.access.models import User


@dataclass(frozen=True)
class Event:
    """Something that happened to a person's record; each kind adds what its listeners need."""

    person: UUID
    today: date


Listener = Callable[..., Any]
LISTENERS: dict[type[Event], list[Listener]] = {}


def on(kind: type[Event], listener: Listener) -> None:
    """Have a change called, with the event and who did it, whenever something of this kind happens."""
    registered = LISTENERS.setdefault(kind, [])
    if listener not in registered:
        registered.append(listener)


def record(event: Event, *, by: User | None) -> None:
    """Tell it. A listener that fails undoes what it heard of."""
    for kind in type(event).__mro__:
        for listener in LISTENERS.get(kind, ()):
            listener(event=event, by=by)
