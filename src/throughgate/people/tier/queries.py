"""A person's tier as calculated, confirmed and overridden, by each organisation as far as the reader may see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from throughgate.people.involvement.models import Involvement
from throughgate.people.involvement.rules import Reader
from throughgate.people.record.gathering import rows as gathered
from throughgate.people.record.opening import Opened
from throughgate.people.tier import access, inputs, kept
from throughgate.people.tier.models import CalculatedTier, ConfirmedTier, TierOverride
from throughgate.people.tier.scores.queries import of


@dataclass(frozen=True)
class Standing:
    """The tier of one organisation that drives its lists: what was confirmed, and what stands beside it."""

    confirmed: ConfirmedTier | None
    override: TierOverride | None

    @property
    def tier(self) -> str:
        return (
            self.override.tier if self.override else self.confirmed.tier if self.confirmed else ""
        )

    @property
    def row(self) -> ConfirmedTier | TierOverride:
        row = self.override or self.confirmed
        assert row is not None
        return row


def calculations(opened: Opened) -> list[CalculatedTier]:
    """The newest first."""
    return of(opened, CalculatedTier, "-entered_on", "-number", "pk")


def own_newest(opened: Opened) -> CalculatedTier | None:
    own = [row for row in calculations(opened) if row.held_by_id == opened.who.organisation]
    return max(own, key=lambda row: row.number, default=None)


def calculation(opened: Opened, id: UUID) -> CalculatedTier:
    """One of the reader's own organisation."""
    for row in calculations(opened):
        if row.pk == id and row.held_by_id == opened.who.organisation:
            return row
    raise Http404


def confirmed(opened: Opened) -> list[ConfirmedTier]:
    """The present ones first, then the newest."""
    rows = (
        gathered(opened, ConfirmedTier, "-first_day", "held_by__name", "pk")
        if access.may_see(opened)
        else []
    )
    return sorted(rows, key=lambda row: row.last_day is not None)


def overrides(opened: Opened) -> list[TierOverride]:
    return (
        gathered(opened, TierOverride, "-first_day", "-last_day", "pk")
        if access.may_see(opened)
        else []
    )


def standing(opened: Opened) -> list[Standing]:
    """What holds today, one for each organisation that confirmed or set one; the reader's own first."""
    going = [row for row in overrides(opened) if row.first_day <= opened.today <= row.last_day]
    now = {row.held_by_id: row for row in confirmed(opened) if row.last_day is None}
    beside = {row.held_by_id: row for row in reversed(going)}
    holders = sorted({*now, *beside}, key=lambda each: (each != opened.who.organisation, each))
    return [Standing(now.get(each), beside.get(each)) for each in holders]


def own_standing(several: Iterable[Standing], own: int | None) -> Standing | None:
    return next((each for each in several if each.row.held_by_id == own), None)


def is_out_of_date(opened: Opened, newest: CalculatedTier | None) -> bool:
    """Whether what a tier is taken from has changed since the newest calculation, or there is none."""
    if not access.may_calculate(opened):
        return False
    return newest is None or not kept.same(
        newest, kept.columns(inputs.of(opened), today=opened.today)
    )


def of_tier(
    asked: QuerySet[Involvement], who: Reader, tier: str, today: date
) -> QuerySet[Involvement]:
    """Those whose tier this is by the reader's own organisation: one set for a while, else the confirmed one."""
    ours = {"person": OuterRef("person"), "held_by": who.organisation}
    going = TierOverride.objects.filter(**ours, first_day__lte=today, last_day__gte=today)
    confirmed = ConfirmedTier.objects.filter(**ours, last_day=None, tier=tier)
    set_to_it, as_confirmed = Exists(going.filter(tier=tier)), Exists(confirmed) & ~Exists(going)
    return asked.filter(set_to_it | as_confirmed)
