"""Goals suggested from needs, and the order of their steps with its reasons."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.spec.table import Cells, rows
from throughgate.common.errors import WrongUse
from throughgate.common.pathways import pathways
from throughgate.common.values import Value
from throughgate.people.assessment.catalogue import rules as catalogue
from throughgate.people.plan.order import rules
from throughgate.people.plan.order.rules import Placed, Rule, order
from throughgate.people.plan.suggestions import rules as suggestions
from throughgate.people.plan.suggestions.rules import BrokenSuggestion, Step
from throughgate.privacy.access.kinds import Kind

TODAY = date(2026, 11, 26)
NEEDS = catalogue.needs(TODAY)

# The steps in the order suggested, and why. Place: of the need each serves.
ORDERS = {
    "safety first, then the gate, then what can wait": """
        step  | pathway       | place | gate | also | after | now || because
        harm  | health        | 4     |      |      |       | yes || safety,rank
        paper | finance       | 3     | 84   |      |       |     || gate,rank
        bed   | accommodation | 2     | 28   |      |       |     || gate,rank
        talk  | attitudes     | 1     |      |      |       |     || rank
    """,
    "a home and treatment before work, whatever the rank": """
        step  | pathway       | place | gate | also | after | now || because
        home  | accommodation | 2     |      |      |       |     || stable_first,rank
        drugs | drugs_alcohol | 3     |      |      |       |     || stable_first,rank
        job   | employment    | 1     |      |      |       |     || stable_first,rank
    """,
    "without a home or treatment to wait for, work stands by its rank": """
        step  | pathway       | place | gate | also | after | now || because
        job   | employment    | 1     |      |      |       |     || rank
        debt  | finance       | 2     |      |      |       |     || rank
    """,
    "a step that serves two pathways before one that serves one": """
        step  | pathway       | place | gate | also   | after | now || because
        both  | families      | 3     |      | health |       |     || serves_two,rank
        one   | attitudes     | 1     |      |        |       |     || rank
        other | finance       | 2     |      |        |       |     || rank
    """,
    "what an urgent step needs is as urgent": """
        step  | pathway       | place | gate | also | after | now || because
        first | attitudes     | 9     |      |      |       |     || needed_by,rank
        gate  | finance       | 8     | 7    |      | first |     || waits_for,gate,rank
        rest  | families      | 1     |      |      |       |     || rank
    """,
    "a step refused, or done, holds up nothing": """
        step  | pathway       | place | gate | also | after | now || because
        next  | finance       | 1     |      |      | gone  |     || rank
        then  | families      | 2     |      |      |       |     || rank
    """,
}


def step(cells: Cells) -> Step:
    return Step(
        cells["step"],
        cells["step"],
        "person",
        cells["step"],
        cells["pathway"],
        int(cells["gate"]) if cells["gate"] else None,
        tuple(cells["also"].split()),
        tuple(cells["after"].split()),
        cells["now"] == "yes",
    )


def said(placed: Placed) -> tuple[str, str]:
    return placed.step.code, ",".join(reason.rule for reason in placed.because)


@pytest.mark.parametrize("name", ORDERS)
def test_an_order_and_its_reasons(name: str) -> None:
    table = rows(ORDERS[name])[2]
    places = {cells["step"]: int(cells["place"]) for cells, _found in table}
    for turned in (table, table[::-1]):
        found = order([step(cells) for cells, _found in turned], places, today=TODAY)
        assert [said(each) for each in found] == [
            (cells["step"], told["because"]) for cells, told in table
        ]
        assert [each.place for each in found] == list(range(1, len(table) + 1))


def test_every_reason_has_words_and_a_source() -> None:
    steps = [s for goal in suggestions.goals(TODAY).values() for s in goal.steps]
    reasons = [reason for placed in order(steps, {}, today=TODAY) for reason in placed.because]
    assert {reason.rule for reason in reasons} == set(Rule)
    assert all(reason.name and reason.source for reason in reasons)
    assert list(rules.load(rules.PACKAGE)["order"].latest) == [rule.value for rule in Rule]


def test_steps_in_a_ring_are_not_put_in_order() -> None:
    one, two = (Step(a, a, "person", a, "health", after=(b,)) for a, b in ("xy", "yx"))
    with pytest.raises(WrongUse, match="in a ring"):
        order([one, two], {}, today=TODAY)


def test_every_need_has_a_goal_with_steps_by_those_there_are() -> None:
    goals = suggestions.goals(TODAY)
    assert set(goals) == set(NEEDS)
    known = {pathway.code for pathway in pathways(TODAY)}
    for goal in goals.values():
        assert goal.steps and goal.pathway == NEEDS[goal.need].pathway
        for each in goal.steps:
            assert each.by == "person" or each.by in set(Kind)
            assert set(each.also) <= known - {goal.pathway}
            assert len(each.title.split()) <= 16
    titles = " ".join(goal.title for goal in goals.values()).lower()
    assert "offend" not in titles and "fail" not in titles


def test_a_practitioner_refuses_a_goal_or_a_step() -> None:
    asked = ("finance.identity", "finance.bank", "finance.unknown")
    found = suggestions.suggest(asked, today=TODAY, refused={"finance.bank", "identity.apply"})
    assert [(goal.need, [s.code for s in goal.steps]) for goal in found] == [
        ("finance.identity", ["identity.bag"])
    ]
    assert found[0].related == ()


BROKEN = {
    "not in the catalogue": {"finance.none": []},
    "waited for and not there": {"finance.bank": [{"code": "x", "after": ["lost"]}]},
    "stand twice": {"finance.bank": [{"code": "x"}, {"code": "x"}]},
    "wait in a ring": {
        "finance.bank": [{"code": "x", "after": ["y"]}, {"code": "y", "after": ["x"]}]
    },
}


@pytest.mark.parametrize("words", BROKEN)
def test_a_broken_file_of_suggestions_is_refused(words: str) -> None:
    listed = {
        need: {"goal": "G", "steps": [{"title": "T", "by": "person", **each} for each in steps]}
        for need, steps in BROKEN[words].items()
    }
    with pytest.raises(BrokenSuggestion, match=words):
        suggestions.read(Value("v", "m", "u", "s", "n", TODAY, {TODAY: listed}), TODAY)


@given(st.lists(st.sampled_from(sorted(NEEDS)), unique=True), st.randoms(use_true_random=False))
def test_any_needs_can_be_put_in_order(needs: list[str], random: object) -> None:
    steps = [s for goal in suggestions.suggest(needs, today=TODAY) for s in goal.steps]
    places = {need: place for place, need in enumerate(needs, 1)}
    found = order(steps, places, today=TODAY)
    at = {each.step.code: each.place for each in found}
    assert len(at) == len(steps)
    assert all(at[b] < at[s.code] for s in steps for b in s.after if b in at)
    random.shuffle(steps)  # type: ignore[attr-defined]
    assert order(steps, places, today=TODAY) == found
