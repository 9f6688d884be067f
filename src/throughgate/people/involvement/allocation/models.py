"""Which worker of an organisation somebody is with, and who stands in when they are away."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from throughgate.people.person.models import Entry
from throughgate.privacy.access.about_person import about_person, rows_in
from throughgate.privacy.access.models import Organisation, User
from throughgate.privacy.retention.fields import NO, Field, Identifies, Kept, handled

OF_USER = Field(Identifies.NO, Kept.USER)


@about_person(rows_in("sharing"))
@handled(worker=NO, part=NO, first_day=NO, last_day=NO)
class Allocation(Entry):
    """One worker leads for an organisation, others support; both days count."""

    SECTION = "sharing"
    LEAD, SUPPORT = "lead", "support"

    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=10)
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(part__in=["lead", "support"]), name="allocation_part_is_known"
            ),
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")),
                name="allocation_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["person", "held_by"],
                condition=Q(part="lead", last_day=None),
                name="allocation_one_leads",
            ),
            models.UniqueConstraint(
                fields=["person", "held_by", "worker"],
                condition=Q(last_day=None),
                name="allocation_open_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["worker", "held_by"],
                include=["person", "part", "first_day", "last_day"],  # read here, and nowhere else
                name="allocation_of_worker",
            ),
        ]


@handled(
    id=OF_USER, organisation=OF_USER, away=OF_USER, stands_in=OF_USER, first_day=OF_USER, last_day=OF_USER,
    set_by=OF_USER,
)  # fmt: skip
class Cover(models.Model):
    """Somebody stands in for a worker who is away. It names no person."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    away = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    stands_in = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    first_day = models.DateField()
    last_day = models.DateField()
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="cover_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=~Q(away=F("stands_in")), name="cover_is_by_another"),
        ]
