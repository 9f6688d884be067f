"""The numbers by which other systems know a person."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from throughgate.people.person.identifiers.rules import Kind
from throughgate.people.person.models import Entry
from throughgate.privacy.access.about_person import about_person, rows_in
from throughgate.privacy.retention.fields import NO, YES, handled


@about_person(rows_in("identity"))
@handled(kind=NO, number=YES)
class Identifier(Entry):
    """One number, in its canonical form. What makes it right is in rules; the database holds its shape."""

    SECTION = "identity"

    kind = models.CharField(max_length=20)
    number = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "held_by", "source", "kind", "number"], name="identifier_once"
            ),
            models.CheckConstraint(
                condition=Q(kind="pnc", number__regex=r"^[0-9]{4}/[0-9]{7}[A-HJ-NP-RT-Z]$")
                | Q(
                    kind="cro",
                    number__regex=r"^([0-9]{6}/[0-9]{2}|SF[0-9]{2}/[0-9]{1,6})[A-HJ-NP-RT-Z]$",
                )
                | Q(kind="prison_number", number__regex=r"^[A-Z][0-9]{4}[A-Z]{2}$")
                | Q(kind="crn", number__regex=r"^[A-Z][0-9]{6}$")
                | Q(kind=Kind.LOCAL.value),
                name="identifier_has_its_shape",
            ),
        ]

    def __str__(self) -> str:
        return self.number
