"""Sentences and out-of-court disposals as a court or the police gave them, with their conditions."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from throughgate.people.person.models import Entry
from throughgate.privacy.access.about_person import about_person, rows_in
from throughgate.privacy.retention.fields import NO, TOGETHER, Field, Identifies, handled


@about_person(rows_in("sentence"))
@handled(
    kind=Field(Identifies.NO, extract=True),
    imposed_on=Field(Identifies.TOGETHER, extract=True),
    length=Field(Identifies.NO, extract=True),
    unit=NO,
    given_by=TOGETHER,
    ended_on=Field(Identifies.TOGETHER, extract=True),
)
class Sentence(Entry):
    """What was imposed, when, for how long. When it ends is a date that its source gives, never worked out here."""

    SECTION = "sentence"

    kind = models.CharField(max_length=30)
    imposed_on = models.DateField()
    length = models.PositiveIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=10, blank=True)
    given_by = models.CharField(max_length=200, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(length=None, unit="")
                | Q(length__gt=0, unit__in=["days", "weeks", "months", "years"]),
                name="sentence_length_has_a_unit",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("imposed_on")),
                name="sentence_ends_after_it_starts",
            ),
        ]


@about_person(rows_in("sentence"))
@handled(sentence=NO, words=TOGETHER, first_day=NO, last_day=NO)
class Condition(Entry):
    """Something a sentence, licence or out-of-court disposal asks for. Nothing in it names or locates a victim."""

    SECTION = "sentence"

    sentence = models.ForeignKey(Sentence, on_delete=models.CASCADE, related_name="conditions")
    words = models.CharField(max_length=500)
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(first_day=None) | Q(last_day__gte=F("first_day")),
                name="condition_ends_after_it_starts",
            )
        ]
