"""OGRS3: published and hand-worked cases, each weight, and the reasons for no score."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from tests.predictors import reference
from tests.predictors.drawn import patient, scorable

from throughgate.predictors import ogrs3
from throughgate.predictors.bands import Band
from throughgate.predictors.known import Known, Sex
from throughgate.predictors.offences import Offence, Offences
from throughgate.predictors.why_not import WhyNot

NONE_ADDED = Offence("violence_against_the_person_abh_plus", 0.0, True, "00501")
SOMEBODY = Known(Sex.MALE, 30, 29, 17, 7, NONE_ADDED)

CASES = """
    sex    | age | convicted | first | n  | weight  || one | two | band      | where from
    male   | 60  | 59        | 47    | 2  | 0.7606  || 8   | 16  | low       | test of the Ministry's service
    male   | 30  | 30        | 21    | 2  | 0.1599  || 11  | 20  | low       | test of the Ministry's service
    male   | 21  | 21        | 21    | 1  | 0       || 8   | 16  | low       | by hand below
    female | 10  | 10        | 10    | 1  | 0       || 36  | 54  | medium    | 0.785 + 0.12614 - 2.88081 = -1.96967
    male   | 18  | 18        | 11    | 20 | 0.6612  || 89  | 94  | very_high |
    male   | 45  | 45        | 12    | 25 | 0.6612  || 59  | 74  | medium    |
    male   | 45  | 45        | 12    | 27 | 0.6612  || 61  | 76  | high      |
    female | 70  | 70        | 20    | 2  | -0.7956 || 1   | 1   | low       | clamped from 0 and 1
"""


def rows(table: str) -> list[list[str]]:
    lines = [line.replace("||", "|").split("|") for line in table.strip().splitlines()[1:]]
    return [[cell.strip() for cell in line] for line in lines]


@pytest.mark.parametrize("row", rows(CASES), ids=lambda row: " ".join(row[:6]))
def test_a_case(row: list[str]) -> None:
    sex, *ages, weight, one, two, band, _ = row
    age, convicted, first, n = map(int, ages)
    offence = Offence("other_offences", float(weight), False, "12345")
    answer = ogrs3.score(Known(Sex(sex), age, convicted, first, n, offence))
    assert answer.percent == {12: Decimal(one), 24: Decimal(two)}
    assert answer.band == Band(band)
    assert reference.ogrs3(sex, age, convicted, first, n, weight) == (int(one), int(two))


def test_the_first_sanction_of_a_man_of_21_by_hand() -> None:
    """-1.0515 + 0.12614 + 1.25112 × ln(1 / 10) = -3.80617; plus 2.1217: 1 / (1 + e^1.68447) = 0.15653."""
    answer = ogrs3.score(
        replace(SOMEBODY, age=21, age_at_conviction=21, age_at_first_sanction=21, sanctions=1)
    )
    assert answer.total == pytest.approx(-3.80617, abs=1e-5)
    assert [part.name for part in answer.parts] == ["age and sex", "sanctions", "career", "offence"]


@patient
@given(scorable())
def test_one_person_is_as_the_plain_reference_says(known: Known) -> None:
    assert known.offence and known.sex and known.age is not None
    answer = ogrs3.score(known)
    expected = reference.ogrs3(
        known.sex.value,
        known.age,
        known.age_at_conviction or 0,
        known.age_at_first_sanction or 0,
        known.sanctions,
        known.offence.weight,
    )
    assert (answer.percent[12], answer.percent[24]) == expected


@patient
@given(scorable())
def test_two_years_are_never_less_than_one(known: Known) -> None:
    answer = ogrs3.score(known)
    assert 1 <= answer.percent[12] <= answer.percent[24] <= 99


@patient
@given(scorable().filter(lambda known: 2 <= known.sanctions < 999))
def test_one_sanction_more_never_lowers_the_score(known: Known) -> None:
    more = ogrs3.score(replace(known, sanctions=known.sanctions + 1))
    assert more.percent[24] >= ogrs3.score(known).percent[24]


@patient
@given(scorable())
def test_a_longer_career_with_as_many_sanctions_never_raises_it(known: Known) -> None:
    if not known.age_at_first_sanction or known.sanctions == 1:
        return
    longer = ogrs3.score(replace(known, age_at_first_sanction=known.age_at_first_sanction - 1))
    assert longer.percent[24] <= ogrs3.score(known).percent[24]


def test_an_offence_known_by_category_only_is_marked() -> None:
    by_category = Offences().find(category="acquisitive_violence")
    assert ogrs3.score(replace(SOMEBODY, offence=by_category)).by_category
    assert not ogrs3.score(SOMEBODY).by_category


WITHOUT = {
    WhyNot.SEX_UNKNOWN: {"sex": None},
    WhyNot.AGE_UNKNOWN: {"age": None},
    WhyNot.TOO_YOUNG: {"age": 9},
    WhyNot.AGE_OUT_OF_RANGE: {"age_at_conviction": 9, "age_at_first_sanction": 9},
    WhyNot.AGES_IN_WRONG_ORDER: {"age_at_first_sanction": 30},
    WhyNot.SANCTIONS_OUT_OF_RANGE: {"sanctions": 0},
    WhyNot.SANCTIONS_CONTRADICT_AGES: {"sanctions": 1},
    WhyNot.OFFENCE_NEEDED: {"offence": replace(NONE_ADDED, weight=None)},
}


@pytest.mark.parametrize("why", WITHOUT, ids=lambda why: why.name)
def test_there_is_no_score_without(why: WhyNot) -> None:
    answer = ogrs3.score(replace(SOMEBODY, **WITHOUT[why]))  # type: ignore[arg-type]
    assert not answer.scored
    assert (answer.percent, answer.band, answer.parts) == ({}, None, ())
    assert [problem.why for problem in answer.problems] == [why]


def test_a_contradiction_says_what_to_do() -> None:
    (problem,) = ogrs3.score(replace(SOMEBODY, sanctions=1)).problems
    assert problem.text == (
        "One sanction is given, yet the first was at 17 and the current one at 29. "
        "Count both, or correct the age at the first."
    )


def test_every_problem_is_named_at_once() -> None:
    answer = ogrs3.score(replace(SOMEBODY, sex=None, sanctions=1000, offence=None))
    whys = [problem.why for problem in answer.problems]
    assert whys == [WhyNot.SEX_UNKNOWN, WhyNot.SANCTIONS_OUT_OF_RANGE, WhyNot.OFFENCE_NEEDED]
