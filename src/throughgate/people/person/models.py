"""A person, and who they are. All else about them is in rows of their own, each in a section."""

from __future__ import annotations

import uuid

from django.db import models

from throughgate.privacy.access.about_person import (
    MINE,
    NOBODY,
    Policies,
    about_person,
    may_see,
    may_write,
    rows_in,
)
from throughgate.privacy.access.models import Organisation

PERSON = Policies(
    see=may_see("'person'", person="id"),
    enter=f"created_by_id = {MINE}",
    change=may_write("'person'", "created_by_id", person="id"),
    remove=NOBODY,
    of_the_lock=True,  # locked while an involvement is checked against the others
)


@about_person(PERSON)
class Person(models.Model):
    """Nothing but that they are there. The key is made here: the database must not be asked to return the row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.id)


@about_person(rows_in("identity"))
class Identity(models.Model):
    """Who somebody is, as one organisation holds it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="identities")
    held_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    given_names = models.CharField(max_length=200)
    family_name = models.CharField(max_length=200)
    birth_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "held_by"], name="identity_once_a_holder")
        ]

    def __str__(self) -> str:
        return f"{self.given_names} {self.family_name}"
