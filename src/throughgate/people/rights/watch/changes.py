"""Finding the looks that stand out, and writing down what they were about."""

from __future__ import annotations

from datetime import date, datetime

from django.db.transaction import atomic

from throughgate.people.rights import access, events
from throughgate.people.rights.access import NotNow
from throughgate.people.rights.watch import queries
from throughgate.people.rights.watch.models import StandsOut
from throughgate.privacy.access.models import User
from throughgate.privacy.audit.events import record


@atomic
def find(*, by: None = None, today: date, now: datetime) -> int:
    """Safe to run twice: one row a user, a kind, a person and a day. Returns how many stood out."""
    found = list(queries.standing_out(today=today, now=now))
    StandsOut.objects.bulk_create(found, ignore_conflicts=True)
    return len(found)


@atomic
def review(*, row: StandsOut, finding: str, by: User, today: date) -> None:
    """What the information officer found out about a look."""
    access.check_leads(by, row.organisation_id, today=today)
    if not finding.strip():
        raise NotNow("Write what you found out.")
    left = StandsOut.objects.filter(pk=row.pk, reviewed_on=None)
    if not left.update(reviewed_on=today, reviewed_by=by, finding=finding.strip()):
        raise NotNow("Somebody has written down what this was about. Load the page again.")
    record(events.LookReviewed(person=row.person_id, today=today, case=row.pk), by=by)
