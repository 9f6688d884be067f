"""A score as the page shows it: how it was made, part by part, or why there is none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from throughgate.common.values import load
from throughgate.people.record.opening import Opened
from throughgate.people.tier.scores import codes, queries, rules
from throughgate.people.tier.scores.models import OffendingHistory, Score


@dataclass(frozen=True)
class Shown:
    """A score, whether it is the one that counts, and how it came about."""

    row: Score
    name: str
    percent: str
    counts: bool
    band: str
    how: str
    more: str  # another horizon
    parts: list[tuple[str, str, str]]


@dataclass(frozen=True)
class Missing:
    """A score that there is not, and what to do about it."""

    name: str
    why: str


def shown(opened: Opened) -> list[Shown]:
    rows = queries.scores(opened)
    counting = {queries.newest(rows, kind) for kind in {row.kind for row in rows}}
    return [_shown(row, row in counting) for row in rows]


def missing(opened: Opened, rows: Iterable[OffendingHistory]) -> list[Missing]:
    """What the facts of the reader's own organisation do not give, and why."""
    found = [row for row in rows if row.held_by_id == opened.who.organisation]
    if found and opened.named.birth_date is None:
        return [
            Missing(
                _("Every score"), _("No birth date is on the record. Enter it under “Details”.")
            )
        ]
    return [
        Missing(_listed("kinds").get(kind, kind), why)
        for row in found
        for kind, why in rules.problems(
            rules.answers(
                queries.facts(row),
                born=opened.named.birth_date,
                sex=opened.named.sex,
                codes=codes.loaded(),
                today=opened.today,
            )
        )
    ]


def _listed(name: str) -> dict[str, str]:
    found: dict[str, str] = load("throughgate.people.tier.scores")[name].latest
    return found


def _shown(row: Score, counts: bool) -> Shown:
    percents = row.used.get("percent", {})
    others = [
        _("%(percent)s%% within %(months)s months") % {"percent": percent, "months": months}
        for months, percent in percents.items()
        if Decimal(percent) != row.percent
    ]
    parts = [
        (name, because, f"{points:+.3f}") for name, because, points in row.used.get("parts", [])
    ]
    name = _listed("kinds").get(row.kind, row.kind)
    band = _listed("bands").get(row.band, "")
    return Shown(
        row, name, f"{row.percent.normalize():f}", counts, band, _how(row), "; ".join(others), parts
    )


def _how(row: Score) -> str:
    if row.computed:
        said = _("Worked out here from the record alone (static).")
        if row.by_category:
            said += " " + _("By the category of the offence, since its code is not known here.")
        return said
    made = _("from an assessment (dynamic)") if row.dynamic else _("from the record alone (static)")
    return _("As %(system)s gave it, %(made)s. It is not worked out here.") % {
        "system": row.from_system,
        "made": made,
    }
