"""How a person can be reached, as far as the reader may know."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from throughgate.people.person.contact.models import ContactDetail
from throughgate.people.record.gathering import rows as gathered
from throughgate.people.record.opening import Opened

LAST = {"never": 1}


def details(opened: Opened) -> list[ContactDetail]:
    """Every way that some organisation entered; those that must not be used at the end."""
    seen = gathered(opened, ContactDetail, "kind", "-entered_on", "pk")
    return sorted(seen, key=lambda row: LAST.get(row.use, 0))


def detail(opened: Opened, id: UUID) -> ContactDetail:
    """One that the reader's own organisation holds; another's is not there to change."""
    row = ContactDetail.objects.filter(
        pk=id, person=opened.person, held_by=opened.who.organisation
    ).first()
    if row is None or not opened.visible([row]):
        raise Http404
    return row
