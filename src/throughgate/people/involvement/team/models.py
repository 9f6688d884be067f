"""Who stands by a person beside the organisations' workers: a mentor; and the move from youth to adult services."""

from __future__ import annotations

from dataclasses import replace

from django.db import models
from django.db.models import F, Q

from throughgate.people.person.models import Entry
from throughgate.privacy.access.about_person import ME, about_person, rows_in
from throughgate.privacy.access.models import Organisation, User
from throughgate.privacy.retention.fields import NO, TOGETHER, Field, Identifies, Kept, handled

OF_WORKERS = rows_in("mentor")
# A mentor or volunteer reads and writes of whom they meet themselves; how to reach the others is not theirs to know.
THEIR_OWN = f"((SELECT my_role()) <> 'mentor' OR mentor_id = {ME})"
MET = replace(
    OF_WORKERS,
    see=f"{THEIR_OWN} AND {OF_WORKERS.see}",
    enter=f"{THEIR_OWN} AND {OF_WORKERS.enter}",
    change=f"{THEIR_OWN} AND {OF_WORKERS.change}",
    remove=f"{THEIR_OWN} AND {OF_WORKERS.remove}",
)


@about_person(MET)
@handled(
    mentor=NO,
    first_name=TOGETHER,
    reach=Field(Identifies.YES, Kept.SHORT),
    meeting=Field(Identifies.TOGETHER, Kept.SHORT),
    first_day=NO,
    last_day=NO,
)
class Mentoring(Entry):
    """All that a mentor sees of a person: a first name, how to reach them, when and where they meet."""

    SECTION = "mentor"

    mentor = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    first_name = models.CharField(max_length=100)
    reach = models.CharField(max_length=200, blank=True)
    meeting = models.CharField(max_length=300, blank=True)
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")),
                name="mentoring_ends_after_it_starts",
            )
        ]


@about_person(rows_in("place"))
@handled(
    to_organisation=NO,
    youth_worker=NO,
    adult_worker=NO,
    planned_for=TOGETHER,
    met_on=NO,
    done_on=NO,
)
class Transition(Entry):
    """From youth to adult services: between whom, planned for when, whether they met, done when."""

    SECTION = "place"

    to_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    youth_worker = models.CharField(max_length=200)
    adult_worker = models.CharField(max_length=200, blank=True)
    planned_for = models.DateField()
    met_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on=None) | ~Q(adult_worker=""),
                name="transition_done_names_the_adult_worker",
            ),
            models.UniqueConstraint(
                fields=["person", "held_by"],
                condition=Q(done_on=None),
                name="transition_one_at_a_time",
            ),
        ]
