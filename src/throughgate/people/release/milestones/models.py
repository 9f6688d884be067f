"""What is known of a person's home, work, treatment, benefits and money on set days after release."""

from __future__ import annotations

from django.db import models

from throughgate.people.person.models import Entry
from throughgate.privacy.access.about_person import about_person, rows_in
from throughgate.privacy.retention.fields import NO, TOGETHER, Field, Identifies, handled


@about_person(rows_in(section_column="section"))
@handled(
    code=Field(Identifies.NO, extract=True),
    aspect=Field(Identifies.NO, extract=True),
    section=NO,
    released_on=Field(Identifies.TOGETHER, extract=True),
    answer=Field(Identifies.TOGETHER, extract=True),
    words=TOGETHER,
)
class Milestone(Entry):
    """One answer: of one question, at one milestone after one release, as one organisation knows it."""

    code = models.CharField(max_length=30)
    aspect = models.CharField(max_length=20)
    section = models.CharField(max_length=40)
    released_on = models.DateField()
    answer = models.CharField(max_length=20)
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "held_by", "released_on", "code", "aspect", "source"],
                name="milestone_once_a_holder",
            )
        ]
