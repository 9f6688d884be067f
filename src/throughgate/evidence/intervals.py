"""Intervals and limits, 95% unless said. Sources and coverage: docs/methods/intervals.md."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import exp, inf, sqrt
from statistics import NormalDist

from throughgate.common import values

LEVEL = 0.95
CLOSE_ENOUGH_FROM = 30  # degrees of freedom from which the expansion of t is right to 7 digits
Interval = tuple[float, float]


@dataclass(frozen=True)
class Spread:
    """What persons contributed to a ratio x / e: sums of squares over persons, in whole numbers."""

    persons: int
    e_e: int
    e_x: int
    x_x: int


@cache
def z(level: float = LEVEL) -> float:
    """Standard normal quantile of a two-sided interval."""
    return NormalDist().inv_cdf(0.5 + level / 2)


@cache
def t(freedom: float, level: float = LEVEL) -> float:
    """Student's t quantile of a two-sided interval.

    From 30 degrees of freedom the expansion of Abramowitz and Stegun (26.7.5); below, SciPy's exact one.
    """
    if freedom < CLOSE_ENOUGH_FROM:
        from scipy.special import stdtrit

        return float(stdtrit(freedom, 0.5 + level / 2))
    x, v = z(level), freedom
    terms = (
        (x**3 + x) / 4,
        (5 * x**5 + 16 * x**3 + 3 * x) / 96,
        (3 * x**7 + 19 * x**5 + 17 * x**3 - 15 * x) / 384,
        (79 * x**9 + 776 * x**7 + 1482 * x**5 - 1920 * x**3 - 945 * x) / 92160,
    )
    return x + sum(term / v**power for power, term in enumerate(terms, start=1))


def wilson(rate: float, n: float, level: float = LEVEL) -> Interval:
    """Wilson's score interval of a share of n (Wilson 1927); n may be an effective number."""
    if n <= 0:
        return (0.0, 1.0)
    square = z(level) ** 2
    middle = (rate + square / (2 * n)) / (1 + square / n)
    half = z(level) / (1 + square / n) * sqrt(rate * (1 - rate) / n + square / (4 * n * n))
    low = 0.0 if rate == 0 else max(middle - half, 0.0)
    high = 1.0 if rate == 1 else min(middle + half, 1.0)
    return (low, high)


def rate(reoffended: int, entries: int, spread: Spread | None, level: float = LEVEL) -> Interval:
    """Interval of a rate: Wilson, with an effective n where people can be in more than once.

    `spread`: entries e and reoffending entries x by person; None where each person is in once.
    All or none: n is the number of persons.
    """
    share = reoffended / entries
    if spread is None or spread.persons == entries:
        return wilson(share, entries, level)
    return wilson(share, _effective(share, entries, spread), level)


def _effective(share: float, entries: int, spread: Spread) -> float:
    variance = ratio_variance(share, entries, spread)
    if share in (0.0, 1.0) or variance <= 0:
        return spread.persons
    return share * (1 - share) / variance


def ratio_variance(ratio: float, entries: int, spread: Spread) -> float:
    """Variance of x / e over m persons: m/(m-1) · Σ(x_i - ratio·e_i)² / (Σe_i)²; infinite for one person."""
    m = spread.persons
    if m < 2:
        return inf
    squares = spread.x_x - 2 * ratio * spread.e_x + ratio * ratio * spread.e_e
    return m / (m - 1) * max(squares, 0.0) / entries**2


def frequency(
    reoffences: int, entries: int, spread: Spread, level: float = LEVEL
) -> Interval | None:
    """Interval of reoffences / entries: Student t over persons, on the log scale for few people.

    None where it cannot be said: fewer than two persons, or no reoffence at all.
    """
    mean = reoffences / entries
    if spread.persons < 2 or reoffences == 0:
        return None
    error = sqrt(ratio_variance(mean, entries, spread)) * t(spread.persons - 1, level)
    if spread.persons < int(_value("log_scale_below")):
        return (mean * exp(-error / mean), mean * exp(error / mean))
    return (max(mean - error, 0.0), mean + error)


def newcombe(x1: int, n1: int, x2: int, n2: int, level: float = LEVEL) -> Interval:
    """Interval of x1/n1 - x2/n2, groups unmatched (Newcombe 1998, method 10)."""
    p1, p2 = x1 / n1, x2 / n2
    (l1, u1), (l2, u2) = wilson(p1, n1, level), wilson(p2, n2, level)
    low = p1 - p2 - sqrt((p1 - l1) ** 2 + (u2 - p2) ** 2)
    return (low, p1 - p2 + sqrt((u1 - p1) ** 2 + (p2 - l2) ** 2))


@dataclass(frozen=True)
class Mean:
    """A mean over n persons and the variance between them."""

    mean: float
    variance: float
    n: int


@dataclass(frozen=True)
class Difference:
    """A difference of means with its interval; unreliable where the smaller group is small."""

    difference: float
    low: float
    high: float
    reliable: bool


def welch(one: Mean, other: Mean, level: float = LEVEL) -> Difference:
    """Difference of two means, groups unmatched, variances not taken as equal (Welch 1947)."""
    a, b = one.variance / one.n, other.variance / other.n
    difference = one.mean - other.mean
    reliable = min(one.n, other.n) >= int(_value("welch_unreliable_below"))
    if a + b == 0:
        return Difference(difference, difference, difference, reliable)
    freedom = (a + b) ** 2 / (a * a / (one.n - 1) + b * b / (other.n - 1))
    half = t(freedom, level) * sqrt(a + b)
    return Difference(difference, difference - half, difference + half, reliable)


def funnel(rate_of_all: float, n: int, level: float) -> Interval:
    """Where a group of n would lie by chance if its true rate were that of all (Spiegelhalter 2005).

    Levels used: 0.95 and 0.998.
    """
    half = z(level) * sqrt(rate_of_all * (1 - rate_of_all) / n)
    return (max(rate_of_all - half, 0.0), min(rate_of_all + half, 1.0))


def _value(name: str) -> int:
    return int(values.load("throughgate.evidence")[name].latest)
