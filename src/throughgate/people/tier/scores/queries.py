"""The scores of a person and the facts that they come from, as far as the reader works with them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from throughgate.people.person.models import Entry
from throughgate.people.record.gathering import rows as gathered
from throughgate.people.record.opening import Opened
from throughgate.people.tier import access
from throughgate.people.tier.scores.models import OffendingHistory, Score
from throughgate.people.tier.scores.rules import Facts

Row = TypeVar("Row", bound=Entry)


def of(opened: Opened, model: type[Row], *order: str) -> list[Row]:
    """Rows of a table that only those who work with tiers see."""
    return gathered(opened, model, *order) if access.may_work_with(opened) else []


def scores(opened: Opened) -> list[Score]:
    """The newest first; of one day, the one from an assessment first."""
    return of(opened, Score, "-scored_on", "-entered_on", "kind", "pk")


def newest(rows: Iterable[Score], kind: str) -> Score | None:
    """The one that counts: from an assessment where there is one, the newest of those."""
    found = [row for row in rows if row.kind == kind]
    return next((row for row in found if row.dynamic), found[0] if found else None)


def histories(opened: Opened) -> list[OffendingHistory]:
    """As each organisation read the record of convictions, the newest first."""
    return of(opened, OffendingHistory, "-entered_on", "held_by__name", "pk")


def facts(row: OffendingHistory) -> Facts:
    return Facts(
        row.first_sanctioned,
        row.convicted,
        row.follow_up_from,
        row.sanctions,
        row.violent_sanctions,
        row.offence_code,
        row.offence_category,
    )


def computed(opened: Opened, own: int) -> dict[str, Score]:
    """The newest of each kind that an organisation had worked out here."""
    rows = [row for row in scores(opened) if row.computed and row.held_by_id == own]
    return {row.kind: row for row in reversed(rows)}
