"""What somebody says is wrong on their record, in their own words, beside the section it is about."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from throughgate.people.person.models import Person
from throughgate.people.rights.corrections.rules import State
from throughgate.people.rights.officers import NOT_KEPT_OUT
from throughgate.privacy.access.about_person import MINE, NOBODY, Policies, about_person, may_see
from throughgate.privacy.access.models import Organisation, User
from throughgate.privacy.audit.models import OFFICER
from throughgate.privacy.retention.fields import NO, TOGETHER, YES, handled

HOLDER = f"held_by_id = {MINE} AND {OFFICER} AND {NOT_KEPT_OUT}"
PERSON = "'person'"


@about_person(
    Policies(
        # Whoever reads the section reads what the person says of it; and the officer who has to answer.
        see=f"{may_see('section', 'held_by_id')} OR ({HOLDER})",
        # Anybody who sees the person writes it down for the organisation that holds what it is about.
        enter=f"{may_see(PERSON)} AND state = 'asked'",
        change=HOLDER,
        remove=NOBODY,
        section_column="section",
        held_by="held_by_id",
    )
)
@handled(
    id=NO, person=YES, held_by=NO, section=NO, row=NO, about=TOGETHER, statement=TOGETHER, asked_on=NO,
    written_by=NO, state=NO, answer=TOGETHER, answered_by=NO, answered_on=NO, version=NO,
)  # fmt: skip
class Correction(models.Model):
    """What it is about, what the person says, and what became of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    held_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    section = models.CharField(max_length=40)
    row = models.UUIDField(null=True)  # of the table that it is about, where it is one row
    about = models.CharField(max_length=300)
    statement = models.TextField(max_length=2000)
    asked_on = models.DateField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, default=State.ASKED.value)
    answer = models.CharField(max_length=1000, blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]),
                name="correction_state_is_known",
            ),
            models.CheckConstraint(condition=~Q(statement=""), name="correction_has_a_statement"),
            models.CheckConstraint(
                condition=Q(state="asked") | Q(answered_on__isnull=False),
                name="correction_answered_on_a_day",
            ),
        ]
        indexes = [models.Index(fields=["person", "section"], name="correction_of_section")]
