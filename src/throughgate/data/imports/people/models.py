"""Files of people from another system: each sending, its lines for the preview, and what they changed."""

from __future__ import annotations

import uuid
from pathlib import Path

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from throughgate.data.imports.people.planning import Outcome
from throughgate.data.imports.people.rules import State
from throughgate.evidence import installation
from throughgate.people.person.models import Person
from throughgate.privacy.access.about_person import (
    MINE,
    NOBODY,
    Policies,
    about_person,
    may_see,
    rows_in,
)
from throughgate.privacy.access.models import Agreement, Organisation, User
from throughgate.privacy.retention.fields import NO, YES, Field, Identifies, Kept, handled

SENT = Field(Identifies.NO, Kept.WORKSPACE)


@handled(
    id=SENT, organisation=SENT, source=SENT, day=SENT, whole=SENT, agreement=SENT, purpose=SENT, files=SENT,
    state=SENT, percent=SENT, refusal=SENT, lines_read=SENT, sent_by=SENT, sent_at=SENT, confirmed_by=SENT,
    ended_at=SENT,
)  # fmt: skip
class PeopleImport(models.Model):
    """One sending of files by an organisation. It names no person; its files are deleted when it has ended."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=100)  # the system, as its organisation calls it
    day = models.DateField()  # on which the file was written
    whole = models.BooleanField(default=False)  # it holds everybody the system has
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=40)
    files = models.JSONField()  # [{name, size}], in the order sent
    state = models.CharField(max_length=10, default=State.WAITING)
    percent = models.PositiveSmallIntegerField(default=0)
    refusal = models.TextField(blank=True)
    lines_read = models.PositiveIntegerField(default=0)
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "imports_people"
        ordering = ("-sent_at", "id")
        constraints = [
            models.CheckConstraint(
                name="imports_people_state_known",
                condition=models.Q(state__in=[state.value for state in State]),
            ),
            models.CheckConstraint(
                name="imports_people_refused_says_why",
                condition=~models.Q(state="refused") | ~models.Q(refusal=""),
            ),
        ]

    @property
    def folder(self) -> Path:
        """Where its files lie until they are brought in; outside everything that is served."""
        return installation.uploads() / str(self.id)


IMPORTER = "(SELECT my_role()) IN ('record_officer', 'manager')"
SEES = may_see("'identity'", "held_by_id")
# A line without a person says nothing that is not in the sender's own file.
LINES = Policies(
    see=f"held_by_id = {MINE} AND {IMPORTER} AND (person_id IS NULL OR {SEES})",
    enter=NOBODY,
    change=NOBODY,
    remove=NOBODY,
)
SHORT = Field(Identifies.YES, Kept.SHORT)


@about_person(LINES)
@handled(
    id=NO, person=YES, held_by=NO, of=NO, file=NO, line=NO, outcome=NO, name=SHORT,
    birth_date=Field(Identifies.TOGETHER, Kept.SHORT), why=SHORT, differences=SHORT, left_out=SHORT,
)  # fmt: skip
class ImportLine(models.Model):
    """What becomes of a line of the files. Lines that change nothing have no row here.

    `joins` and `alike` are further rows of a line that is new: whom of one's own people it goes to, or may be. Whoever
    may not see that person sees only that the line is new, as it would be if nobody knew them.
    """

    JOINS, ALIKE = "joins", "alike"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    of = models.ForeignKey(PeopleImport, on_delete=models.CASCADE, related_name="lines")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    held_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    file = models.CharField(max_length=150, blank=True)
    line = models.PositiveIntegerField(null=True)
    outcome = models.CharField(max_length=10)
    name = models.CharField(max_length=401, blank=True)
    birth_date = models.DateField(null=True)
    why = models.TextField(blank=True)
    differences = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    left_out = models.JSONField(default=list)

    class Meta:
        db_table = "imports_line"
        indexes = [models.Index(fields=["of", "outcome", "line"], name="imports_line_of")]
        constraints = [
            models.CheckConstraint(
                name="imports_line_outcome_known",
                condition=models.Q(
                    outcome__in=[*[each.value for each in Outcome], "joins", "alike"]
                ),
            ),
        ]


@about_person(rows_in("identity"))
@handled(id=NO, person=YES, held_by=NO, source=NO, first_day=NO, gone_on=NO)
class Brought(models.Model):
    """A system has this person: since which file, and since which file no longer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    held_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=100)
    first_day = models.DateField()
    gone_on = models.DateField(null=True)

    class Meta:
        db_table = "imports_brought"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "held_by", "source"], name="imports_brought_once"
            )
        ]
        indexes = [models.Index(fields=["held_by", "source"], name="imports_brought_by")]


@about_person(rows_in(section_column="section"))
@handled(
    id=NO, person=YES, held_by=NO, section=NO, source=NO, day=NO, at=NO, what=NO,
    before=SHORT, now=SHORT,
)  # fmt: skip
class ImportedChange(models.Model):
    """A field that a refresh changed, as it was and as it is, for those who have not looked since."""

    GONE = "gone"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    held_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    section = models.CharField(max_length=40)
    source = models.CharField(max_length=100)
    day = models.DateField()
    at = models.DateTimeField()
    what = models.CharField(max_length=60)
    before = models.CharField(max_length=500, blank=True)
    now = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "imports_change"
        indexes = [models.Index(fields=["person", "-at"], name="imports_change_of_person")]
