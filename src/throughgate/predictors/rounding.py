"""Rounding without a binary float in the way: a rounded percent changes where the logit crosses a border.

The published rule rounds 1 / (1 + exp(-w)) half-up. Each border is the logit at which that rounding takes the
next step, worked out with 40 decimal digits and kept as the first binary number at or above it. So comparing w
with a border gives what exact arithmetic would; no exponential is rounded on the way.
"""

from __future__ import annotations

from decimal import Decimal, localcontext
from functools import cache
from math import exp, inf, nextafter

DIGITS = 40
WHOLE = 99  # whole percents: 1 to 99
HUNDREDTHS = 9999  # hundredths of a percent: 0 to 99.99
HALF = Decimal("0.5")


@cache
def border_of_whole(percent: int) -> float:
    """The logit from which OGRS3 is at least this: to five decimals half-up, then to whole percent half-up."""
    return _border((percent - HALF) / 100 - HALF / 10**5)


@cache
def border_of_hundredths(hundredths: int) -> float:
    """The logit from which a percent to two decimals, half-up, is at least this."""
    return _border((hundredths - HALF) / 10**4)


def whole_percent(logit: float) -> int:
    """1 to 99."""
    percent = min(max(round(100 * _probability(logit)), 1), WHOLE)
    while percent < WHOLE and logit >= border_of_whole(percent + 1):
        percent += 1
    while percent > 1 and logit < border_of_whole(percent):
        percent -= 1
    return percent


def hundredths_of_percent(logit: float) -> int:
    """0 to 9999: a percent to two decimals, 100 shown as 99.99."""
    found = min(max(round(10**4 * _probability(logit)), 0), HUNDREDTHS)
    while found < HUNDREDTHS and logit >= border_of_hundredths(found + 1):
        found += 1
    while found > 0 and logit < border_of_hundredths(found):
        found -= 1
    return found


def _probability(logit: float) -> float:
    """Only where to begin looking."""
    return 1 / (1 + exp(-max(min(logit, 700.0), -700.0)))


def _border(probability: Decimal) -> float:
    with localcontext() as context:
        context.prec = DIGITS
        exact = (probability / (1 - probability)).ln()
        near = float(exact)
        return near if Decimal(near) >= exact else nextafter(near, inf)
