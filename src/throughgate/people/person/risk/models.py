"""MAPPA, and flags that say whom to ring. No field here can name or locate a victim."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from throughgate.people.person.models import Entry
from throughgate.privacy.access.about_person import about_person, rows_in
from throughgate.privacy.retention.fields import NO, TOGETHER, Field, Identifies, Kept, handled

CONDITIONS_APPLY = "contact_conditions"


@about_person(rows_in("risk"))
@handled(
    category=Field(Identifies.NO, extract=True),
    level=Field(Identifies.NO, extract=True),
    first_day=NO,
    last_day=NO,
    review_on=NO,
)
class Mappa(Entry):
    """Multi-agency public protection arrangements: category and level, from a day to a day."""

    SECTION = "risk"

    category = models.PositiveSmallIntegerField()
    level = models.PositiveSmallIntegerField()
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(category__in=[1, 2, 3, 4], level__in=[1, 2, 3]),
                name="mappa_is_known",
            ),
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")),
                name="mappa_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["person", "held_by", "source"],
                condition=Q(last_day=None),
                name="mappa_one_is_present",
            ),
        ]


@about_person(rows_in("risk"))
@handled(
    kind=NO,
    ring=Field(Identifies.TOGETHER, Kept.SHORT),
    phone=Field(Identifies.TOGETHER, Kept.SHORT),
    words=TOGETHER,
    review_on=NO,
    last_day=NO,
)
class Flag(Entry):
    """Something to be careful about, and whom to ring before acting.

    “Address and contact conditions apply” says no more than that: it has an owner and a review day and no words, so
    that nothing in it can point at anybody.
    """

    SECTION = "risk"

    kind = models.CharField(max_length=30)
    ring = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    words = models.CharField(max_length=300, blank=True)
    review_on = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["child", "adult_at_risk", "self", "staff", CONDITIONS_APPLY]),
                name="flag_kind_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(kind=CONDITIONS_APPLY) | Q(words="", ring="", phone=""),
                name="flag_of_conditions_says_no_more",
            ),
            models.CheckConstraint(
                condition=Q(kind=CONDITIONS_APPLY) | ~Q(ring=""), name="flag_says_whom_to_ring"
            ),
        ]
