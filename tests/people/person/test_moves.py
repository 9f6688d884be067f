"""Where somebody can go from where they are, and what goes with them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughgate.common.errors import WrongUse
from throughgate.people.person.moves import rules
from throughgate.people.person.moves.rules import ALLOWED, INSIDE, RECEIPTS, Kind, Place, Receipt

TODAY = date(2027, 3, 5)
DAY = timedelta(days=1)


@pytest.mark.parametrize("before", Place)
@pytest.mark.parametrize("after", Place)
def test_every_pair_is_a_move_or_refused_in_words(before: Place, after: Place) -> None:
    if after in ALLOWED[before]:
        assert rules.move(before, after) is ALLOWED[before][after]
    else:
        with pytest.raises(WrongUse, match="straight to"):
            rules.move(before, after)


def test_what_moves_are_called() -> None:
    named = [(P, A, kind) for P, to in ALLOWED.items() for A, kind in to.items()]
    for before, after, kind in named:
        if kind is Kind.RELEASE:
            assert after not in INSIDE
        if kind is Kind.RECALL:
            assert after is Place.RECALL and before is not Place.RECALL
        if kind is Kind.TRANSFER:
            assert before in rules.ESTABLISHMENT and after in rules.ESTABLISHMENT
    assert {kind for *_, kind in named} == set(Kind)


def test_nobody_is_stuck_and_everywhere_can_be_reached() -> None:
    for start in Place:
        reached, ways = {start}, [start]
        while ways:
            new = set(ALLOWED[ways.pop()]) - reached
            reached |= new
            ways += new
        assert reached == set(Place)


@given(st.sampled_from([(p, a) for p, to in ALLOWED.items() for a in to]))
def test_treatment_is_asked_for_first(pair: tuple[Place, Place]) -> None:
    sections = [item.section for item in rules.hand_over(rules.move(*pair), today=TODAY)]
    health = [n for n, section in enumerate(sections) if section == "health"]
    assert health == list(range(len(health)))


def test_what_goes_with_somebody() -> None:
    def codes(kind: Kind) -> list[str]:
        return [item.code for item in rules.hand_over(kind, today=TODAY)]

    assert codes(Kind.TRANSFER)[:3] == ["medicine", "treatment", "health"]
    assert "home" in codes(Kind.RELEASE) and "home" not in codes(Kind.TRANSFER)
    assert "keep_home" in codes(Kind.RECALL)
    assert codes(Kind.END) == []


def test_a_move_has_happened_and_after_the_one_before() -> None:
    rules.check_day(TODAY, since=TODAY, today=TODAY)
    with pytest.raises(WrongUse, match="not come yet"):
        rules.check_day(TODAY + DAY, since=TODAY, today=TODAY)
    with pytest.raises(WrongUse, match="which is later"):
        rules.check_day(TODAY - DAY, since=TODAY, today=TODAY)


@pytest.mark.parametrize("before", Receipt)
@pytest.mark.parametrize("after", Receipt)
def test_every_answer_of_a_receiver(before: Receipt, after: Receipt) -> None:
    if after in RECEIPTS[before]:
        rules.check_receipt(before, after)
    else:
        with pytest.raises(WrongUse):
            rules.check_receipt(before, after)


def test_every_place_has_words() -> None:
    assert all(rules.name_of(place) for place in Place)
