"""Which organisation works with whom, why, until when; what narrows it, and what opens it in an emergency."""

from __future__ import annotations

import uuid
from dataclasses import replace

from django.db import models
from django.db.models import F, Q

from throughgate.people.person.models import Person
from throughgate.privacy.access.about_person import (
    ME,
    MINE,
    NOBODY,
    Policies,
    about_person,
    by_involvement,
    may_see,
    may_write,
    rows_in,
)
from throughgate.privacy.access.models import Agreement, Flow, Organisation, User
from throughgate.privacy.retention.fields import NO, TOGETHER, YES, handled

PERSON, SHARING, LIMITS = "'person'", "'sharing'", "'limits'"
# 'person' with a holder is seen by that holder alone: one's own involvements, whatever one's role opens.
INVOLVEMENT = Policies(
    see=f"{may_see(PERSON, 'organisation_id')} OR {may_see(SHARING, 'organisation_id')}",
    enter=f"organisation_id = {MINE}",
    change=may_write(PERSON, "organisation_id"),
    remove=NOBODY,
    of_the_lock=True,
)
# Whoever declares it loses sight at once, so only officers see the row.
KNOWN = Policies(
    see=may_see(LIMITS),
    enter=f"user_id = {ME} AND {may_see(PERSON)}",
    change=may_see(LIMITS),
    remove=NOBODY,
    of_the_lock=True,
)
# The user who opened it, and the information officer of their organisation, who has to review it.
REVIEWED_HERE = f"organisation_id = {MINE} AND (SELECT my_role()) = 'information_officer'"
EMERGENCY = Policies(
    see=f"user_id = {ME} OR ({REVIEWED_HERE})",
    enter=f"user_id = {ME} AND organisation_id = {MINE}",
    change=REVIEWED_HERE,
    remove=NOBODY,
    of_the_lock=True,
)


@handled(id=NO, person=YES)
class Kept(models.Model):
    """A row about a person: its key is made here, never asked back from the database."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True


@handled(first_day=NO, last_day=NO)
class Period(models.Model):
    """From a first day to a last, both included; the last is open until it is known."""

    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")),
                name="%(class)s_ends_after_it_starts",
            )
        ]


# Why an involvement has its last day: the sentence it is for ends then, and before the day that it had from somebody.
WITH_SENTENCE = "sentence ends"
LAST_DAY = "last day"
BEFORE_ITS_OWN = f"{WITH_SENTENCE}, before the day it had"


@about_person(INVOLVEMENT)
@handled(
    organisation=NO, purpose=NO, agreement=NO, origin=NO, started_by=NO, ended_why=NO, withdrawn_at=NO,
    asked_on=NO, version=NO,
)  # fmt: skip
class Involvement(Kept, Period):
    """This organisation, this person, this purpose, under this agreement."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="involvements"
    )
    purpose = models.CharField(max_length=40)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="involvements")
    origin = models.CharField(max_length=40)
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    ended_why = models.CharField(max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)  # at once, whatever the last day
    asked_on = models.DateField(null=True, blank=True)  # when the worker was asked what comes next
    version = models.PositiveIntegerField(default=1)

    class Meta(Period.Meta):
        indexes = [
            models.Index(fields=["person", "organisation"], name="involvement_of_person"),
            models.Index(
                fields=["organisation", "-first_day", "person"],
                include=["last_day", "agreement"],  # so that all of an organisation's are read here
                condition=Q(withdrawn_at=None),
                name="involvement_of_organisation",
            ),
            models.Index(fields=["last_day"], name="involvement_last_day"),
        ]


# What binds the users of other organisations is for whoever leads to set (decision 17).
LEADS = "may_limit_others(person_id, (SELECT my_sight()))"
OF_OFFICERS = rows_in("limits", of_the_lock=True)
# Whoever leads sees, and may lift, what binds others and was set by an organisation that does not lead now.
ANSWERED_FOR = f"{may_see(LIMITS)} AND leads_in_place_of({{limit}}, (SELECT my_sight()))"
OF_ANOTHER = ANSWERED_FOR.format(limit="id")
LIMIT = replace(
    OF_OFFICERS,
    see=f"{OF_OFFICERS.see} OR ({OF_ANOTHER})",
    enter=f"{OF_OFFICERS.enter} AND (kind = 'excluded' OR {LEADS})",
    change=f"{OF_OFFICERS.change} OR ({OF_ANOTHER})",
)
NAMED = replace(
    OF_OFFICERS,
    see=f"{OF_OFFICERS.see} OR ({ANSWERED_FOR.format(limit='limited_access_id')})",
    enter=f"{OF_OFFICERS.enter} AND (works_here(user_id, (SELECT my_sight())) OR {LEADS})",
)


@about_person(LIMIT)
@handled(
    held_by=NO, kind=NO, why=TOGETHER, set_by=NO, lifted_at=NO, looked_on=NO, looked_by=NO,
)  # fmt: skip
class LimitedAccess(Kept, Period):
    """Excluded: all but the named users see the person. Restricted: only the named users do."""

    EXCLUDED, RESTRICTED = "excluded", "restricted"

    held_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    why = models.CharField(max_length=500)
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)  # at once, whatever the last day
    # When an organisation last said that it is still needed, and which.
    looked_on = models.DateField(null=True, blank=True)
    looked_by = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(Period.Meta):
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=["excluded", "restricted"]), name="limitedaccess_kind_is_known"
            ),
        ]


@about_person(NAMED)
@handled(limited_access=NO, held_by=NO, user=NO)
class NamedUser(Kept):
    """A user whom a limited access names: kept out by an exclusion, let in by a restriction."""

    limited_access = models.ForeignKey(
        LimitedAccess, on_delete=models.CASCADE, related_name="named"
    )
    held_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["limited_access", "user"], name="named_once")
        ]


@about_person(KNOWN)
@handled(user=NO, declared_on=NO, lifted_on=NO)
class KnownPerson(Kept):
    """“I know this person”: the user is kept out until an officer lifts it."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    declared_on = models.DateField()
    lifted_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "person"], condition=Q(lifted_on=None), name="known_once"
            )
        ]


@about_person(EMERGENCY)
@handled(
    user=NO, organisation=NO, why=TOGETHER, opened_at=NO, closes_at=NO, reviewed_on=NO, reviewed_by=NO,
    finding=TOGETHER,
)  # fmt: skip
class EmergencyAccess(Kept):
    """A day's sight of somebody one is not involved with, with its reason, reviewed afterwards."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=500)
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    reviewed_on = models.DateField(null=True, blank=True)
    reviewed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    finding = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opened_at")), name="emergency_closes_after_it_opens"
            ),
            models.CheckConstraint(condition=~Q(why=""), name="emergency_says_why"),
        ]
        indexes = [models.Index(fields=["user", "person"], name="emergency_of_user")]


def said_between(*ends: str) -> Policies:
    """What a person said may be told: for its holder and for those it is told between, where they see sharing of the
    holder. Who else the holder tells of sharing is told none of it, and an emergency opens none of it: the words can
    tell of health by themselves."""
    an_end = " OR ".join(f"{end} = {MINE}" for end in ("held_by_id", *ends))
    seen = by_involvement(SHARING, "held_by_id")
    written = f"held_by_id = {MINE} AND {seen}"
    usual = rows_in("sharing", of_the_lock=True)
    return replace(
        usual, see=f"({an_end}) AND {seen}", enter=written, change=written, remove=written
    )


FLOW_S_END = "(SELECT f.{end}_id FROM privacy_flow f WHERE f.id = flow_id)"
TOLD_HEALTH = said_between("told_to_id")
CONSENTED = said_between(*(FLOW_S_END.format(end=end) for end in ("sender", "receiver")))


@handled(held_by=NO, said=TOGETHER, how=NO, recorded_by=NO, withdrawn_at=NO)
class Said(Kept, Period):
    """Something the person said may be done: what, how it was said, until when. Withdrawing it counts at once."""

    held_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    said = models.TextField(max_length=2000)
    how = models.CharField(max_length=200)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta(Period.Meta):
        abstract = True


@about_person(TOLD_HEALTH)
@handled(told_to=NO)
class HealthPermission(Said):
    """The person says what confidential health and treatment information may be told to whom. Not a lawful basis."""

    told_to = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta(Said.Meta):
        abstract = False
        indexes = [models.Index(fields=["person", "told_to"], name="health_permission_to")]


@about_person(CONSENTED)
@handled(flow=NO)
class Consent(Said):
    """Consent as the lawful basis of one flow: rare, and stops that flow for this person when withdrawn."""

    flow = models.ForeignKey(Flow, on_delete=models.PROTECT, related_name="consents")

    class Meta(Said.Meta):
        abstract = False
        indexes = [models.Index(fields=["person", "flow"], name="consent_to_flow")]
