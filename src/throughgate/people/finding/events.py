"""What can happen when somebody is looked for or added."""

from __future__ import annotations

from throughgate.privacy.audit.events import Event


class PersonAdded(Event):
    """Somebody was put on the record by hand."""
