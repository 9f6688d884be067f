"""Looks that stand out, found by a job every hour, and what the information officer found out about them."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from throughgate.people.rights.watch.rules import Kind
from throughgate.privacy.access.about_person import MINE, NOBODY, Policies, about_person
from throughgate.privacy.access.models import Organisation, User
from throughgate.privacy.audit.models import OFFICER
from throughgate.privacy.retention.fields import Field, Identifies, Kept, handled

AUDIT = Field(Identifies.NO, Kept.AUDIT)
OURS = f"organisation_id = {MINE} AND {OFFICER}"


@about_person(Policies(see=OURS, enter=NOBODY, change=OURS, remove=NOBODY))
@handled(
    id=AUDIT, person_id=Field(Identifies.YES, Kept.AUDIT), user=AUDIT, organisation=AUDIT, kind=AUDIT,
    at=AUDIT, day=AUDIT, count=AUDIT, reviewed_on=AUDIT, reviewed_by=AUDIT, finding=AUDIT,
)  # fmt: skip
class StandsOut(models.Model):
    """One user's look at one person (or at many), on one day: once, however often."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person_id = models.UUIDField()  # of many, the first
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    day = models.DateField()
    count = models.PositiveIntegerField(default=1)
    reviewed_on = models.DateField(null=True)
    reviewed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    finding = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "kind", "day", "person_id"],
                name="standsout_once_a_day",
            ),
            models.UniqueConstraint(
                fields=["user", "organisation", "day"],
                condition=Q(kind="many"),
                name="standsout_many_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="standsout_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_on=None, finding="")
                | (Q(reviewed_on__isnull=False) & ~Q(finding="")),
                name="standsout_review_says_what",
            ),
        ]
