"""Low, medium, high, very high: for scores worked out here and for those entered from other systems."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from throughgate.common.errors import WrongUse
from throughgate.predictors.numbers import NAMES, number


class Band(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    VERY_HIGH = "very_high"


def lower_bounds(score: str) -> tuple[Decimal, ...]:
    """The lowest percent of medium, high and very high."""
    return tuple(Decimal(str(percent)) for percent in number("band_from")[score])


def band(score: str, percent: Decimal | int) -> Band:
    """The band of a score: ogrs3 (its two-year percent), arp, vrp, svrp, or csrp as entered.

    Raises WrongUse for a figure that the score cannot be.
    """
    check_percent(score, percent)
    return list(Band)[sum(percent >= bound for bound in lower_bounds(score))]


def check_percent(score: str, percent: Decimal | int) -> None:
    """Whether a figure entered from another system can be that score: its range, and two decimals at most."""
    if score not in NAMES:
        raise WrongUse(f"“{score}” has no bands here. There is: {', '.join(NAMES)}.")
    low, high = (Decimal(str(end)) for end in number("score_range")[score])
    figure = Decimal(percent)
    if not figure.is_finite() or not low <= figure <= high:
        raise WrongUse(
            f"{NAMES[score]} is {percent}, and can only be from {low} to {high} percent. "
            "Check the figure in the system that it comes from."
        )
    if figure != round(figure, _decimals(high)):
        raise WrongUse(
            f"{NAMES[score]} is {percent}; it is given with at most {_decimals(high)} decimals. "
            "Enter it as the other system shows it."
        )


def _decimals(figure: Decimal) -> int:
    exponent = figure.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0
