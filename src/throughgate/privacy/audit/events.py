"""What happened: written down, and told in the same transaction to whoever registered for it.

What is above hears of what happens below in this way only: an area's `apps.py` says which of its changes listens to
which event. `record(Signed(person=…, today=…), by=user)` is the last line of every change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model

from throughgate.privacy.access.models import Organisation, User
from throughgate.privacy.audit import changes


@dataclass(frozen=True)
class Event:
    """Something that happened; to a person's record where `person` is given.

    Each kind adds what its listeners and the audit need: ids, codes, days and rows (kept as their ids). Never a name or
    what somebody wrote: the audit is read by others than the record is.
    """

    person: UUID | None
    today: date


Listener = Callable[..., Any]
LISTENERS: dict[type[Event], list[Listener]] = {}


def on(kind: type[Event], listener: Listener) -> None:
    """Have a change called, with the event and who did it, whenever something of this kind happens."""
    registered = LISTENERS.setdefault(kind, [])
    if listener not in registered:
        registered.append(listener)


def record(event: Event, *, by: User | None) -> None:
    """Write it down and tell it. What fails here, or in a listener, undoes the change it is about."""
    kind = type(event).__name__
    changes.keep(kind=kind, person=event.person, facts=_facts(event), by=by)
    _tell(event, by)


def record_many(
    several: Sequence[Event], *, by: User | None, organisation: Organisation | None = None
) -> None:
    """As `record`, for many of one kind at once: what changes in bulk leaves the same events."""
    if several:
        kept = [(event.person, _facts(event)) for event in several]
        kind = type(several[0]).__name__
        changes.keep_many(kind=kind, several=kept, organisation=organisation, by=by)
    for event in several:
        _tell(event, by)


def _tell(event: Event, by: User | None) -> None:
    for each in type(event).__mro__:
        for listener in LISTENERS.get(each, ()):
            listener(event=event, by=by)


def _facts(event: Event) -> dict[str, Any]:
    names = [field.name for field in fields(event) if field.name != "person"]
    return {name: _plain(getattr(event, name)) for name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(each) for each in value]
    return value
