"""The tier of one person: explained step by step, confirmed, set otherwise for a while, and told to the person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from throughgate.common.values import load
from throughgate.people.record.opening import Opened
from throughgate.people.record.pages import opened, show
from throughgate.people.tier import access, changes, queries, words
from throughgate.people.tier.contact import queries as contacts
from throughgate.people.tier.forms import Another
from throughgate.people.tier.models import CalculatedTier, TierOverride
from throughgate.people.tier.scores.pages import OfTier

HERE = "person-tier"


class OfDecision(OfTier):
    """Of those who may confirm a tier."""

    def opened(self, request: HttpRequest, person: UUID) -> Opened:
        record = super().opened(request, person)
        access.check_confirm(record)
        return record


OTHERS = OfDecision(
    TierOverride, Another, "tier/override.html", HERE, access.SECTION, writes=changes
)
override_tier, _changed, remove_override = OTHERS.pages()


@require_safe
def tier(request: HttpRequest, person: UUID) -> HttpResponse:
    record = _opened(request, person)
    newest = queries.own_newest(record)
    suggestions = queries.calculations(record)
    suggestion = newest or next(iter(suggestions), None)
    standing = queries.standing(record)
    page = {
        **_explained(suggestion),
        "standing": standing,
        "own": queries.own_standing(standing, record.who.organisation),
        "before": [row for row in suggestions if row != suggestion],
        "confirmed": [row for row in queries.confirmed(record) if row.last_day],
        "overrides": [row for row in queries.overrides(record) if row.last_day < record.today],
        "out_of_date": queries.is_out_of_date(record, newest),
        "may_calculate": access.may_calculate(record),
        "may_confirm": access.may_confirm(record),
        "works_with_it": access.may_work_with(record),
        "contacts": contacts.made(record),
        "next": contacts.next_of(record, standing),
    }
    return show(request, record, "tier/tier.html", page, here=HERE)


@require_safe
def why(request: HttpRequest, person: UUID) -> HttpResponse:
    """For the person: why, and how to challenge it."""
    record = _opened(request, person)
    access.check_work_with(record)
    standing = queries.standing(record)
    mine = queries.own_standing(standing, record.who.organisation) or next(iter(standing), None)
    of = mine.confirmed.calculation_id if mine and mine.confirmed else None
    calculation = next((row for row in queries.calculations(record) if row.pk == of), None)
    page = {
        **_explained(calculation),
        "standing": mine,
        "every": contacts.every(mine, record.today),
        "large": request.GET.get("print") == "large",
    }
    return show(request, record, "tier/why.html", page, here=HERE)


@require_POST
def work_out(request: HttpRequest, person: UUID) -> HttpResponse:
    record = _opened(request, person)
    access.check_write(record)
    changes.calculate(person=person, by=record.user, today=record.today, now=record.now)
    return redirect(HERE, person=person)


@require_POST
def confirm(request: HttpRequest, person: UUID, row: UUID) -> HttpResponse:
    record = _opened(request, person)
    access.check_confirm(record)
    calculation = queries.calculation(record, row)
    changes.confirm(calculation=calculation, by=record.user, today=record.today, now=record.now)
    return redirect(HERE, person=person)


def _opened(request: HttpRequest, person: UUID) -> Opened:
    record = opened(request, person, access.SECTION)
    access.check_see(record)
    return record


def _explained(row: CalculatedTier | None) -> dict[str, Any]:
    """A calculation in words; nothing where there is none."""
    if row is None:
        return {"suggestion": None, "steps": [], "missing": [], "provisional": []}
    names = load("throughgate.people.tier.four_tiers")["names"].latest
    return {
        "suggestion": row,
        "steps": words.steps(row),
        "missing": words.missing(row),
        "provisional": words.provisional(row),
        "no_tier": words.STANDING.get(row.standing, ""),
        "four_name": names[row.four_tier],
        "four_because": words.four_because(row),
    }
