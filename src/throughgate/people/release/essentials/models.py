"""What a worker says of a thing to leave with. Where nobody says anything, the plan's steps say how far it is."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from throughgate.people.person.models import Entry
from throughgate.people.release.essentials.rules import State
from throughgate.privacy.access.about_person import about_person, rows_in
from throughgate.privacy.retention.fields import NO, TOGETHER, handled


@about_person(rows_in(section_column="section"))
@handled(code=NO, section=NO, state=NO, words=TOGETHER, said_at=NO)
class Essential(Entry):
    """How far one essential is, as one organisation says. Of several the newest counts; what each said is shown."""

    code = models.CharField(max_length=30)
    section = models.CharField(max_length=40)
    state = models.CharField(max_length=20)
    words = models.CharField(max_length=300, blank=True)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "held_by", "code", "source"], name="essential_once_a_holder"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]),
                name="essential_state_is_known",
            ),
        ]
