"""What happened and who looked: rows that are only ever added. Who, where, when and under which involvement is
filled in by the database (people's migration “who_did_it”), so that no caller can say it wrongly."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from throughgate.privacy.access.about_person import (
    ME,
    MINE,
    NOBODY,
    Policies,
    about_person,
    may_see,
)
from throughgate.privacy.access.models import Organisation, User
from throughgate.privacy.retention import fields
from throughgate.privacy.retention.fields import Identifies, handled

OFFICER = "(SELECT my_role()) = 'information_officer'"
SHARING = "'sharing'"
AUDIT = fields.Field(Identifies.NO, fields.Kept.AUDIT)
NAMED = fields.Field(Identifies.YES, fields.Kept.AUDIT)
# An information officer sees what their own organisation's users did, whoever it was about, and what anybody did to
# the record of somebody whom their organisation is involved with.
KEPT = Policies(
    see=f"{OFFICER} AND (organisation_id = {MINE} OR {may_see(SHARING)})",
    enter=f"{ME} IS NULL OR by_id = {ME}",
    change=NOBODY,
    remove=NOBODY,
)


@handled(
    id=AUDIT, at=AUDIT, person_id=NAMED, by=NAMED, organisation=AUDIT, under=AUDIT, emergency=AUDIT
)
class Kept(models.Model):
    """Who did it, where they worked, when, under which involvements of theirs, or under an emergency."""

    at = models.DateTimeField()
    person_id = models.UUIDField(null=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+"
    )
    under = ArrayField(models.UUIDField(), default=list)
    emergency = models.BooleanField(default=False)

    class Meta:
        abstract = True


@about_person(KEPT)
@handled(kind=AUDIT, facts=AUDIT, crossing=AUDIT, transaction=AUDIT)
class AuditEvent(Kept):
    """A change: its kind, and ids, codes and days that say what it was; never a name or what somebody wrote."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)
    facts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    crossing = models.CharField(max_length=200, blank=True)  # why a job did it
    transaction = models.BigIntegerField(
        null=True
    )  # the same in the history of the rows it changed

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "-at"], name="audit_of_person"),
            models.Index(fields=["organisation", "-at"], name="audit_of_organisation"),
            models.Index(fields=["transaction"], name="audit_of_transaction"),
        ]


@about_person(KEPT)
@handled(place=AUDIT, in_list=AUDIT)
class Look(Kept):
    """A page that showed somebody something about a person."""

    place = models.CharField(max_length=100)  # the name of the page's address
    in_list = models.BooleanField(default=False)  # one of several on a list

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "-at"], name="look_at_person"),
            models.Index(fields=["organisation", "-at"], name="look_of_organisation"),
        ]
