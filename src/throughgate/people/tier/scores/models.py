"""What scores are worked out from, and the scores themselves: worked out here, or entered from another system."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db import models
from django.db.models import F, Q

from throughgate.people.person.models import Entry
from throughgate.privacy.access.about_person import MINE, Policies, about_person, rows_in
from throughgate.privacy.access.kinds import Kind
from throughgate.privacy.retention.fields import NO, TOGETHER, Field, Identifies, handled

# Narrower than the section: those who are told what to be careful about with somebody are not told their tier.
WORKS_WITH_IT = (Kind.PRISON, Kind.PROBATION, Kind.YOUTH_JUSTICE)
TOLD_THE_TIER = (*WORKS_WITH_IT, Kind.POLICE)  # where a flow carries it
HERE_FROM_FACTS = ("ogrs3", "arp", "vrp", "svrp")
FROM_ELSEWHERE = ("csrp", "dc_srp", "iic_srp", "arp")


def rows_for(kinds: tuple[Kind, ...]) -> Policies:
    """The policies of the section, for organisations of these kinds alone."""
    listed = ", ".join(f"'{kind.value}'" for kind in kinds)
    # The kinds are those of our own list.
    ours = f"(SELECT kind IN ({listed}) FROM privacy_organisation WHERE id = {MINE})"  # noqa: S608
    usual = rows_in("risk")
    parts: dict[str, Any] = {
        name: f"{ours} AND {getattr(usual, name)}" for name in ("see", "enter", "change", "remove")
    }
    return replace(usual, **parts)


@about_person(rows_for(WORKS_WITH_IT))
@handled(
    first_sanctioned=TOGETHER,
    convicted=TOGETHER,
    follow_up_from=TOGETHER,
    sanctions=TOGETHER,
    violent_sanctions=TOGETHER,
    offence_code=TOGETHER,
    offence_category=TOGETHER,
    domestic_abuse=TOGETHER,
    stalking=TOGETHER,
    child_protection=TOGETHER,
    sexual_offence=TOGETHER,
)
class OffendingHistory(Entry):
    """What a practitioner read in the record of convictions: counts, days, the current offence, and flags of the tier."""

    SECTION = "risk"

    first_sanctioned = models.DateField()
    convicted = models.DateField()  # of the current offence
    follow_up_from = models.DateField()  # since when they could offend again
    sanctions = models.PositiveSmallIntegerField()  # days, the current one among them
    violent_sanctions = models.PositiveSmallIntegerField(null=True, blank=True)
    offence_code = models.CharField(max_length=5, blank=True)
    offence_category = models.CharField(max_length=60, blank=True)
    domestic_abuse = models.BooleanField(default=False)
    stalking = models.BooleanField(default=False)
    child_protection = models.BooleanField(default=False)
    sexual_offence = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "held_by", "source"], name="offendinghistory_once_a_source"
            ),
            models.CheckConstraint(
                condition=Q(sanctions__gte=1)
                & Q(convicted__gte=F("first_sanctioned"))
                & (Q(violent_sanctions=None) | Q(violent_sanctions__lte=F("sanctions"))),
                name="offendinghistory_adds_up",
            ),
        ]


@about_person(rows_for(WORKS_WITH_IT))
@handled(
    kind=Field(Identifies.NO, extract=True),
    percent=Field(Identifies.TOGETHER, extract=True),
    band=Field(Identifies.NO, extract=True),
    dynamic=NO,
    computed=NO,
    by_category=NO,
    scored_on=Field(Identifies.TOGETHER, extract=True),
    from_system=NO,
    used=TOGETHER,
)
class Score(Entry):
    """One score on one day. A later one stands beside it; the newest is used.

    computed: worked out here from the facts in `used`, and static. Else entered, as another system gave it on that day.
    """

    SECTION = "risk"

    kind = models.CharField(max_length=10)
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    band = models.CharField(max_length=20, blank=True)
    dynamic = models.BooleanField(default=False)
    computed = models.BooleanField(default=False)
    by_category = models.BooleanField(default=False)
    scored_on = models.DateField()
    from_system = models.CharField(max_length=100, blank=True)
    used = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__gte=0, percent__lte=100), name="score_is_a_percentage"
            ),
            models.CheckConstraint(
                condition=Q(computed=True, dynamic=False, kind__in=HERE_FROM_FACTS)
                | (Q(computed=False, kind__in=FROM_ELSEWHERE) & ~Q(from_system="")),
                name="score_says_how_it_was_made",
            ),
            models.CheckConstraint(
                condition=Q(band__in=["", "low", "medium", "high", "very_high"]),
                name="score_band_is_known",
            ),
        ]
