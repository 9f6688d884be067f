"""What a worker says of an essential or at a milestone: said first, or said anew. Each organisation has one answer."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.transaction import atomic

from throughgate.people.record import changes as record
from throughgate.people.release.essentials.models import Essential
from throughgate.people.release.milestones.models import Milestone
from throughgate.privacy.access.models import User

Said = Essential | Milestone


@atomic
def say(
    *,
    row: Said,
    held: Said | None,
    version: int,
    fields: dict[str, Any],
    by: User,
    today: date,
    now: datetime,
) -> None:
    """held: what the organisation said before, if anything. Raises Stale where a colleague said something since."""
    if held is None:
        record.enter(row=row, by=by, today=today, now=now)
    elif version or held.pk != row.pk:  # else the same form was sent twice, and it is there
        record.amend(row=held, version=version, fields=fields, by=by, today=today, now=now)
