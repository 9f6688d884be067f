"""Rounded half-up as in exact arithmetic, in words and in bins; no possible OGRS3 lies where a float could err."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from math import inf, nextafter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.predictors.drawn import patient
from tests.predictors.reference import chance, half_up

from throughgate.predictors import tables
from throughgate.predictors.kernels import steps
from throughgate.predictors.numbers import number
from throughgate.predictors.ogrs3 import constant
from throughgate.predictors.rounding import (
    border_of_hundredths,
    border_of_whole,
    hundredths_of_percent,
    whole_percent,
)

logits = st.floats(-1000, 1000) | st.floats(-12, 12)
whole_borders = st.integers(2, 99).map(border_of_whole)
hundredths_borders = st.integers(1, 9999).map(border_of_hundredths)


def beside(borders: st.SearchStrategy[float]) -> st.SearchStrategy[float]:
    """A border, and the numbers next to it."""
    near = lambda x: st.sampled_from([nextafter(x, -inf), x, nextafter(x, inf)])  # noqa: E731
    return borders.flatmap(near)


@patient
@given(logits | beside(whole_borders))
def test_whole_percent_is_that_of_exact_arithmetic(logit: float) -> None:
    p = half_up(chance(Decimal(logit)), "0.00001")
    assert whole_percent(logit) == min(
        max(int((100 * p).quantize(Decimal(1), ROUND_HALF_UP)), 1), 99
    )


@patient
@given(logits | beside(hundredths_borders))
def test_hundredths_are_those_of_exact_arithmetic(logit: float) -> None:
    exact = int(half_up(10_000 * chance(Decimal(logit)), "1"))
    assert hundredths_of_percent(logit) == min(exact, 9999)


@pytest.mark.parametrize(
    ("made", "alone"),
    [
        (steps.of_whole_percent(), whole_percent),
        (steps.of_hundredths(), hundredths_of_percent),
    ],
)
@patient
@given(logit=logits | beside(whole_borders) | beside(hundredths_borders))
def test_bins_give_the_same(made: steps.Steps, alone: object, logit: float) -> None:
    found = steps.rounded(logit, made.low, made.scale, made.level, made.border)
    assert found == alone(logit)  # type: ignore[operator]


def test_the_two_roundings_of_ogrs3_are_both_made() -> None:
    """0.494996 is 0.49500 to five decimals, then 50 percent; rounded once it would be 49."""
    logit = float((Decimal("0.494996") / (1 - Decimal("0.494996"))).ln())
    assert whole_percent(logit) == 50


def test_no_possible_ogrs3_lies_where_a_binary_number_could_err() -> None:
    """Every sex, age band, count, career and weight: the nearest to a border is far wider than any float's error."""
    age_sex, sanctions, career = tables.of_ogrs3()
    ages = np.unique(age_sex[:, 10:])
    weights = np.unique([*number("ogrs3_offence_weight").values(), 0.4272, 0.7606])
    added = np.unique(np.add.outer(ages, weights))
    record = np.unique(np.add.outer(sanctions[1:], career[:100]))
    borders = np.array([border_of_whole(percent) for percent in range(2, 100)])
    nearest = inf
    for name in ("one_year", "two_year"):
        for border in borders - constant(name):
            wanted = border - added
            place = np.clip(np.searchsorted(record, wanted), 1, len(record) - 1)
            gaps = np.minimum(np.abs(record[place] - wanted), np.abs(record[place - 1] - wanted))
            nearest = min(nearest, float(gaps.min()))
    assert nearest > 1e-9
