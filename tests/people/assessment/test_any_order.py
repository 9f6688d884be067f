"""Answers saved in any order, by any number of writers, come to the same end."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from throughgate.people.assessment.filling import rules
from throughgate.people.assessment.question_sets import rules as sets
from throughgate.people.assessment.rules import Kind, merge, needs_raised, score

DAY = date(2026, 11, 26)
FULL = sets.current(Kind.REVIEW, DAY)
QUESTIONS = FULL.questions(Kind.REVIEW)
NOTHING = rules.flat({}, {})


def answers() -> st.SearchStrategy[dict[str, str]]:
    """Some questions of the set, each with one of its answers; and words beside them."""
    each = st.sampled_from(sorted(QUESTIONS)).flatmap(
        lambda code: st.tuples(st.just(code), st.sampled_from([*QUESTIONS[code].scale.answers]))
    )
    beside = st.sampled_from(rules.BESIDE).map(lambda name: (name, "yes"))
    return st.lists(each | beside, max_size=12).map(dict)


def saved_in(order: list[dict[str, str]]) -> dict[str, str]:
    """Everybody opened the empty page; each saves theirs when they are done."""
    saved = dict(NOTHING)
    for mine in order:
        saved = dict(merge(before=NOTHING, saved=saved, mine={**NOTHING, **mine}).answers)
    return saved


@settings(suppress_health_check=[HealthCheck.too_slow])  # orders are drawn as it goes
@given(said=answers(), data=st.data())
def test_saved_in_any_order_it_is_the_same(said: dict[str, str], data: st.DataObject) -> None:
    pages = [{name: said[name]} for name in said]
    first = data.draw(st.permutations(pages))
    second = data.draw(st.permutations(pages))
    assert saved_in(first) == saved_in(second) == {**NOTHING, **said}


@given(said=answers())
def test_what_is_worked_out_does_not_hang_on_the_order(said: dict[str, str]) -> None:
    kept, _beside = rules.apart(said)
    turned = dict(reversed(kept.items()))
    for section in FULL.sections:
        assert score(section, kept) == score(section, turned)
    questions = list(QUESTIONS.values())
    assert needs_raised(questions, kept) == needs_raised(questions, turned)
    parts = {"added": (), "left_out": (), "day": DAY}
    assert rules.kept_needs(questions, kept, **parts) == rules.kept_needs(
        questions, turned, **parts
    )


@given(said=answers())
def test_apart_and_together_again_nothing_is_lost(said: dict[str, str]) -> None:
    whole = {**NOTHING, **said, "motivation": ""}
    answers_, beside = rules.apart(whole)
    assert rules.flat(answers_, beside) == whole
