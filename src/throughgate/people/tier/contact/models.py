"""Contacts with somebody who is supervised: a day, how, and by whom."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from throughgate.people.person.models import Entry
from throughgate.people.tier.scores.models import WORKS_WITH_IT, rows_for
from throughgate.privacy.access.about_person import about_person
from throughgate.privacy.retention.fields import NO, Field, Identifies, handled


@about_person(rows_for(WORKS_WITH_IT))
@handled(day=Field(Identifies.TOGETHER, extract=True), kind=NO)
class ContactMade(Entry):
    """They met or spoke. What was said is a note."""

    SECTION = "risk"

    day = models.DateField()
    kind = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["office", "home", "elsewhere", "video", "telephone"]),
                name="contactmade_kind_is_known",
            )
        ]
        indexes = [models.Index(fields=["person", "-day"], name="contactmade_newest")]
