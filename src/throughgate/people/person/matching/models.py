"""Two people who may be one: for a record officer to decide, and for nobody else to know of."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from throughgate.people.person.models import Person
from throughgate.privacy.access.about_person import NOBODY, Policies, about_person, may_see
from throughgate.privacy.access.models import Organisation, User
from throughgate.privacy.retention.fields import NO, YES, handled

# A record officer who may see the person who was there first: the one who added the other must learn nothing.
SEES_KNOWN = may_see("'identity'", person="known_id")
OFFICERS = f"(SELECT my_role()) = 'record_officer' AND {SEES_KNOWN}"
MATCHES = Policies(see=OFFICERS, enter=NOBODY, change=OFFICERS, remove=NOBODY)


@about_person(MATCHES)
@handled(
    id=NO, person=YES, known=YES, added_by=NO, why=NO, found_on=NO, state=NO, decided_by=NO,
    decided_on=NO, joined_on=NO, problem=NO, version=NO,
)  # fmt: skip
class PossibleMatch(models.Model):
    """`person` was added; `known` was there. Found by a job, which alone may look at both."""

    WAITING, SAME, DIFFERENT = "waiting", "same", "different"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    known = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    added_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    why = ArrayField(models.CharField(max_length=30))
    found_on = models.DateField()
    state = models.CharField(max_length=10, default=WAITING)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    joined_on = models.DateField(null=True, blank=True)  # the job has done it
    problem = models.CharField(max_length=500, blank=True)  # why two records could not be joined
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "known"], name="possiblematch_once"),
            models.CheckConstraint(condition=~Q(person=F("known")), name="possiblematch_of_two"),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_by=None, decided_on=None)
                | Q(
                    state__in=["same", "different"],
                    decided_by__isnull=False,
                    decided_on__isnull=False,
                ),
                name="possiblematch_decided_by_somebody",
            ),
        ]
