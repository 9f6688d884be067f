"""How a person can be reached, as far as the reader may know."""

from __future__ import annotations

from throughgate.people.person.contact.models import ContactDetail
from throughgate.people.record.gathering import rows as gathered
from throughgate.people.record.opening import Opened

LAST = {"never": 1}


def details(opened: Opened) -> list[ContactDetail]:
    """Every way that some organisation entered; those that must not be used at the end."""
    seen = gathered(opened, ContactDetail, "kind", "-entered_on", "pk")
    return sorted(seen, key=lambda row: LAST.get(row.use, 0))
