"""A person asks what is kept about them: the case, its waits for proof, who was asked, and every item found.

An item is two rows. What was found is seen by the organisation that holds it and nobody else; what goes out (or that
something does not) is a row of its own, which the leading organisation puts together.
"""

from __future__ import annotations

import uuid

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from throughgate.people.person.models import Person
from throughgate.people.rights.officers import NOT_KEPT_OUT, asked, led, of_lead
from throughgate.people.rights.requests.rules import Decision, Mark, State
from throughgate.privacy.access.about_person import NOBODY, Policies, about_person
from throughgate.privacy.access.models import Organisation, User
from throughgate.privacy.audit.models import OFFICER
from throughgate.privacy.retention.fields import NO, Field, Identifies, Kept, handled

OF_CASE = Field(Identifies.NO, Kept.CASE)
WORDS = Field(Identifies.TOGETHER, Kept.CASE)
ABOUT = Field(Identifies.YES, Kept.CASE)
ASKED_OF_US = "id IN (SELECT case_id FROM people_asked)"  # of these, one sees one's own


def one_of(field: str, codes: type[State] | type[Decision], name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": [code.value for code in codes]}), name=name
    )


@handled(id=OF_CASE, person=ABOUT)
class Part(models.Model):
    """A row of a case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True


@about_person(of_lead(also=f"{OFFICER} AND {NOT_KEPT_OUT} AND {ASKED_OF_US}"))
@handled(
    lead=OF_CASE, received_on=OF_CASE, how=OF_CASE, asked_for=WORDS, state=OF_CASE, longer=OF_CASE,
    longer_why=WORDS, handled_by=OF_CASE, sent_by=OF_CASE, sent_back_why=WORDS, approved_by=OF_CASE,
    approved_on=OF_CASE, over_on=OF_CASE, over_why=WORDS, sha256=OF_CASE, version=OF_CASE,
)  # fmt: skip
class SubjectAccess(Part):
    """The case, led by the organisation that was asked."""

    lead = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    received_on = models.DateField()
    how = models.CharField(max_length=20)
    asked_for = models.TextField(max_length=2000, blank=True)
    state = models.CharField(max_length=20, default=State.RECEIVED.value)
    longer = models.BooleanField(default=False)
    longer_why = models.CharField(max_length=500, blank=True)
    handled_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    sent_back_why = models.CharField(max_length=500, blank=True)
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    approved_on = models.DateField(null=True)
    over_on = models.DateField(null=True)
    over_why = models.CharField(max_length=500, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)  # of what was given, for machines
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("state", State, "subjectaccess_state_is_known"),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("sent_by")),
                name="subjectaccess_needs_two",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "given"]) | Q(approved_by__isnull=False),
                name="subjectaccess_given_was_approved",
            ),
        ]


@about_person(of_lead())
@handled(case=OF_CASE, lead=OF_CASE, asked_on=OF_CASE, came_on=OF_CASE)
class Wait(Part):
    """The clock stands still: proof of who they are was asked for, and came."""

    case = models.ForeignKey(SubjectAccess, on_delete=models.CASCADE, related_name="waits")
    lead = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    came_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(came_on=None) | Q(came_on__gte=F("asked_on")),
                name="wait_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(came_on=None), name="wait_one_at_a_time"
            ),
        ]


@about_person(
    Policies(see=f"({led()}) OR ({asked()})", enter=NOBODY, change=asked(), remove=NOBODY)
)
@handled(
    case=OF_CASE, lead=OF_CASE, organisation=OF_CASE, asked_on=OF_CASE, answered_on=OF_CASE,
    answered_by=OF_CASE,
)  # fmt: skip
class Asked(Part):
    """An organisation that holds something was asked to decide on it."""

    case = models.ForeignKey(SubjectAccess, on_delete=models.CASCADE, related_name="asked")
    lead = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "organisation"], name="asked_once"),
        ]


@about_person(
    Policies(see=asked("held_by_id"), enter=NOBODY, change=asked("held_by_id"), remove=NOBODY)
)
@handled(
    case=OF_CASE, held_by=OF_CASE, kind=OF_CASE, row=OF_CASE, section=OF_CASE, day=OF_CASE,
    parts=ABOUT, mark=OF_CASE, decision=OF_CASE, exemption=OF_CASE, why=WORDS, removed=ABOUT,
    decided_by=OF_CASE, decided_on=OF_CASE, version=OF_CASE,
)  # fmt: skip
class Found(Part):
    """One row about the person as it stood when it was found, and what its holder decided."""

    case = models.ForeignKey(SubjectAccess, on_delete=models.CASCADE, related_name="found")
    held_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)  # the name of its table
    row = models.UUIDField()
    section = models.CharField(max_length=40)
    day = models.DateField(null=True)
    parts = models.JSONField(encoder=DjangoJSONEncoder)  # [[name, text], …]
    mark = models.CharField(max_length=20, blank=True)
    decision = models.CharField(max_length=10, default=Decision.OPEN.value)
    exemption = models.CharField(max_length=20, blank=True)
    why = models.CharField(max_length=500, blank=True)
    removed = models.JSONField(default=list)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "kind", "row"], name="found_once"),
            one_of("decision", Decision, "found_decision_is_known"),
            models.CheckConstraint(
                condition=Q(mark__in=["", *[mark.value for mark in Mark]]),
                name="found_mark_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(decision__in=["redacted", "withheld"]) | ~Q(exemption=""),
                name="found_left_out_names_its_exemption",
            ),
        ]


WRITTEN_BY_HOLDER = asked("held_by_id")


@about_person(
    Policies(
        see=f"({led()}) OR ({WRITTEN_BY_HOLDER})",
        enter=WRITTEN_BY_HOLDER,
        change=WRITTEN_BY_HOLDER,
        remove=WRITTEN_BY_HOLDER,
    )
)
@handled(
    case=OF_CASE, lead=OF_CASE, held_by=OF_CASE, found=NO, section=OF_CASE, kind=OF_CASE, day=OF_CASE,
    decision=OF_CASE, exemption=OF_CASE, parts=ABOUT,
)  # fmt: skip
class Given(Part):
    """What goes out of one item; nothing but the exemption when it is withheld."""

    case = models.ForeignKey(SubjectAccess, on_delete=models.CASCADE, related_name="given")
    lead = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    held_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    found = models.OneToOneField(Found, on_delete=models.CASCADE, related_name="given")
    kind = models.CharField(max_length=60)
    section = models.CharField(max_length=40)
    day = models.DateField(null=True)
    decision = models.CharField(max_length=10)
    exemption = models.CharField(max_length=20, blank=True)
    parts = models.JSONField(default=list, encoder=DjangoJSONEncoder)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(decision="withheld") | Q(parts=[]), name="given_withheld_says_nothing"
            ),
            models.CheckConstraint(condition=~Q(decision="open"), name="given_is_decided"),
        ]
