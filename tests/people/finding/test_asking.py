"""What one box understands of what somebody typed."""

from __future__ import annotations

from datetime import date

import pytest

from throughgate.people.person.names.asking import Asked, read_box

TODAY = date(2027, 3, 5)
BORN = date(1990, 3, 4)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("Jordan Merrowby", Asked("Jordan Merrowby")),
        ("  Merrowby,  Jordan ", Asked("Merrowby, Jordan")),
        ("4/3/1990", Asked(born=BORN)),
        ("4.3.90", Asked(born=BORN)),
        ("1990-03-04", Asked(born=BORN)),
        ("merrowby 4 March 1990", Asked("merrowby", BORN)),
        ("4th mar 1990 merrowby", Asked("merrowby", BORN)),
        ("A1234BC", Asked(numbers=("A1234BC",))),
        ("a 1234 bc", Asked(numbers=("A1234BC",))),
        ("Merrowby X123456", Asked("Merrowby", numbers=("X123456",))),
        ("HC-20417", Asked(numbers=("HC-20417",))),
        ("", Asked()),
    ],
)
def test_what_is_understood(typed: str, asked: Asked) -> None:
    assert read_box(typed, today=TODAY) == asked


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("jo 31 2 1990", "31 2 1990” is not a real day"),
        ("4 Foo 1990", "is not a real day"),
        ("2003/0012345Z", "its digits need"),
    ],
)
def test_what_cannot_be_is_said(typed: str, says: str) -> None:
    assert says in read_box(typed, today=TODAY).problem


@pytest.mark.parametrize("typed", ["%", "'; DROP TABLE", "\x00", "🙂", "ﷺ", "1", "//", "0" * 200])
def test_anything_can_be_typed(typed: str) -> None:
    read_box(typed, today=TODAY)
