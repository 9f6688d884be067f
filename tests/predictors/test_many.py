"""Arrays give the same numbers as one by one, and the same reasons."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.predictors.drawn import TABLE, anybody, columns, patient, scorable

from throughgate.common.errors import WrongUse
from throughgate.predictors import many, ogrs3, two_year
from throughgate.predictors.answer import Answer
from throughgate.predictors.known import Known
from throughgate.predictors.many import People
from throughgate.predictors.numbers import TWO_YEAR
from throughgate.predictors.why_not import WhyNot

drawn = st.lists(scorable() | scorable(youngest=18) | anybody(), min_size=1, max_size=20)


def as_array(answer: Answer, months: int, times: int) -> int:
    """What an array would hold."""
    if answer.problems:
        return -answer.problems[0].why
    return int(answer.percent[months] * times)


@patient
@given(drawn, st.integers(1, 3))
def test_ogrs3_is_the_same_one_by_one(people: list[Known], threads: int) -> None:
    found = many.ogrs3(columns(people), TABLE, threads=threads)
    alone = [ogrs3.score(each) for each in people]
    assert found.one_year.tolist() == [as_array(each, 12, 1) for each in alone]
    assert found.two_year.tolist() == [as_array(each, 24, 1) for each in alone]


@pytest.mark.parametrize("model", TWO_YEAR)
@patient
@given(people=drawn)
def test_a_two_year_model_is_the_same_one_by_one(model: str, people: list[Known]) -> None:
    found = many.two_year(columns(people), TABLE, model)
    assert found.tolist() == [as_array(two_year.score(each, model), 24, 100) for each in people]


def three() -> People:
    """A man, somebody whose sex is unknown, a woman whose offence is."""
    return People(
        sex=np.array([1, 9, 0]),
        age=np.array([30, 30, 30]),
        age_at_conviction=np.array([29, 29, 29]),
        age_at_first_sanction=np.array([17, 17, 17]),
        sanctions=np.array([7, 7, 7]),
        offence=np.array([6, 6, -1]),
    )


def test_those_without_a_score_are_counted_by_reason() -> None:
    found = many.two_year(three(), TABLE, "arp")
    assert many.why_none(found) == {WhyNot.SEX_UNKNOWN: 1, WhyNot.OFFENCE_NEEDED: 1}
    assert many.percents(found).tolist()[0] == found[0] / 100
    assert np.isnan(many.percents(found)[1:]).all()


def test_nobody_gives_nobody() -> None:
    nobody = People(*(np.empty(0, np.int32) for _ in range(6)))
    assert len(many.ogrs3(nobody, TABLE, threads=2).one_year) == 0
    assert many.why_none(many.two_year(nobody, TABLE, "arp")) == {}


def test_columns_of_two_lengths_are_refused() -> None:
    with pytest.raises(WrongUse, match="not of one length: sex 2, age 3"):
        People(np.zeros(2, int), *(np.zeros(3, int) for _ in range(5)))


def test_a_column_of_fractions_is_refused() -> None:
    with pytest.raises(WrongUse, match="age is not one column of whole numbers"):
        People(np.zeros(3, int), np.zeros(3), *(np.zeros(3, int) for _ in range(4)))


def test_violence_must_be_given_where_it_counts() -> None:
    with pytest.raises(WrongUse, match="VRP needs sanctions_for_violence"):
        many.two_year(three(), TABLE, "vrp")


def test_columns_of_four_bytes_are_read_where_they_lie() -> None:
    sex = np.zeros(3, np.int32)
    assert People(sex, *(np.zeros(3, np.int32) for _ in range(5))).sex is sex
