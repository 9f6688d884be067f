"""The tier as it was worked out, as a practitioner confirmed it, and another one set for a while."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from throughgate.people.person.models import Entry
from throughgate.people.tier.rules import Standing, Tier
from throughgate.people.tier.scores.models import TOLD_THE_TIER, WORKS_WITH_IT, rows_for
from throughgate.privacy.access.about_person import about_person
from throughgate.privacy.retention.fields import NO, TOGETHER, Field, Identifies, handled

TIERS = [tier.value for tier in Tier]


@about_person(rows_for(WORKS_WITH_IT))
@handled(
    tier=TOGETHER,
    standing=NO,
    provisional=NO,
    four_tier=TOGETHER,
    four_because=TOGETHER,
    four_missing=NO,
    reasons=TOGETHER,
    said=NO,
    number=NO,
)
class CalculatedTier(Entry):
    """A suggestion, with every step and what it was taken from. Nothing follows from it until it is confirmed.

    Rows are only ever added: each is what the rule said on its day. said: who gave which input, and when.
    """

    SECTION = "risk"

    tier = models.CharField(max_length=1, blank=True)
    standing = models.CharField(max_length=20)
    provisional = models.JSONField(default=list, blank=True)
    four_tier = models.PositiveSmallIntegerField()
    four_because = models.JSONField(default=list, blank=True)
    four_missing = models.JSONField(default=list, blank=True)
    reasons = models.JSONField(default=list, blank=True)
    said = models.JSONField(default=dict, blank=True)
    number = models.PositiveIntegerField(default=1)  # the how-manieth of its holder

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(standing="given", tier__in=TIERS)
                | (Q(standing__in=[s.value for s in Standing if s != Standing.GIVEN], tier="")),
                name="calculatedtier_is_known",
            ),
            models.UniqueConstraint(
                fields=["person", "held_by", "number", "source"], name="calculatedtier_in_order"
            ),
        ]


@about_person(rows_for(TOLD_THE_TIER))
@handled(
    tier=Field(Identifies.TOGETHER, extract=True),
    calculation=NO,
    first_day=Field(Identifies.TOGETHER, extract=True),
    last_day=Field(Identifies.TOGETHER, extract=True),
)
class ConfirmedTier(Entry):
    """What a named practitioner confirmed, of which calculation. It alone drives lists and contact."""

    SECTION = "risk"

    tier = models.CharField(max_length=1)
    calculation = models.ForeignKey(CalculatedTier, on_delete=models.CASCADE, related_name="+")
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(tier__in=TIERS), name="confirmedtier_is_known"),
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")),
                name="confirmedtier_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["person", "held_by"],
                condition=Q(last_day=None),
                name="confirmedtier_one_is_present",
            ),
        ]
        indexes = [
            models.Index(
                fields=["held_by", "tier"],
                condition=Q(last_day=None),
                name="confirmedtier_present",
            ),
            models.Index(
                fields=["held_by", "first_day"],
                condition=Q(last_day=None),
                name="confirmedtier_longest",
            ),
        ]


@about_person(rows_for(TOLD_THE_TIER))
@handled(tier=Field(Identifies.TOGETHER, extract=True), reason=TOGETHER, first_day=NO, last_day=NO)
class TierOverride(Entry):
    """Another tier than the confirmed one, for a reason, until a day. Both stand side by side."""

    SECTION = "risk"

    tier = models.CharField(max_length=1)
    reason = models.CharField(max_length=1000)
    first_day = models.DateField()
    last_day = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(tier__in=TIERS) & ~Q(reason="") & Q(last_day__gte=F("first_day")),
                name="tieroverride_says_why_and_until_when",
            )
        ]
