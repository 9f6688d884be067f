"""The single tier: every cell of the matrix, every step, and when an answer may still rise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.spec.table import rows
from throughgate.common.errors import WrongUse
from throughgate.people.assessment.rules import Harm
from throughgate.people.tier import rules
from throughgate.people.tier.rules import (
    Answer,
    Band,
    Known,
    Provisional,
    Score,
    Sexual,
    Standing,
    Step,
    Tier,
)

TODAY = date(2026, 11, 26)

# As published. Left: the least CSRP of the row; right: by ARP of at least 90, 75, 50, 25, 15, 0.
MATRIX = """
    csrp || 90 | 75 | 50 | 25 | 15 | 0
    6.9  || A  | A  | B  | B  | B  | B
    3.0  || A  | B  | C  | C  | C  | C
    1.0  || B  | C  | D  | E  | E  | E
    0.5  || C  | D  | E  | E  | F  | F
    0    || D  | D  | E  | F  | F  | G
"""
CELLS = [
    (Decimal(arp), Decimal(given["csrp"]), Tier(tier))
    for given, found in rows(MATRIX)[2]
    for arp, tier in found.items()
]
NEXT_ARP = {0: 15, 15: 25, 25: 50, 50: 75, 75: 90, 90: 100}
NEXT_CSRP = {"0": "0.5", "0.5": "1.0", "1.0": "3.0", "3.0": "6.9", "6.9": "100"}


def known(arp: object = 0, csrp: object = 0, *, dynamic: bool = True, **more: object) -> Known:
    """Somebody on a sentence with low harm and nothing else, but for what the test says."""
    scores = {
        "arp": None if arp is None else Score(Decimal(str(arp)), dynamic),
        "csrp": None if csrp is None else Score(Decimal(str(csrp)), dynamic),
    }
    return Known(**{"active_sentence": True, "harm": Harm.LOW, **scores, **more})  # type: ignore[arg-type]


def answer(*scores: object, **more: object) -> Answer:
    return rules.tier(known(*scores, **more), today=TODAY)  # type: ignore[arg-type]


def step(found: Answer, name: Step) -> rules.Reason:
    return next(reason for reason in found.because if reason.step is name)


@pytest.mark.parametrize(("arp", "csrp", "tier"), CELLS)
def test_every_cell_from_its_least_scores_to_just_under_the_next(
    arp: Decimal, csrp: Decimal, tier: Tier
) -> None:
    little = Decimal("0.001")
    over = (NEXT_ARP[int(arp)] - little, Decimal(NEXT_CSRP[str(csrp)]) - little)
    for at in ((arp, csrp), (over[0], csrp), (arp, over[1]), over):
        assert rules.cell(*at, today=TODAY) is tier, at


def test_the_matrix_has_thirty_cells_and_these_are_they() -> None:
    assert len(CELLS) == 30


def test_a_cell_says_which_scores_it_was_taken_from() -> None:
    assert step(answer(80, 3.5), Step.REOFFENDING).used == {
        "arp": 80,
        "arp_dynamic": True,
        "arp_at_least": 75,
        "csrp": Decimal("3.5"),
        "csrp_dynamic": True,
        "csrp_at_least": 3,
    }


def test_the_page_of_the_method_draws_the_matrix_as_it_is() -> None:
    page = (Path(__file__).parents[3] / "docs" / "methods" / "tier.md").read_text(encoding="utf-8")
    lines = {"".join(line.split()) for line in page.splitlines()}
    for row, found in rows(MATRIX)[2]:
        assert f"|**{row['csrp']}**|{'|'.join(found.values())}|" in lines


SEXUAL = """
    band           | score || tier
    very_high      | 6     || A
    high           | 5     || B
    medium         | 3.36  || C
    medium         | 3.35  || D
    medium         | 2.11  || D
    medium         | 2.10  || C
    medium         | 1.12  || C
    medium         | 1.11  || D
    medium         | 0.60  || D
    low            | 0.1   || E
    low            | 0     || -
    low            |       || -
    medium         |       || -
    not_applicable | 2     || -
"""


@pytest.mark.parametrize(("given_", "found"), rows(SEXUAL)[2], ids=str)
def test_contact_sexual_reoffending(given_: dict[str, str], found: dict[str, str]) -> None:
    score = Decimal(given_["score"]) if given_["score"] else None
    reason = step(answer(sexual=Sexual(Band(given_["band"]), score)), Step.SEXUAL)
    assert (reason.tier or "-") == found["tier"]


def test_a_score_that_does_not_belong_to_its_band_is_refused() -> None:
    with pytest.raises(WrongUse, match="do not belong together"):
        answer(sexual=Sexual(Band.MEDIUM, Decimal("0.59")))


HARM = """
    mappa | harm      || tier
    1     | very_high || A
    2     | high      || C
    3     | medium    || D
    4     | low       || E
    1     |           || E
          | very_high || C
          | high      || D
          | medium    || -
          | low       || -
          |           || -
"""


@pytest.mark.parametrize(("given_", "found"), rows(HARM)[2], ids=str)
def test_mappa_and_risk_of_serious_harm(given_: dict[str, str], found: dict[str, str]) -> None:
    category = int(given_["mappa"]) if given_["mappa"] else None
    harm = Harm(given_["harm"]) if given_["harm"] else None
    reason = step(answer(mappa_category=category, harm=harm), Step.HARM)
    assert (reason.tier or "-") == found["tier"]
    assert reason.used == {"mappa_category": category, "harm": harm}


LIFE = """
    indeterminate | released   || tier
    yes           | 2026-11-26 || B
    yes           | 2025-11-26 || B
    yes           | 2025-11-25 || D
    yes           | 2021-11-26 || D
    yes           | 2021-11-25 || E
    yes           | 2026-11-27 || -
    yes           |            || -
    no            | 2026-01-01 || -
"""


@pytest.mark.parametrize(("given_", "found"), rows(LIFE)[2], ids=str)
def test_life_and_indeterminate_sentences(given_: dict[str, str], found: dict[str, str]) -> None:
    released = date.fromisoformat(given_["released"]) if given_["released"] else None
    told = answer(indeterminate=given_["indeterminate"] == "yes", last_release=released)
    assert (step(told, Step.INDETERMINATE).tier or "-") == found["tier"]


@pytest.mark.parametrize(
    ("flag", "tier"),
    [
        ("domestic_abuse", "E"),
        ("stalking", "F"),
        ("child_protection", "F"),
        ("sexual_offence", "E"),
    ],
)
def test_a_flag_gives_its_tier(flag: str, tier: str) -> None:
    assert answer().tier is Tier.G
    found = answer(**{flag: True})
    assert found.tier == tier and [reason.step for reason in found.decided] == [flag]


def test_the_highest_step_decides_and_all_are_told() -> None:
    found = answer(75, 0.5, mappa_category=1, harm=Harm.VERY_HIGH, stalking=True)
    assert found.tier is Tier.A
    assert [reason.step for reason in found.decided] == [Step.HARM]
    assert [reason.step for reason in found.because] == list(Step)
    assert step(found, Step.REOFFENDING).tier is Tier.D


@pytest.mark.parametrize("scores", [(None, 1), (50, None), (None, None)])
def test_without_both_scores_the_tier_is_missing_whatever_else_is_known(scores: tuple) -> None:
    found = answer(*scores, mappa_category=1, harm=Harm.VERY_HIGH)
    assert (found.standing, found.tier, found.provisional) == (Standing.MISSING, None, ())
    assert step(found, Step.REOFFENDING).code == "score_missing"
    assert step(found, Step.HARM).tier is Tier.A


def test_without_an_active_sentence_nobody_is_supervised() -> None:
    found = rules.tier(replace(known(90, 7), active_sentence=False), today=TODAY)
    assert (found.standing, found.tier, found.because) == (Standing.NOT_SUPERVISED, None, ())


# arp, csrp: s static, d dynamic. other: the tier that the harm step gives (with MAPPA).
STATIC = """
    arp  | csrp  | other || provisional
    s 95 | s 7   | E     || static_scores
    s 0  | s 0   | E     || static_scores
    s 0  | s 0   | C     || static_scores
    s 0  | s 0   | A     ||
    s 0  | d 6.9 | C     || static_scores
    s 0  | d 1   | C     || static_scores
    s 0  | d 0.5 | C     ||
    s 0  | d 0   | D     ||
    d 90 | s 0   | C     || static_scores
    d 0  | s 0   | C     || static_scores
    d 0  | s 0   | A     ||
    d 0  | d 0   | E     ||
"""


@pytest.mark.parametrize(("given_", "found"), rows(STATIC)[2], ids=str)
def test_static_scores_leave_it_provisional_while_the_cell_could_rise_above_the_rest(
    given_: dict[str, str], found: dict[str, str]
) -> None:
    harm = {"A": Harm.VERY_HIGH, "C": Harm.HIGH, "D": Harm.MEDIUM, "E": Harm.LOW}[given_["other"]]
    told = rules.tier(
        replace(
            known(harm=harm, mappa_category=1),
            arp=_score(given_["arp"]),
            csrp=_score(given_["csrp"]),
        ),
        today=TODAY,
    )
    assert ",".join(told.provisional) == found["provisional"]


def _score(text: str) -> Score:
    kind, value = text.split()
    return Score(Decimal(value), dynamic=kind == "d")


MISSING_HARM = """
    mappa | arp | csrp | dynamic | life || provisional
    yes   | 90  | 6.9  | yes     | no   ||
    yes   | 75  | 3    | yes     | no   || harm_missing
    yes   | 90  | 6.9  | no      | no   || static_scores,harm_missing
    no    | 50  | 3    | yes     | no   ||
    no    | 50  | 1    | yes     | no   || harm_missing
    no    | 0   | 0    | yes     | yes  ||
    yes   | 0   | 0    | yes     | yes  || harm_missing
    no    | 50  | 3    | no      | no   || static_scores,harm_missing
"""


@pytest.mark.parametrize(("given_", "found"), rows(MISSING_HARM)[2], ids=str)
def test_missing_harm_leaves_it_provisional_while_a_level_could_raise_it(
    given_: dict[str, str], found: dict[str, str]
) -> None:
    life = given_["life"] == "yes"
    told = answer(
        given_["arp"],
        given_["csrp"],
        dynamic=given_["dynamic"] == "yes",
        harm=None,
        mappa_category=1 if given_["mappa"] == "yes" else None,
        indeterminate=life,
        last_release=TODAY if life else None,
    )
    assert ",".join(told.provisional) == found["provisional"]


@pytest.mark.parametrize("score", [-1, Decimal("100.01")])
def test_a_score_out_of_range_is_refused(score: object) -> None:
    for wrong in (
        {"arp": score},
        {"csrp": score},
        {"sexual": Sexual(Band.LOW, Decimal(str(score)))},
    ):
        with pytest.raises(WrongUse, match="between 0 and 100"):
            answer(**wrong)


percent = st.decimals(0, 100, places=2)
anybody = st.builds(
    Known,
    active_sentence=st.just(True),
    arp=st.builds(Score, percent, st.booleans()),
    csrp=st.builds(Score, percent, st.booleans()),
    mappa_category=st.none() | st.integers(1, 4),
    harm=st.none() | st.sampled_from(Harm),
    indeterminate=st.booleans(),
    last_release=st.none() | st.dates(date(2015, 1, 1), TODAY),
    domestic_abuse=st.booleans(),
    stalking=st.booleans(),
    child_protection=st.booleans(),
    sexual_offence=st.booleans(),
)


@given(anybody, st.sampled_from(Harm))
def test_an_answer_that_is_not_provisional_does_not_rise_when_harm_is_told(
    person: Known, harm: Harm
) -> None:
    before = rules.tier(person, today=TODAY)
    after = rules.tier(replace(person, harm=harm), today=TODAY)
    if person.harm is None and not before.provisional:
        assert after.tier == before.tier


@given(anybody, percent, percent)
def test_an_answer_that_is_not_provisional_does_not_rise_when_scores_become_dynamic(
    person: Known, arp: Decimal, csrp: Decimal
) -> None:
    before = rules.tier(person, today=TODAY)
    assert person.arp and person.csrp and before.tier
    new = replace(
        person,
        arp=person.arp if person.arp.dynamic else Score(arp, dynamic=True),
        csrp=person.csrp if person.csrp.dynamic else Score(csrp, dynamic=True),
    )
    after = rules.tier(new, today=TODAY)
    if Provisional.STATIC_SCORES not in before.provisional:
        assert after.tier == before.tier


@given(anybody, st.integers(0, 4000))
def test_time_alone_never_raises_a_tier(person: Known, days: int) -> None:
    before, after = (rules.tier(person, today=d).tier for d in (TODAY, TODAY + timedelta(days)))
    assert before and after and after >= before
