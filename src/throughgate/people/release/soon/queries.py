"""For home pages: who was released lately, of those whom the user of a post works with; not yet read."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import OuterRef, QuerySet, Subquery

from throughgate.people.person.moves.models import Whereabouts
from throughgate.people.record.queries import looked_after
from throughgate.people.release.milestones.models import Milestone
from throughgate.people.release.milestones.rules import earliest_release
from throughgate.people.release.rules import DAYS_APART
from throughgate.privacy.access.prepared import Asked, Prepared

MOST = 50  # the latest


def _released_lately(everyone: bool) -> QuerySet[Whereabouts]:
    """As the organisation has it; `answered`: the milestones of which something was said."""
    rows = Whereabouts.objects.filter(
        looked_after(everyone),
        held_by=Asked("organisation"),
        kind="licence",
        last_day=None,
        first_day__gte=Asked("earliest"),
        first_day__lte=Asked("today"),
    )
    rows = rows.only("person", "held_by", "first_day").annotate(answered=_answered())
    return rows.order_by("-first_day", "pk")[:MOST]


RELEASED_LATELY = Prepared(_released_lately)


def lately(today: date) -> dict[str, Any]:
    """What it asks: since there may be something to be said of how they are."""
    return {"earliest": earliest_release(today)}


def _answered() -> Any:
    said = Milestone.objects.filter(
        person=OuterRef("person"),
        released_on__gte=OuterRef("first_day") - DAYS_APART,
        released_on__lte=OuterRef("first_day") + DAYS_APART,
    )
    codes = said.order_by().values("person").annotate(codes=ArrayAgg("code", distinct=True))
    return Subquery(codes.values("codes"))
