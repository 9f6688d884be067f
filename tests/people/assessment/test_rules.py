"""Points, severity, needs raised, what is missing, who fills what, and the way from draft to locked."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.spec.table import rows
from throughgate.common.errors import WrongUse
from throughgate.people.assessment import rules
from throughgate.people.assessment.question_sets import rules as sets
from throughgate.people.assessment.question_sets.rules import DECLINED
from throughgate.people.assessment.rules import (
    ALLOWED,
    AtRisk,
    Filled,
    Gap,
    Harm,
    Kind,
    Motivation,
    Severity,
    State,
)
from throughgate.people.person.moves.rules import Kind as Move

TODAY = date(2026, 11, 26)
FULL = sets.current(Kind.REVIEW, TODAY)
S = State

THRESHOLDS = """
    form      | section       || standard | severe
    oasys     | accommodation || 2        | 7
    oasys     | employment    || 3        | 7
    oasys     | relationships || 2        | 5
    oasys     | lifestyle     || 2        | 5
    oasys     | drugs         || 2        | 8
    oasys     | alcohol       || 4        | 7
    oasys     | thinking      || 4        | 7
    oasys     | attitudes     || 2        | 7
    strengths | accommodation || 3        | 5
    strengths | drugs         || 2        | 6
    strengths | alcohol       || 2        | 4
    strengths | thinking      || 3        | 5
    strengths | attitudes     || 1        | 5
"""
UNSCORED = [
    ("oasys", "finance"),
    ("oasys", "wellbeing"),
    ("strengths", "employment"),
    (None, "drugs"),
]


@pytest.mark.parametrize(("given_", "found"), rows(THRESHOLDS)[2], ids=str)
def test_a_need_and_a_severe_need_begin_at_the_threshold(
    given_: dict[str, str], found: dict[str, str]
) -> None:
    at = rules.threshold(given_["form"], given_["section"], TODAY)
    assert at is not None
    standard, severe = int(found["standard"]), int(found["severe"])
    for points, severity in {
        standard - 1: Severity.NONE,
        standard: Severity.STANDARD,
        severe - 1: Severity.STANDARD,
        severe: Severity.SEVERE,
    }.items():
        assert rules.severity(points, at) is severity
    assert rules.severity(None, at) is None


@pytest.mark.parametrize(("form", "section"), UNSCORED)
def test_a_section_that_a_form_does_not_score_has_no_severity(
    form: str | None, section: str
) -> None:
    assert rules.threshold(form, section, TODAY) is None
    assert rules.severity(5, None) is None


POINTS = """
    no_home  | suits       | lasts       | area | first_night || points | missing
    yes      | significant | significant | some | need        || 7      | 0
    no       | none        | none        | none | have        || 0      | 0
    yes      |             |             |      |             || 2      | 3
    declined | some        |             |      |             || 1      | 3
    declined |             |             |      | need        || -      | 4
             |             |             |      |             || -      | 4
"""


@pytest.mark.parametrize(("given_", "found"), rows(POINTS)[2], ids=str)
def test_the_points_of_a_section(given_: dict[str, str], found: dict[str, str]) -> None:
    answers = {f"accommodation.{code}": answer for code, answer in given_.items() if answer}
    told = rules.score(FULL.section("accommodation"), answers)
    points = "-" if told.points is None else str(told.points)
    assert (points, str(len(told.missing)), told.most) == (found["points"], found["missing"], 8)


def test_each_scale_scores_as_published() -> None:
    scores = {
        code: list(sets.scale(code, TODAY).scores.values())
        for code in ("problem", "amount", "yes_no", "when")
    }
    assert scores == {
        "problem": [0, 1, 2],
        "amount": [0, 1, 2],
        "yes_no": [0, 2],
        "when": [0, 1, 2],
    }


def test_an_answer_suggests_needs_once_with_what_was_said() -> None:
    drugs = FULL.section("drugs").questions
    found = rules.needs_raised(drugs, {"drugs.used": "currently", "drugs.strong": "currently"})
    assert [(each.need, each.question) for each in found] == [
        ("drugs_alcohol.drug_treatment", "drugs.used"),
        ("drugs_alcohol.overdose", "drugs.strong"),
    ]
    assert rules.needs_raised(drugs, {"drugs.used": DECLINED}) == ()


def test_a_need_asked_about_and_not_suggested_is_settled() -> None:
    finance = FULL.section("finance").questions
    answers = {"finance.bank": "have", "finance.identity": "need", "finance.income": DECLINED}
    assert rules.needs_settled(finance, answers) == {"finance.bank"}


def test_the_highest_harm_towards_anybody() -> None:
    assert rules.highest_harm({}) is None
    told = {AtRisk.PUBLIC: Harm.MEDIUM, AtRisk.SELF: Harm.HIGH, AtRisk.STAFF: Harm.LOW}
    assert rules.highest_harm(told) is Harm.HIGH


def filled(kind: Kind, *, without: tuple[str, ...] = ()) -> dict[str, Filled]:
    """Every question of a kind answered, but for these sections."""
    questions = sets.current(kind, TODAY)
    return {
        section.part.code: Filled({q.code: DECLINED for q in section.asked_in(kind)})
        for section in questions.sections
        if section.part.code not in without
    }


def missing(kind: Kind, answers: dict[str, Filled]) -> tuple[Gap, ...]:
    return rules.gaps(sets.current(kind, TODAY), answers, kind=kind, day=TODAY)


@pytest.mark.parametrize("kind", [Kind.IMMEDIATE_NEEDS, Kind.PRE_RELEASE])
def test_immediate_needs_and_before_release_need_all_seven_pathways(kind: Kind) -> None:
    assert missing(kind, filled(kind)) == ()
    assert missing(kind, filled(kind, without=("abuse", "sex_work"))) == ()
    assert {gap.pathway for gap in missing(kind, {})} == {
        *("accommodation", "employment", "health", "drugs_alcohol"),
        *("finance", "families", "attitudes"),
    }
    assert [gap.section for gap in missing(kind, filled(kind, without=("finance",)))] == ["finance"]


@pytest.mark.parametrize("kind", [Kind.START_OF_ORDER, Kind.REVIEW, Kind.EXIT])
def test_in_the_others_a_section_counts_once_it_was_begun(kind: Kind) -> None:
    assert missing(kind, {}) == ()
    begun = {"abuse": Filled({"abuse.safe": "never"})}
    assert missing(kind, begun) == (Gap("abuse", "abuse", ("abuse.support",)),)


MOVES = """
    before        || draft | checked | signed | countersigned | locked
    draft         ||       | yes     |        |               |
    checked       || yes   |         | yes    |               |
    signed        || both  |         |        | both          | alone
    countersigned ||       |         |        |               | yes
    locked        ||       |         |        |               |
"""


@pytest.mark.parametrize("countersign", [True, False])
@pytest.mark.parametrize(("given_", "found"), rows(MOVES)[2], ids=str)
def test_every_move_of_an_assessment(
    given_: dict[str, str], found: dict[str, str], countersign: bool
) -> None:
    allowed = {"yes", "both" if countersign else "alone"}
    for after, when in found.items():
        move = (State(given_["before"]), State(after))
        if when in allowed:
            rules.check_move(*move, countersign=countersign)
        else:
            with pytest.raises(WrongUse):
                rules.check_move(*move, countersign=countersign)


def test_answers_are_checked_when_there_are_some_and_none_is_missing() -> None:
    gap = Gap("drugs", "drugs_alcohol", ("drugs.used",))
    with pytest.raises(WrongUse, match="still have questions"):
        rules.check_move(S.DRAFT, S.CHECKED, countersign=False, gaps=(gap,))
    with pytest.raises(WrongUse, match="still have questions"):
        rules.check_move(S.DRAFT, S.CHECKED, countersign=False, empty=rules.is_empty({}))
    assert not rules.is_empty(filled(Kind.REVIEW))


def test_nothing_leads_out_of_locked_and_only_a_draft_is_written() -> None:
    assert ALLOWED[S.LOCKED] == frozenset()
    assert set(ALLOWED) == set(State)
    assert {S.DRAFT} == rules.MAY_WRITE


def test_nobody_countersigns_their_own() -> None:
    rules.check_countersigner(1, 2)
    with pytest.raises(WrongUse, match="somebody else"):
        rules.check_countersigner(1, 1)


def test_a_treatment_worker_fills_their_sections_and_a_practitioner_all() -> None:
    own = rules.fillable(FULL, {"needs:drugs_alcohol", "needs:health"})
    assert [section.part.code for section in own] == ["wellbeing", "drugs", "alcohol"]
    everything = {section.part.seen_under for section in FULL.sections}
    assert rules.fillable(FULL, everything) == FULL.sections
    assert rules.fillable(FULL, {"identity"}) == ()


codes = st.sampled_from(["a", "b", "c", "d"])
answers = st.dictionaries(codes, st.sampled_from(["none", "some", "significant"]))


@given(answers, answers, answers)
def test_two_workers_on_one_form_lose_nothing(
    before: dict[str, str], saved: dict[str, str], mine: dict[str, str]
) -> None:
    saved, mine = {**before, **saved}, {**before, **mine}
    found = rules.merge(before=before, saved=saved, mine=mine)
    for code, answer in mine.items():
        changed = answer != before.get(code)
        assert not changed or answer in (found.answers[code], found.clashes.get(code))
    for code, answer in saved.items():
        assert answer == before.get(code) or found.answers[code] == answer


@given(st.dictionaries(codes, st.sampled_from(["none", "some", "significant"]), min_size=1))
def test_answers_saved_in_any_order_are_the_same_assessment(whole: dict[str, str]) -> None:
    for order in permutations(whole.items()):
        saved: dict[str, str] = {}
        for code, answer in order:
            merged = rules.merge(before={}, saved=saved, mine={code: answer})
            saved = dict(merged.answers)
            assert not merged.clashes
        assert saved == whole


SHORT = """
    remand | days || short
    yes    |      || yes
    yes    | 90   || yes
    no     | 27   || yes
    no     | 28   || no
    no     |      || no
"""


@pytest.mark.parametrize(("given_", "found"), rows(SHORT)[2], ids=str)
def test_the_short_set_is_for_remand_and_a_few_weeks(
    given_: dict[str, str], found: dict[str, str]
) -> None:
    days = int(given_["days"]) if given_["days"] else None
    told = rules.is_short_stay(remand=given_["remand"] == "yes", sentence_days=days, day=TODAY)
    assert told is (found["short"] == "yes")


GOES_ON = """
    kind            | move     | short || as
    review          | recall   | no    || immediate_needs
    start_of_order  | remand   | yes   || short_stay
    pre_release     | recall   | no    || immediate_needs
    immediate_needs | recall   | no    || -
    short_stay      | recall   | yes   || -
    pre_release     | release  | no    || review
    review          | release  | no    || -
    review          | transfer | no    || -
"""


@pytest.mark.parametrize(("given_", "found"), rows(GOES_ON)[2], ids=str)
def test_a_person_recalled_while_they_are_assessed(
    given_: dict[str, str], found: dict[str, str]
) -> None:
    told = rules.goes_on_as(
        Kind(given_["kind"]), Move(given_["move"]), short=given_["short"] == "yes"
    )
    assert (told or "-") == found["as"]


def test_when_an_assessment_is_due() -> None:
    assert rules.immediate_needs_due(date(2026, 12, 23)) == date(2026, 12, 30)
    assert rules.pre_release_opens(date(2027, 2, 18), today=TODAY) == TODAY


def test_every_list_of_codes_has_its_words() -> None:
    values = rules.load(rules.PACKAGE)
    for name, codes_of in {
        "kinds": Kind,
        "motivation": Motivation,
        "harm_groups": AtRisk,
        "harm_levels": Harm,
    }.items():
        assert list(values[name].latest) == [code.value for code in codes_of], name
