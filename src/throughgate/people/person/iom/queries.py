"""Who is in integrated offender management, as far as the reader may know. Whoever was removed is on no page."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from throughgate.people.person.iom.models import Adoption
from throughgate.people.record.gathering import rows as gathered
from throughgate.people.record.opening import Opened
from throughgate.people.record.queries import looked_after, own_row
from throughgate.privacy.access.prepared import Asked, Prepared

MOST = 50


def adoptions(opened: Opened) -> list[Adoption]:
    """As each organisation that may say so has it; the reader's own first."""
    seen = gathered(opened, Adoption, "held_by__name")
    return sorted(seen, key=lambda row: row.held_by_id != opened.who.organisation)


def adoption(opened: Opened, id: UUID) -> Adoption:
    """One of the reader's own organisation; another's is not there to change."""
    return own_row(Adoption, opened, id)


def _to_review(everyone: bool) -> QuerySet[Adoption]:
    """Those of the organisation that are to be looked at by a day, of the people the user looks after."""
    rows = Adoption.objects.filter(
        looked_after(everyone), held_by=Asked("organisation"), review_on__lte=Asked("until")
    )
    return rows.order_by("review_on", "pk")[:MOST]


TO_REVIEW = Prepared(_to_review)
