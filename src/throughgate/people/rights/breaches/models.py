"""The breach log of an organisation. It names no person: how many, and what kind of data."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from throughgate.people.rights.breaches.rules import State
from throughgate.privacy.access.models import Organisation, User
from throughgate.privacy.retention.fields import Field, Identifies, Kept, handled

OF_LOG = Field(Identifies.NO, Kept.CASE)


@handled(
    id=OF_LOG, organisation=OF_LOG, happened_on=OF_LOG, found_at=OF_LOG, what=OF_LOG, kinds=OF_LOG,
    people=OF_LOG, harm=OF_LOG, done=OF_LOG, state=OF_LOG, decided_why=OF_LOG, reported_at=OF_LOG,
    late_why=OF_LOG, told_people_on=OF_LOG, closed_on=OF_LOG, written_by=OF_LOG, version=OF_LOG,
)  # fmt: skip
class Breach(models.Model):
    """What happened, who may be harmed, what was done, whether and when it was reported."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    happened_on = models.DateField(null=True)
    found_at = models.DateTimeField()
    what = models.TextField(max_length=4000)
    kinds = models.CharField(max_length=500)
    people = models.PositiveIntegerField(null=True)
    harm = models.TextField(max_length=4000, blank=True)
    done = models.TextField(max_length=4000, blank=True)
    state = models.CharField(max_length=20, default=State.FOUND.value)
    decided_why = models.CharField(max_length=1000, blank=True)
    reported_at = models.DateTimeField(null=True)
    late_why = models.CharField(max_length=1000, blank=True)
    told_people_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]),
                name="breach_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="reported") | Q(reported_at__gte=F("found_at")),
                name="breach_reported_after_it_was_found",
            ),
            models.CheckConstraint(
                condition=~Q(state="not_reported") | ~Q(decided_why=""),
                name="breach_not_reported_says_why",
            ),
        ]
