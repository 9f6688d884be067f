"""A person, and who they are. All else about them is in rows of their own, each in a section."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from throughgate.privacy.access.about_person import (
    MINE,
    NOBODY,
    Policies,
    about_person,
    may_see,
    may_write,
    rows_in,
)
from throughgate.privacy.access.models import Organisation, User
from throughgate.privacy.retention.fields import NO, YES, Field, Identifies, handled

PERSON = Policies(
    see=may_see("'person'", person="id"),
    enter=f"created_by_id = {MINE}",
    change=may_write("'person'", "created_by_id", person="id"),
    remove=NOBODY,
    of_the_lock=True,  # locked while an involvement is checked against the others
)


@about_person(PERSON)
@handled(id=YES, created_by=NO, created_at=NO)
class Person(models.Model):
    """Nothing but that they are there. The key is made here: the database must not be asked to return the row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.id)


@handled(id=NO, person=YES, held_by=NO, source=NO, entered_on=NO, entered_by=NO, version=NO)
class Entry(models.Model):
    """Something about a person, as one organisation holds it from one source.

    Two sources are two rows: neither overwrites the other, and the pages show both. The key is made here, and once a
    form: the same form sent twice is one row.
    """

    HERE = "here"  # typed in this workspace, by the organisation that holds it

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="%(class)s_rows")
    held_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=100, default=HERE)
    entered_on = models.DateField()
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    SECTION = ""  # of the whole table; where it is empty, the row's own column says

    class Meta:
        abstract = True

    def in_section(self) -> str:
        return self.SECTION or str(getattr(self, "section", ""))

    def in_sections(self) -> tuple[str, ...]:
        """Each of them lets a reader see the row."""
        return (self.in_section(),)


@about_person(rows_in("identity"))
@handled(
    given_names=YES,
    family_name=YES,
    birth_date=Field(Identifies.TOGETHER, extract=True),
    sex=Field(Identifies.TOGETHER, extract=True),
)
class Identity(Entry):
    """Who somebody is."""

    SECTION = "identity"

    given_names = models.CharField(max_length=200)
    family_name = models.CharField(max_length=200)
    birth_date = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "held_by", "source"], name="identity_once_a_source"
            ),
            models.CheckConstraint(
                condition=Q(sex__in=["", "female", "male"]), name="identity_sex_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()
