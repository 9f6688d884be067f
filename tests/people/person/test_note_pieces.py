"""A note in pieces for another system, and the days of an adoption."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughgate.common.errors import WrongUse
from throughgate.people.person.iom import rules as iom
from throughgate.people.person.notes import rules


@given(st.text(max_size=500), st.integers(1, 60))
def test_nothing_is_lost_and_no_piece_is_too_long(text: str, longest: int) -> None:
    pieces = rules.pieces(text, longest=longest)
    assert "".join(pieces) == text
    assert all(0 < len(piece) <= longest for piece in pieces)


def test_a_note_of_ten_thousand_characters_breaks_between_words() -> None:
    text = "word " * 2_000
    pieces = rules.pieces(text, longest=rules.longest_piece())
    assert rules.longest_piece() == 3950
    assert [len(piece) for piece in pieces] == [3950, 3950, 2100]
    assert all(piece.endswith(" ") for piece in pieces)


def test_a_paragraph_is_kept_whole_where_it_can_be() -> None:
    text = "a" * 30 + "\n\n" + "b c. " * 10
    assert rules.pieces(text, longest=50)[0] == "a" * 30 + "\n\n"


@given(st.dates(date(2020, 12, 1), date(2100, 1, 1)))
def test_a_review_is_within_six_months(start: date) -> None:
    latest = iom.latest_review(start)
    assert 181 <= (latest - start).days <= 184
    iom.check_review(start, latest)
    for wrong in (start, latest + timedelta(days=1)):
        with pytest.raises(WrongUse, match="within six months"):
            iom.check_review(start, wrong)


def test_the_last_days_of_a_month() -> None:
    assert iom.latest_review(date(2026, 8, 31)) == date(2027, 2, 28)
    assert iom.latest_review(date(2027, 8, 31)) == date(2028, 2, 29)


def test_nobody_adopts_alone() -> None:
    iom.check_panel("a", "b")
    with pytest.raises(WrongUse, match="needs two"):
        iom.check_panel("a", "a")
