"""What is shown over time: a curve without steps of one to four people, competing risks at the end only."""

from __future__ import annotations

from dataclasses import replace

from throughgate.evidence.kept import KeptRow
from throughgate.evidence.quantities import AT_RISK
from throughgate.evidence.result import AtRisk, Result

FEWEST = 2  # points beside the last


def protect(
    found: Result, total: KeptRow
) -> tuple[list[list[float]] | None, AtRisk | None, list[str]]:
    """The curve and the competing risks of a result as they may be shown, and which are hidden."""
    curve = _curve(found, total) if found.curve is not None else None
    at_risk = _at_risk(found, total) if found.at_risk is not None else None
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
    """Only the points that are shown, and the last, which the rate gives anyway; one beside it draws no curve."""
    points = sorted(int(name[3:]) for name in total.shown if name.startswith("by_"))
    if found.curve is None or len(points) < FEWEST:
        return None
    return [*(found.curve[day] for day in points), found.curve[-1]]


def _at_risk(found: Result, total: KeptRow) -> AtRisk | None:
    """Only what had come first by the end, which was looked at beside what was shown before: earlier days
    are not, and those of two results, taken from one another, count a few people out."""
    if found.at_risk is None or not all(f"first_came_{c}" in total.shown for c in AT_RISK):
        return None
    gives_reoffences_back = "reoffences" not in total.shown
    return replace(
        found.at_risk,
        incidence=found.at_risk.incidence[-1:],
        reoffences_per_year_at_liberty=None
        if gives_reoffences_back
        else found.at_risk.reoffences_per_year_at_liberty,
    )
