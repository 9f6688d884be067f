"""Intervals against the values printed in their papers, and against SciPy."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from throughgate.evidence import intervals
from throughgate.evidence.intervals import Mean, Spread


@pytest.mark.parametrize(  # Newcombe (1998), Statistics in Medicine 17:857, table I, method 3
    ("x", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_as_printed(x: int, n: int, low: float, high: float) -> None:
    assert intervals.wilson(x / n, n) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(  # Newcombe (1998), Statistics in Medicine 17:873, table II, method 10
    ("x1", "n1", "x2", "n2", "low", "high"),
    [
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 10, -0.2775, 0.2775),
        (10, 10, 0, 10, 0.6075, 1.0000),
    ],
)
def test_newcombe_as_printed(x1: int, n1: int, x2: int, n2: int, low: float, high: float) -> None:
    assert intervals.newcombe(x1, n1, x2, n2) == pytest.approx((low, high), abs=5e-5)


@given(st.one_of(st.integers(1, 100), st.floats(30, 1e7)), st.sampled_from([0.8, 0.95, 0.998]))
def test_student_s_quantile_is_scipy_s(freedom: float, level: float) -> None:
    assert intervals.t(freedom, level) == pytest.approx(
        float(stats.t.ppf(0.5 + level / 2, freedom)), abs=2e-6
    )


@given(st.floats(-5, 5), st.floats(0.1, 9), st.integers(2, 500), st.integers(2, 500))
def test_welch_is_scipy_s(mean: float, variance: float, n1: int, n2: int) -> None:
    ours = intervals.welch(Mean(mean, variance, n1), Mean(1.0, 2.0, n2))
    a, b = variance / n1, 2.0 / n2
    freedom = (a + b) ** 2 / (a**2 / (n1 - 1) + b**2 / (n2 - 1))
    theirs = stats.t.interval(0.95, freedom, mean - 1.0, (a + b) ** 0.5)
    assert (ours.low, ours.high) == pytest.approx(theirs, abs=1e-5)
    assert ours.reliable == (min(n1, n2) >= 100)


@given(st.integers(2, 300), st.integers(0, 300), st.integers(1, 4))
def test_people_who_repeat_count_once(people: int, reoffended: int, entries: int) -> None:
    """Everybody in `entries` times with one answer each: the interval of one entry each, nearly."""
    reoffended = min(reoffended, people)
    spread = Spread(people, people * entries**2, reoffended * entries**2, reoffended * entries**2)
    repeated = intervals.rate(reoffended * entries, people * entries, spread)
    if entries == 1 or reoffended in (0, people):
        expected = intervals.wilson(reoffended / people, people)
    else:
        expected = intervals.wilson(reoffended / people, people - 1)
    assert repeated == pytest.approx(expected)


def test_a_frequency_is_on_the_log_scale_for_few_people_and_never_below_nought() -> None:
    few = intervals.frequency(50, 100, Spread(100, 100, 50, 150))
    many = intervals.frequency(500, 1000, Spread(1000, 1000, 500, 1500))
    assert few and many
    assert few[0] * few[1] == pytest.approx(0.5**2)
    assert sum(many) == pytest.approx(2 * 0.5)
    assert intervals.frequency(0, 100, Spread(100, 100, 0, 0)) is None


def test_funnel_limits_narrow_as_groups_grow() -> None:
    inner, outer = (intervals.funnel(0.3, 400, level) for level in (0.95, 0.998))
    assert inner == pytest.approx((0.255, 0.345), abs=5e-4)
    assert outer[0] < inner[0] < 0.3 < inner[1] < outer[1]
