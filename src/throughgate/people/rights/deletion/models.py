"""Deletions announced to whoever holds something, and the holds that stop them."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from throughgate.people.person.models import Person
from throughgate.people.rights.deletion.rules import State
from throughgate.privacy.access.about_person import MINE, NOBODY, Policies, about_person, may_see
from throughgate.privacy.access.models import Organisation, User
from throughgate.privacy.retention.fields import NO, YES, Field, Identifies, Kept, handled

OFFICERS = (
    f"held_by_id = {MINE} AND (SELECT my_role()) IN ('information_officer', 'record_officer') "
    "AND NOT kept_from_me(person_id)"
)
ANNOUNCED = "person_id IN (SELECT d.person_id FROM people_deletion d)"  # to the user's organisation
CASE = Field(Identifies.NO, Kept.CASE)
PERSON = "'person'"
RECORD = "record"


@about_person(Policies(see=OFFICERS, enter=NOBODY, change=NOBODY, remove=NOBODY))
@handled(
    id=CASE, person=Field(Identifies.YES, Kept.CASE), held_by=CASE, what=CASE, label=YES,
    rows=CASE, since=CASE, announced_on=CASE, due_on=CASE, state=CASE, over_on=CASE,
)  # fmt: skip
class Deletion(models.Model):
    """Shown to one holder: whom it is about, as that holder knows them, and when it will be.

    No key to the person: the row outlives them, with the name gone, to account for what was done.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        Person, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    held_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(
        max_length=40, default=RECORD
    )  # the whole record, or the name of a table
    label = models.CharField(max_length=400, blank=True)
    rows = models.PositiveIntegerField()
    since = models.DateField()
    announced_on = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=10, default=State.ANNOUNCED.value)
    over_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]),
                name="deletion_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(label=""), name="deletion_done_names_nobody"
            ),
            models.UniqueConstraint(
                fields=["person", "held_by", "what"],
                condition=Q(state__in=["announced", "held"]),
                name="deletion_announced_once",
            ),
        ]


@about_person(
    Policies(
        see=OFFICERS,
        enter=f"{OFFICERS} AND ({may_see(PERSON)} OR {ANNOUNCED})",
        change=OFFICERS,
        remove=NOBODY,
    )
)
@handled(id=NO, person=YES, held_by=NO, why=NO, set_by=NO, first_day=NO, lifted_on=NO, lifted_by=NO)
class Hold(models.Model):
    """Nothing of this person is deleted while it stands: a claim, an inquiry, a question not answered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    held_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=500)
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    first_day = models.DateField()
    lifted_on = models.DateField(null=True)
    lifted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "held_by"], condition=Q(lifted_on=None), name="hold_once"
            ),
            models.CheckConstraint(condition=~Q(why=""), name="hold_says_why"),
        ]
