"""The question sets, the catalogue, and how old answers come into newer questions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughgate.common import pathways
from throughgate.common.errors import WrongUse
from throughgate.common.values import Value
from throughgate.people.assessment.catalogue import rules as catalogue
from throughgate.people.assessment.question_sets import rules as sets
from throughgate.people.assessment.question_sets.rules import BrokenSet, QuestionSet, Section
from throughgate.people.assessment.rules import Kind, score, threshold
from throughgate.privacy.access import lists

TODAY = date(2026, 11, 26)
EVERY_QUESTION = [
    (each.code, q) for each in sets.all_sets() for s in each.sections for q in s.questions
]


def small(**sections: list[dict[str, Any]]) -> QuestionSet:
    """A question set of these questions."""
    entry = {"family": "full", "form": "oasys", "kinds": ["review"], "sections": sections}
    return sets.read(Value("small", "m", "u", "s", "n", TODAY, {date(2018, 5, 25): entry}))


def asks(code: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "ask": f"{code}?", "scale": "problem", **more}


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_questions_on_all_seven_pathways(kind: Kind) -> None:
    asked = sets.current(kind, TODAY)
    found = {section.part.pathway for section in asked.sections if section.asked_in(kind)}
    assert {pathway.code for pathway in pathways.seven(TODAY)} <= found


def test_the_short_set_has_twelve_questions_and_none_is_scored() -> None:
    short = sets.current(Kind.SHORT_STAY, TODAY)
    asked = short.questions(Kind.SHORT_STAY).values()
    assert len(asked) == 12 and not any(question.scored for question in asked)
    assert short.form is None


def test_a_question_is_the_same_in_every_set_that_asks_it() -> None:
    seen: dict[str, sets.Question] = {}
    for _code, question in EVERY_QUESTION:
        first = seen.setdefault(question.code, question)
        assert (first.ask, first.scale.code) == (question.ask, question.scale.code)


def test_every_scored_section_can_reach_its_severe_threshold() -> None:
    full = sets.current(Kind.REVIEW, TODAY)
    for section in full.sections:
        at, most = threshold(full.form, section.part.code, TODAY), score(section, {}).most
        assert (at is None) == (most == 0), section.part.code
        assert at is None or at.severe <= most, section.part.code


@pytest.mark.parametrize(("code", "question"), EVERY_QUESTION, ids=lambda x: getattr(x, "code", x))
def test_a_question_never_blames(code: str, question: sets.Question) -> None:
    words = {word.strip("?,.:;’“”").lower() for word in f"{question.ask} {question.hint}".split()}
    blame = {"offender", "fail", "failed", "refuse", "refused", "admit", "blame", "fault", "bad"}
    assert not words & blame
    assert len(question.ask.split()) <= 18


def test_every_need_can_be_raised_in_its_own_pathway() -> None:
    needs = catalogue.needs(TODAY)
    raised = {need for _code, q in EVERY_QUESTION for each in q.raises.values() for need in each}
    assert raised == set(needs)
    for each in sets.all_sets():
        for section in each.sections:
            for need in {
                n for q in section.questions for found in q.raises.values() for n in found
            }:
                assert needs[need].pathway == section.part.pathway


def test_every_pathway_has_needs_and_a_section_of_the_record() -> None:
    sections = lists.on("sections", TODAY)
    for pathway in pathways.pathways(TODAY):
        assert catalogue.of_pathway(pathway.code, TODAY)
        assert pathway.section in sections
    for need in catalogue.needs(TODAY).values():
        assert need.code.startswith(f"{need.pathway}.")
        assert need.part.seen_under in sections


def test_what_other_systems_call_a_pathway() -> None:
    assert len(pathways.seven(TODAY)) == 7 and len(pathways.pathways(TODAY)) == 9
    found = pathways.from_elsewhere("resettlement", "FINANCE_AND_ID", TODAY)
    assert found and found.code == "finance"
    assert pathways.from_elsewhere("resettlement", "Accommodation", TODAY) is None
    named = [(s, n) for p in pathways.pathways(TODAY) for s, ns in p.elsewhere.items() for n in ns]
    assert len(named) == len(set(named))
    usual = {pathway.code for pathway in pathways.pathways(TODAY) if pathway.usual_for == "women"}
    assert usual == {"abuse", "sex_work"}
    with pytest.raises(WrongUse, match="is not a pathway"):
        pathways.pathway("housing", TODAY)


def test_a_need_or_a_section_that_is_not_there_is_refused() -> None:
    with pytest.raises(WrongUse, match="not a need"):
        catalogue.need("housing", TODAY)
    with pytest.raises(WrongUse, match="no section"):
        sets.current(Kind.SHORT_STAY, TODAY).section("sex_work")
    with pytest.raises(WrongUse, match="not here"):
        sets.question_set("full_0")
    with pytest.raises(WrongUse, match="no questions"):
        sets.current(Kind.REVIEW, date(2010, 1, 1))
    assert sets.question_set("full_1") is sets.current(Kind.REVIEW, TODAY)


BROKEN = {
    "asked twice": {"drugs": [asks("drugs.a"), asks("drugs.a")]},
    "no answer “often”": {"drugs": [asks("drugs.a", raises={"often": []})]},
    "not a need": {"drugs": [asks("drugs.a", raises={"some": ["drugs.none"]})]},
    "without points": {"drugs": [asks("drugs.a", scale="have", scored=True)]},
    "every kind": {"drugs": [asks("drugs.a", scored=True, only=["review"])]},
    "not a scale": {"drugs": [asks("drugs.a", scale="ten")]},
    "not a section": {"gambling": [asks("gambling.a")]},
}


@pytest.mark.parametrize("words", BROKEN)
def test_a_broken_set_is_refused_in_words(words: str) -> None:
    with pytest.raises(BrokenSet, match=words):
        small(**BROKEN[words])


OLD = {
    "drugs.same": "some",
    "drugs.old_name": "none",
    "drugs.gone": "significant",
    "drugs.changed": "some",
}
NEWER = small(
    drugs=[
        asks("drugs.same"),
        asks("drugs.new_name", was=["drugs.old_name"]),
        asks("drugs.changed", scale="yes_no"),
        asks("drugs.added"),
    ]
)


def test_old_answers_come_into_newer_questions() -> None:
    found = sets.carry(OLD, into=NEWER, kind="review")
    assert found.still_so == {"drugs.same": "some", "drugs.new_name": "none"}
    assert found.ask_again == ("drugs.changed",)
    assert found.added == ("drugs.added",)
    assert found.dropped == {"drugs.gone": "significant"}


def test_a_form_of_three_weeks_ago_keeps_what_is_still_asked_and_says_what_is_not() -> None:
    kept, dropped = sets.sort_out(
        {"drugs.same": "none", "drugs.gone": "some"}, asked=NEWER.questions("review")
    )
    assert (kept, dropped) == ({"drugs.same": "none"}, {"drugs.gone": "some"})
    with pytest.raises(WrongUse, match="not an answer"):
        sets.sort_out({"drugs.same": "often"}, asked=NEWER.questions("review"))
    assert sets.sort_out({"drugs.same": sets.DECLINED}, asked=NEWER.questions("review"))[0]


def test_a_question_of_another_kind_is_not_asked() -> None:
    full = sets.current(Kind.PRE_RELEASE, TODAY)
    assert "accommodation.first_night" in full.questions(Kind.PRE_RELEASE)
    assert "accommodation.first_night" not in full.questions(Kind.REVIEW)


CODES = [f"drugs.q{number}" for number in range(6)]
some_sets = st.sets(st.sampled_from(CODES), min_size=1).map(
    lambda codes: small(drugs=[asks(code) for code in sorted(codes)])
)
some_answers = st.dictionaries(
    st.sampled_from(CODES), st.sampled_from(["none", "some", "significant", sets.DECLINED])
)


@given(some_answers, some_sets)
def test_nothing_is_lost_between_two_sets(answers: dict[str, str], newer: QuestionSet) -> None:
    found = sets.carry(answers, into=newer, kind="review")
    assert {**found.still_so, **found.dropped} == answers
    assert set(found.still_so) | set(found.added) == set(newer.questions("review"))


def test_a_section_is_asked_only_in_its_kinds() -> None:
    full = sets.current(Kind.REVIEW, TODAY)
    section = full.section("accommodation")
    only = replace(section.questions[0], only=frozenset({"exit"}))
    assert Section(section.part, (only,)).asked_in("review") == ()
