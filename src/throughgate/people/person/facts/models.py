"""What is said of a person, one thing a row, so that each is seen only by who may see its section."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from throughgate.people.person.facts.kinds import SECTIONS
from throughgate.people.person.models import Entry
from throughgate.privacy.access.about_person import about_person, rows_in
from throughgate.privacy.retention.fields import NO, TOGETHER, Field, Identifies, handled

PAIRS = Q()
for _kind, _section in SECTIONS.items():
    PAIRS |= Q(kind=_kind.value, section=_section)


@about_person(rows_in(section_column="section"))
@handled(kind=NO, section=NO, value=Field(Identifies.TOGETHER, extract=True), words=TOGETHER)
class Fact(Entry):
    """One fact: its kind, the answer from the list, and words where the answer needs them."""

    kind = models.CharField(max_length=30)
    section = models.CharField(max_length=40)
    value = models.CharField(max_length=40)
    words = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "held_by", "source", "kind"], name="fact_once_a_source"
            ),
            models.CheckConstraint(condition=PAIRS, name="fact_in_its_section"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.value}"
