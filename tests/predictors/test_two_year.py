"""ARP, VRP and SVRP: hand-worked cases, the reference, what never rises, and the reasons for no score."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.predictors import reference
from tests.predictors.drawn import patient, scorable

from throughgate.common.errors import WrongUse
from throughgate.predictors import two_year
from throughgate.predictors.known import Known, Sex
from throughgate.predictors.numbers import TWO_YEAR
from throughgate.predictors.offences import UNKNOWN, Offence, Offences
from throughgate.predictors.why_not import WhyNot

BURGLARY = Offences().find(category="burglary_domestic")
SOMEBODY = Known(Sex.MALE, 30, 29, 17, 7, BURGLARY, 2, 0)
models = st.sampled_from(TWO_YEAR)


def test_an_arp_by_hand() -> None:
    """A man of 30, the seventh sanction twelve years after the first, domestic burglary, no months since."""
    age = -0.142428460338541 * 30 + 0.0011000413899151 * 900 + 0.0000198538471606 * 27_000
    age += -0.0000002648918335 * 810_000
    rate = log(7 / (12 + 26))
    total = 5.01702292499072 + age - 0.0042757301284995 * 7 + 0.155944202809011
    total += 1.55298303083717 * rate + 0.129334968245905 * rate**2
    answer = two_year.score(SOMEBODY, "arp")
    assert answer.total == pytest.approx(total, abs=1e-12)
    assert answer.percent == {24: Decimal("48.12")}


def test_a_vrp_by_hand() -> None:
    """A woman of 40, first sanction, never for violence, eight months free of offences."""
    known = replace(
        SOMEBODY,
        sex=Sex.FEMALE,
        age=40,
        age_at_first_sanction=29,
        sanctions=1,
        sanctions_for_violence=0,
        offence_free_months=8,
    )
    age = -0.0151569773369266 * 40 - 0.0000517057104954 * 1600 - 0.0000007587337191 * 64_000
    age += 0.0000000203053155 * 2_560_000
    months = -0.073627004774941 * 8 + 0.0015286971037078 * 64 + 0.0000095033186151 * 512
    months += -0.0000008860433091 * 4096
    total = 3.12324433235579 + age - 1.84281451035478 - 1.90092364059771 - 0.0067658067744931
    total += 0.189290151743428 + months - 2.8090905835064
    assert two_year.score(known, "vrp").total == pytest.approx(total, abs=1e-12)


def test_the_parts_of_two_sanctions_are_the_years_between() -> None:
    parts = two_year.parts(replace(SOMEBODY, sanctions=2), "svrp")
    points = {part.name: part.points for part in parts}
    assert points["career"] == pytest.approx(12 * -0.117956562302911)
    assert points["sanctions"] == pytest.approx(-1.36161428849118 + 2 * -0.0250462590018653)
    assert points["violent rate"] == pytest.approx(0.250478471909382 * log(2 / 42))


@patient
@given(scorable(youngest=18), models)
def test_one_person_is_as_the_plain_reference_says(known: Known, model: str) -> None:
    assert known.offence and known.sex and known.age is not None
    expected = reference.two_year(
        model,
        known.sex.value,
        known.age,
        known.age_at_conviction or 0,
        known.age_at_first_sanction or 0,
        known.sanctions,
        known.offence.category,
        known.sanctions_for_violence or 0,
        known.offence_free_months,
    )
    assert two_year.score(known, model).percent == {24: expected}


@patient
@given(scorable(youngest=18), models)
def test_months_are_counted_from_none_to_36(known: Known, model: str) -> None:
    def after(months: int) -> Decimal:
        return two_year.score(replace(known, offence_free_months=months), model).percent[24]

    assert after(36) == after(37) == after(400)
    assert after(0) == after(-1)


@patient
@given(scorable(youngest=18).filter(lambda known: known.sanctions > 2))
def test_as_many_sanctions_in_a_longer_career_never_raise_a_violent_score(known: Known) -> None:
    if not known.age_at_first_sanction:
        return
    longer = replace(known, age_at_first_sanction=known.age_at_first_sanction - 1)
    assert two_year.score(longer, "vrp").percent[24] <= two_year.score(known, "vrp").percent[24]


WITHOUT = {
    WhyNot.SEX_UNKNOWN: {"sex": None},
    WhyNot.AGE_UNKNOWN: {"age_at_first_sanction": None},
    WhyNot.TOO_YOUNG: {"age": 17},
    WhyNot.AGE_OUT_OF_RANGE: {"age": 110},
    WhyNot.AGES_IN_WRONG_ORDER: {"age_at_first_sanction": 30},
    WhyNot.SANCTIONS_OUT_OF_RANGE: {"sanctions": 1000},
    WhyNot.SANCTIONS_CONTRADICT_AGES: {"sanctions": 1, "sanctions_for_violence": 0},
    WhyNot.VIOLENCE_OUT_OF_RANGE: {"sanctions_for_violence": 8},
    WhyNot.OFFENCE_NEEDED: {"offence": Offence(UNKNOWN, 0.0, False, "00000")},
}


@pytest.mark.parametrize("why", WITHOUT, ids=lambda why: why.name)
def test_there_is_no_score_without(why: WhyNot) -> None:
    answer = two_year.score(replace(SOMEBODY, **WITHOUT[why]), "vrp")  # type: ignore[arg-type]
    assert [problem.why for problem in answer.problems] == [why]
    assert answer.percent == {}


def test_arp_does_not_ask_for_violence() -> None:
    assert two_year.score(replace(SOMEBODY, sanctions_for_violence=None), "arp").scored
    assert not two_year.score(replace(SOMEBODY, sanctions_for_violence=None), "svrp").scored


def test_an_offence_too_vague_for_ogrs3_is_enough_here() -> None:
    vague = Offence("other_offences", None, False, "99999")
    assert two_year.score(replace(SOMEBODY, offence=vague), "arp").scored


def test_a_model_that_is_entered_is_never_computed() -> None:
    with pytest.raises(
        WrongUse, match=r"“csrp” is no model of two years. There is: arp, vrp, svrp"
    ):
        two_year.score(SOMEBODY, "csrp")
