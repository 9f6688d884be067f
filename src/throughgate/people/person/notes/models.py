"""Notes: what happened, what the person said, what the writer makes of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from throughgate.people.person.models import Entry
from throughgate.people.person.notes.rules import Seen
from throughgate.privacy.access.about_person import (
    MINE,
    NOBODY,
    Policies,
    about_person,
    may_see,
    may_write,
)
from throughgate.privacy.retention.fields import NO, TOGETHER, handled

WRITTEN = Policies(
    see=f"{may_see('section', 'held_by_id')} AND (NOT own_only OR held_by_id = {MINE})",
    enter=may_write("section", "held_by_id"),
    change=may_write("section", "held_by_id"),
    remove=NOBODY,
)


@about_person(WRITTEN)
@handled(
    section=NO,
    own_only=NO,
    pathway=NO,
    written_at=NO,
    happened=TOGETHER,
    person_said=TOGETHER,
    my_view=TOGETHER,
)
class Note(Entry):
    """The three are apart, so that an opinion is never read as a fact. A corrected note keeps its history."""

    # What it said before, for colleagues of its writer: others must not go on reading what was wrong.
    HISTORY_SEEN = (
        f"held_by_id = {MINE} "
        "AND EXISTS (SELECT FROM people_note now WHERE now.id = people_notehistory.id)"
    )

    section = models.CharField(max_length=40)
    own_only = models.BooleanField(default=False)
    pathway = models.CharField(max_length=40, blank=True)
    written_at = models.DateTimeField()
    happened = models.TextField(blank=True)
    person_said = models.TextField(blank=True)
    my_view = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(section__in=["notes", "health"]), name="note_is_in_a_section_of_notes"
            ),
            models.CheckConstraint(
                condition=~Q(happened="", person_said="", my_view=""), name="note_says_something"
            ),
        ]
        indexes = [models.Index(fields=["person", "-written_at"], name="note_of_person")]

    @property
    def seen_by(self) -> str:
        """Who may see it, as its writer chose."""
        return Seen.of(self.section, self.own_only).value

    @property
    def corrected(self) -> bool:
        return self.version > 1
