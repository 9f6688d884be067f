"""Identifiers as other systems write them: read, brought to one form, refused with the reason.

PNC and CRO numbers end in a check letter: the number modulo 23 names its place in CHECK_LETTERS.
The facts are in docs/methods/identifiers.md.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import assert_never

from throughgate.common.errors import WrongUse

CHECK_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"  # no I, O or S, which look like digits
PNC = re.compile(r"([0-9]{2}|[0-9]{4})/([0-9]{1,7})([A-Z])")
PNC_UNDIVIDED = re.compile(r"([0-9]{3,11})([A-Z])")
CRO = re.compile(r"([0-9]{1,6})/([0-9]{2})([A-Z])")
CRO_SHORT_FILE = re.compile(r"SF([0-9]{2})/([0-9]{1,6})([A-Z])")
PRISON_NUMBER = re.compile(r"[A-Z][0-9]{4}[A-Z]{2}")
CRN = re.compile(r"[A-Z][0-9]{6}")
FIRST_YEAR = 1900
LONGEST_LOCAL = 40
BETWEEN = re.compile(r"[\s‐-―−-]+")  # spaces and dashes, as people type them


class NotAnIdentifier(WrongUse):
    """Something that was given as an identifier and is none."""


class Kind(StrEnum):
    """Whose number it is."""

    PNC = "pnc"
    CRO = "cro"
    PRISON_NUMBER = "prison_number"
    CRN = "crn"
    LOCAL = "local"


@dataclass(frozen=True)
class Identifier:
    """A kind and its number in the one form in which it is kept."""

    kind: Kind
    number: str


def read(kind: Kind, text: str, *, today: date) -> Identifier:
    """The identifier in its canonical form. Raises NotAnIdentifier with what was expected."""
    match kind:
        case Kind.PNC:
            return Identifier(kind, _pnc(_tidy(text), today))
        case Kind.CRO:
            return Identifier(kind, _cro(_tidy(text)))
        case Kind.PRISON_NUMBER:
            return Identifier(kind, _shaped(PRISON_NUMBER, _tidy(text), PRISON_NUMBER_WORDS))
        case Kind.CRN:
            return Identifier(kind, _shaped(CRN, _tidy(text), CRN_WORDS))
        case Kind.LOCAL:
            return Identifier(kind, _local(text))
    assert_never(kind)


def recognise(text: str, *, today: date) -> tuple[Identifier, ...]:
    """Every kind of national identifier that a text can be: for a search box, which does not ask for the kind."""
    found = []
    for kind in (Kind.PNC, Kind.CRO, Kind.PRISON_NUMBER, Kind.CRN):
        try:
            found.append(read(kind, text, today=today))
        except NotAnIdentifier:
            continue
    return tuple(found)


def check_letter(number: int) -> str:
    return CHECK_LETTERS[number % len(CHECK_LETTERS)]


PNC_WORDS = "A PNC number is a year, a slash, up to seven digits and a letter, as 2003/0123456X"
CRO_WORDS = "A CRO number is up to six digits, a slash, two digits of the year and a letter, as 012345/99X, or begins with SF"
PRISON_NUMBER_WORDS = "A prison number is a letter, four digits and two letters, as A1234BC"
CRN_WORDS = "A CRN is a letter and six digits, as X123456"


def _tidy(text: str) -> str:
    return BETWEEN.sub("", unicodedata.normalize("NFKC", text)).upper()


def _pnc(text: str, today: date) -> str:
    if divided := PNC.fullmatch(text):
        year, serial, letter = divided.groups()
        return _checked_pnc(_whole_year(year, today), serial, letter, text, today)
    if undivided := PNC_UNDIVIDED.fullmatch(text):
        return _undivided_pnc(*undivided.groups(), text=text, today=today)
    raise NotAnIdentifier(
        f"“{text}” is not a PNC number. {PNC_WORDS}. Check it against its source."
    )


def _undivided_pnc(digits: str, letter: str, *, text: str, today: date) -> str:
    """Without the slash the letter decides where the year ends, since two or four of its digits may be written."""
    splits = [
        (_whole_year(digits[:n], today), digits[n:]) for n in (2, 4) if 1 <= len(digits) - n <= 7
    ]
    possible = [(year, serial) for year, serial in splits if FIRST_YEAR <= year <= today.year]
    right = {
        _form(year, serial) for year, serial in possible if _pnc_letter(year, serial) == letter
    }
    if len(right) == 1:
        return right.pop() + letter
    if right or not possible:
        raise NotAnIdentifier(
            f"“{text}” can be read in more than one way or none. {PNC_WORDS}: put in the slash."
        )
    return _checked_pnc(*possible[-1], letter, text, today)


def _checked_pnc(year: int, serial: str, letter: str, text: str, today: date) -> str:
    if not FIRST_YEAR <= year <= today.year:
        raise NotAnIdentifier(
            f"“{text}” begins with the year {year}, which cannot be right. {PNC_WORDS}."
        )
    _check(letter, _pnc_letter(year, serial), text, "PNC number")
    return _form(year, serial) + letter


def _form(year: int, serial: str) -> str:
    return f"{year:04d}/{serial:0>7}"


def _pnc_letter(year: int, serial: str) -> str:
    return check_letter(int(f"{year % 100:02d}{serial:0>7}"))


def _whole_year(digits: str, today: date) -> int:
    """Two digits are a year of this century up to now, else of the last."""
    year = int(digits)
    if len(digits) == 2:
        century = today.year // 100 * 100
        return year + (century if century + year <= today.year else century - 100)
    return year


def _cro(text: str) -> str:
    if short_file := CRO_SHORT_FILE.fullmatch(text):
        year, serial, letter = short_file.groups()
        form = f"SF{year}/{serial}"
    elif standard := CRO.fullmatch(text):
        serial, year, letter = standard.groups()
        serial = f"{serial:0>6}"
        form = f"{serial}/{year}"
    else:
        raise NotAnIdentifier(
            f"“{text}” is not a CRO number. {CRO_WORDS}. Check it against its source."
        )
    _check(letter, check_letter(int(year + serial)), text, "CRO number")
    return form + letter


def _check(letter: str, expected: str, text: str, name: str) -> None:
    if letter != expected:
        raise NotAnIdentifier(
            f"The {name} “{text}” ends in {letter}; its digits need {expected}. "
            "One of them was mistyped: check it against its source."
        )


def _shaped(shape: re.Pattern[str], text: str, words: str) -> str:
    if not shape.fullmatch(text):
        raise NotAnIdentifier(
            f"“{text}” does not have the right shape. {words}. Check it against its source."
        )
    return text


def _local(text: str) -> str:
    tidy = " ".join(unicodedata.normalize("NFKC", text).split())
    if not tidy or len(tidy) > LONGEST_LOCAL or not tidy.isprintable():
        raise NotAnIdentifier(
            f"A local number has 1 to {LONGEST_LOCAL} characters. Enter it as the organisation that gave it writes it."
        )
    return tidy
