"""Whether a plan is to go on: the person was recalled since it was begun."""

from __future__ import annotations

from datetime import date, timedelta

from throughgate.people.person.moves.models import Whereabouts
from throughgate.people.person.moves.rules import INSIDE, Place
from throughgate.people.plan.models import Plan
from throughgate.people.record.gathering import rows as gathered
from throughgate.people.record.opening import Opened

DAY = timedelta(days=1)


def recalled(opened: Opened, plan: Plan | None) -> date | None:
    """The day of it. A transfer between prisons since then is no other recall."""
    rows = gathered(opened, Whereabouts, "-first_day", "pk")
    now = next((row for row in rows if row.kind == Place.RECALL and row.last_day is None), None)
    if plan is None or now is None:
        return None
    since = now.first_day
    for row in rows:
        goes_on = row.last_day is not None and since - DAY <= row.last_day <= since
        if row.kind in INSIDE and goes_on:
            since = min(since, row.first_day)
    return since if since > plan.begun_on else None
