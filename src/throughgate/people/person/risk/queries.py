"""What to be careful about, as far as the reader may know."""

from __future__ import annotations

from functools import partial
from typing import TypeVar

from django.db.models import Q, QuerySet

from throughgate.people.person.models import Entry
from throughgate.people.person.risk import rules
from throughgate.people.person.risk.models import CONDITIONS_APPLY, Flag, Mappa
from throughgate.people.record.gathering import rows as gathered
from throughgate.people.record.opening import Opened
from throughgate.people.record.queries import looked_after
from throughgate.privacy.access.prepared import Asked, Prepared

Row = TypeVar("Row", bound=Entry)
MOST = 50


def mappa(opened: Opened) -> list[Mappa]:
    """The newest first, each holder's own."""
    return gathered(opened, Mappa, "-first_day", "held_by__name", "pk")


def flags(opened: Opened) -> list[Flag]:
    """The conditions first, then by kind."""
    seen = gathered(opened, Flag, "kind", "review_on", "pk")
    return sorted(seen, key=lambda row: row.kind != CONDITIONS_APPLY)


def going_on(opened: Opened, rows: list[Row]) -> list[Row]:
    return [row for row in rows if rules.goes_on(row.last_day, today=opened.today)]  # type: ignore[attr-defined]


def over(opened: Opened, rows: list[Row]) -> list[Row]:
    return [row for row in rows if not rules.goes_on(row.last_day, today=opened.today)]  # type: ignore[attr-defined]


def _to_review(model: type[Row], everyone: bool) -> QuerySet[Row]:
    """What the organisation holds and must review soon, of the people the user looks after."""
    going = Q(last_day=None) | Q(last_day__gte=Asked("today"))
    rows = model._base_manager.filter(
        going,
        looked_after(everyone),
        held_by=Asked("organisation"),
        review_on__lte=Asked("until"),
    )
    return rows.order_by("review_on", "pk")[:MOST]


TO_REVIEW = {model: Prepared(partial(_to_review, model)) for model in (Mappa, Flag)}
