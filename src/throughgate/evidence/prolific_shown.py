"""Small numbers of the prolific measure, which is one row: nothing else is printed of the same people."""

from __future__ import annotations

from dataclasses import replace

from throughgate.common.errors import TooSmall
from throughgate.evidence.request import Request
from throughgate.evidence.result import Result, Row, Suppressed
from throughgate.privacy.disclosure import Limits, rate_shown

CHANGES = ("percent_change", "percent_change_low", "percent_change_high")
MEANS = ("days_at_liberty_before", "days_at_liberty_after")


def check_lengths(request: Request) -> None:
    """Refuse other lengths than the measure's: two that differ by a day count out one day's offences."""
    usual = Request.parse(cohort=request.label, measure=request.measure)
    if (request.follow_up.days, request.proof.days) != (usual.follow_up.days, usual.proof.days):
        raise TooSmall(
            f"The prolific measure follows people {usual.follow_up}, with {usual.proof} for proof. Other "
            "lengths, taken from one another, would give a few people's offences away. Leave the lengths out."
        )


def protect(found: Result, limits: Limits, why: str) -> Result:
    """The result with the figures of few people, and offences mostly of one or two of them, taken out."""
    row = found.rows[0]
    gone = hidden(row, limits)
    figures = {name: None if name in gone else value for name, value in row.figures.items()}
    named = (Suppressed(row.group, name, why) for name in found.figures if name in gone)
    return replace(found, rows=(Row(row.group, figures),), suppressed=tuple(named), protected=True)


def hidden(row: Row, limits: Limits) -> set[str]:
    people = int(row["people"] or 0)
    if limits.small(people):
        return set(row.figures)
    gone = {
        name
        for name, pair in row.largest.items()
        if sum(pair) > limits.largest_share * int(row[name] or 0)
    }
    if gone or not rate_shown(people, limits):
        gone |= set(CHANGES)  # with one year's offences it would give the other's back
    return gone if rate_shown(people, limits) else gone | set(MEANS)
