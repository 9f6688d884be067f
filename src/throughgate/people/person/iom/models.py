"""Integrated offender management: a cohort somebody was adopted into, until they are removed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from throughgate.people.person.models import Entry
from throughgate.privacy.access.about_person import (
    MINE,
    NOBODY,
    Policies,
    about_person,
    may_see,
    may_write,
    rows_in,
)
from throughgate.privacy.access.models import User
from throughgate.privacy.retention.fields import NO, Field, Identifies, Kept, handled

SHARING = "'sharing'"
# What was is for the information officer of the organisation that held it, and for nobody's page.
FORMER = Policies(
    see=f"held_by_id = {MINE} AND (SELECT my_role()) = 'information_officer' AND {may_see(SHARING, 'held_by_id')}",
    enter=may_write("'iom'", "held_by_id"),
    change=NOBODY,
    remove=NOBODY,
)
KEPT = Field(Identifies.TOGETHER, Kept.IOM)
EXTRACTED = Field(Identifies.TOGETHER, Kept.IOM, extract=True)


@handled(
    cohort=EXTRACTED, proposed_by=NO, decided_by=NO, why=KEPT, first_day=EXTRACTED, review_on=NO
)
class Decided(Entry):
    """Who proposed, who decided, why, from when, looked at again by when. No intelligence is entered here."""

    SECTION = "iom"

    cohort = models.CharField(max_length=10)
    proposed_by = models.CharField(max_length=200)
    decided_by = models.CharField(max_length=200)
    why = models.CharField(max_length=1000)
    first_day = models.DateField()
    review_on = models.DateField()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(cohort__in=["fixed", "flex", "free"]), name="%(class)s_cohort_is_known"
            ),
            models.CheckConstraint(
                condition=Q(review_on__gt=F("first_day")), name="%(class)s_review_is_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(proposed_by=F("decided_by")) & ~Q(why=""),
                name="%(class)s_needs_two_and_a_reason",
            ),
        ]


@about_person(rows_in("iom"))
class Adoption(Decided):
    """Somebody is in integrated offender management now. On removal this row goes, and with it every mark."""

    class Meta(Decided.Meta):
        abstract = False
        constraints = [
            *Decided.Meta.constraints,
            models.UniqueConstraint(fields=["person", "held_by"], name="adoption_one_at_a_time"),
        ]


@about_person(FORMER)
@handled(removed_on=EXTRACTED, removed_why=KEPT, removed_by=NO)
class FormerAdoption(Decided):
    """Somebody was in it: kept to account for it and to measure it, shown on no page about them."""

    removed_on = models.DateField()
    removed_why = models.CharField(max_length=500)
    removed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta(Decided.Meta):
        abstract = False
        constraints = [
            *Decided.Meta.constraints,
            models.CheckConstraint(
                condition=Q(removed_on__gte=F("first_day")) & ~Q(removed_why=""),
                name="formeradoption_removal_says_why",
            ),
        ]
