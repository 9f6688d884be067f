"""Curves whose steps are never one to four people: points left out where too few came between two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from throughgate.evidence.kept import KeptRow
from throughgate.evidence.quantities import AT_RISK
from throughgate.evidence.result import AtRisk, Result
from throughgate.privacy.disclosure import Limits


def protect(
    found: Result, total: KeptRow, limits: Limits
) -> tuple[list[list[float]] | None, AtRisk | None, list[str]]:
    """The curve and the competing risks of a result as they may be shown, and which are hidden."""
    curve = _curve(found, total) if found.curve is not None else None
    at_risk = _at_risk(found, total, limits) if found.at_risk is not None else None
    hidden = [
        name
        for name, asked, shown in (
            ("curve", found.curve, curve),
            ("at_risk", found.at_risk, at_risk),
        )
        if asked is not None and shown is None
    ]
    return curve, at_risk, hidden


def _curve(found: Result, total: KeptRow) -> list[list[float]] | None:
    """Only the points that are shown, and the last, which the rate gives anyway."""
    points = sorted(int(name[3:]) for name in total.shown if name.startswith("by_"))
    if found.curve is None or not points:
        return None
    return [*(found.curve[day] for day in points), found.curve[-1]]


def _at_risk(found: Result, total: KeptRow, limits: Limits) -> AtRisk | None:
    if found.at_risk is None or not all(f"first_came_{c}" in total.shown for c in AT_RISK):
        return None
    kept = list(_wide_steps(found.at_risk.incidence, total.shown["people"], limits))
    return replace(found.at_risk, incidence=kept[::-1])


def _wide_steps(incidence: list[list[float]], people: int, limits: Limits) -> Iterator[list[float]]:
    """Rows, the last first, between which each cause came to nobody or to enough people."""
    later = [people] * len(AT_RISK)
    for row in reversed(incidence):
        counts = [round(share * people) for share in row[1 : 1 + len(AT_RISK)]]
        steps = (after - now for after, now in zip(later, counts, strict=True))
        if not any(map(limits.small, [*steps, *counts])) or row is incidence[-1]:
            later = counts
            yield row
