"""Identifiers: what is read, in which form it is kept, what is refused and why."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughgate.people.person.identifiers.rules import (
    CHECK_LETTERS,
    Kind,
    NotAnIdentifier,
    check_letter,
    read,
    recognise,
)

TODAY = date(2027, 3, 5)
years = st.integers(1928, 2027)
serials = st.integers(0, 9_999_999)


def pnc_of(year: int, serial: int) -> str:
    return f"{year}/{serial:07}{check_letter(int(f'{year % 100:02}{serial:07}'))}"


def read_as(kind: Kind, text: str) -> str:
    return read(kind, text, today=TODAY).number


def test_the_letters_are_the_published_ones() -> None:
    assert len(CHECK_LETTERS) == 23 and not set("IOS") & set(CHECK_LETTERS)
    # 03 followed by 0012345 is 30012345; by 23 it leaves 1.
    assert check_letter(30012345) == CHECK_LETTERS[30012345 % 23]


@given(years, serials)
def test_every_way_of_writing_a_pnc_number_is_kept_in_one_form(year: int, serial: int) -> None:
    form = pnc_of(year, serial)
    letter = form[-1]
    ways = [
        form,
        f"{year}/{serial}{letter}",
        f"{year % 100:02}/{serial:07}{letter.lower()}",
        f" {form} ",
    ]
    assert {read_as(Kind.PNC, way) for way in ways} == {form}
    assert (
        read_as(Kind.PNC, form.replace("/", "")) == form
    )  # eleven digits can be read in one way only


@given(years, serials)
def test_without_the_slash_a_pnc_number_is_never_taken_for_another(year: int, serial: int) -> None:
    form = pnc_of(year, serial)
    for way in (f"{year % 100:02}{serial:07}{form[-1]}", f"{year % 100:02}{serial}{form[-1]}"):
        try:
            found = read_as(Kind.PNC, way)
        except NotAnIdentifier as refusal:
            assert "slash" in str(refusal)
        else:
            assert found == form


@given(years, serials, st.sampled_from(CHECK_LETTERS))
def test_one_letter_is_right_and_a_wrong_one_is_told_the_right_one(year, serial, letter) -> None:
    form = pnc_of(year, serial)
    if letter == form[-1]:
        assert read_as(Kind.PNC, form[:-1] + letter) == form
    else:
        with pytest.raises(NotAnIdentifier, match=f"ends in {letter}; its digits need {form[-1]}"):
            read_as(Kind.PNC, form[:-1] + letter)


@given(st.integers(0, 999_999), st.integers(0, 99))
def test_a_cro_number_is_kept_with_six_digits(serial: int, year: int) -> None:
    letter = check_letter(int(f"{year:02}{serial:06}"))
    form = f"{serial:06}/{year:02}{letter}"
    assert {read_as(Kind.CRO, way) for way in (form, f"{serial}/{year:02}{letter}")} == {form}


@given(st.integers(0, 999_999), st.integers(0, 99))
def test_a_short_file_keeps_its_digits_as_they_are(serial: int, year: int) -> None:
    form = f"SF{year:02}/{serial}{check_letter(int(f'{year:02}{serial}'))}"
    assert read_as(Kind.CRO, form) == read_as(Kind.CRO, form.lower()) == form


@pytest.mark.parametrize(
    ("kind", "text", "kept"),
    [
        (Kind.PNC, "27/1" + pnc_of(2027, 1)[-1], pnc_of(2027, 1)),  # this year's is of this century
        (Kind.PNC, "28/1" + pnc_of(1928, 1)[-1], pnc_of(1928, 1)),  # next year's is of the last
        (Kind.PRISON_NUMBER, "a1234 bc", "A1234BC"),
        (Kind.CRN, "x-123456", "X123456"),
        (Kind.LOCAL, "  Case   12/b ", "Case 12/b"),
    ],
)
def test_what_is_kept(kind: Kind, text: str, kept: str) -> None:
    assert read_as(kind, text) == kept


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.PNC, ""),
        (Kind.PNC, "2003/12345678A"),
        (Kind.PNC, "2003/0012345I"),
        (Kind.PNC, "2028/0000001" + pnc_of(2028, 1)[-1]),
        (Kind.PNC, "٢٠٠٣/0012345A"),
        (Kind.CRO, "1234567/99A"),
        (Kind.CRO, "SF99/1234567A"),
        (Kind.PRISON_NUMBER, "A123BC"),
        (Kind.CRN, "1234567"),
        (Kind.LOCAL, " "),
        (Kind.LOCAL, "x" * 41),
        (Kind.LOCAL, "a\x00b"),
    ],
)
def test_anything_else_is_no_identifier(kind: Kind, text: str) -> None:
    with pytest.raises(NotAnIdentifier):
        read_as(kind, text)


@given(st.text(max_size=30))
def test_whatever_is_typed_is_read_or_refused_in_words(text: str) -> None:
    for kind in Kind:
        try:
            found = read_as(kind, text)
        except NotAnIdentifier as refusal:
            assert str(refusal).endswith(".")
        else:
            assert read_as(kind, found) == found


def test_a_search_box_recognises_the_kind() -> None:
    assert [one.kind for one in recognise("a1234bc", today=TODAY)] == [Kind.PRISON_NUMBER]
    assert [one.kind for one in recognise(pnc_of(2001, 77), today=TODAY)] == [Kind.PNC]
    assert recognise("Jordan", today=TODAY) == ()
