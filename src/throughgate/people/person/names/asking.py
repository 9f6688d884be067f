"""What somebody typed into the one box: numbers, a birth date, and the rest as a name. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from throughgate.people.person.identifiers.rules import (
    CRO,
    CRO_SHORT_FILE,
    PNC,
    Kind,
    NotAnIdentifier,
    read,
    recognise,
)
from throughgate.people.person.names import rules

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAY = re.compile(
    r"(?<![\w/])(?:(?P<iso>\d{4}-\d{1,2}-\d{1,2})"
    r"|(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s./-]+"
    r"(?:(?P<month>\d{1,2})|(?P<named>[a-z]{3,9})\.?)[\s./-]+(?P<year>\d{4}|\d{2}))(?![\w/])",
    re.I,
)
CHECKED = ((PNC, Kind.PNC), (CRO, Kind.CRO), (CRO_SHORT_FILE, Kind.CRO))


@dataclass(frozen=True)
class Asked:
    """All that is given must fit. `problem` says what of it cannot be."""

    name: str = ""
    born: date | None = None
    numbers: tuple[str, ...] = ()  # in the forms that they can have; one of them
    problem: str = ""

    @property
    def is_empty(self) -> bool:
        return not (rules.words(self.name) or self.born or self.numbers)


def read_box(typed: str, *, today: date) -> Asked:
    """Numbers first, since a number can look like a date; then a day; what is left is a name."""
    left, numbers, problem = _numbers(" ".join(typed.split()), today)
    if problem:
        return Asked(problem=problem)
    found = DAY.search(left)
    if found is None:
        return Asked(name=left, numbers=numbers)
    born = _day(found, today)
    if born is None:
        return Asked(problem=f"“{found.group().strip()}” is not a real day. Write it as 31 3 1990.")
    return Asked(f"{left[: found.start()]} {left[found.end() :]}".strip(), born, numbers)


def _numbers(typed: str, today: date) -> tuple[str, tuple[str, ...], str]:
    """The text without its numbers. A word with letters and digits that is no national number is a local one."""
    whole = recognise(typed, today=today)
    if whole:
        return "", tuple(one.number for one in whole), ""
    left, numbers = [], []
    for word in typed.split():
        if problem := _wrong_letter(word, today):
            return "", (), problem
        known = [one.number for one in recognise(word, today=today)]
        if not known and _is_local(word):
            known = [word]
        numbers += known
        if not known:
            left.append(word)
    return " ".join(left), tuple(numbers), ""


def _is_local(word: str) -> bool:
    """Neither part of a day nor of a name: “HC-20417”, “4418823”."""
    digits = sum(letter.isdigit() for letter in word)
    dated = DAY.search(word) or re.fullmatch(r"\d{1,2}(st|nd|rd|th)?|\d{4}", word, re.I)
    return digits >= 2 and not dated


def _wrong_letter(word: str, today: date) -> str:
    tidy = word.upper()
    for shape, kind in CHECKED:
        if shape.fullmatch(tidy):
            try:
                read(kind, tidy, today=today)
            except NotAnIdentifier as error:
                return str(error)
    return ""


def _day(found: re.Match[str], today: date) -> date | None:
    try:
        if found["iso"]:
            year, month, day = (int(part) for part in found["iso"].split("-"))
            return date(year, month, day)
        month = int(found["month"]) if found["month"] else _month(found["named"])
        return date(_year(found["year"], today), month, int(found["day"]))
    except ValueError:
        return None


def _month(named: str) -> int:
    return MONTHS.index(named.lower()[:3]) + 1


def _year(digits: str, today: date) -> int:
    """Two digits are a year of the last hundred."""
    year = int(digits)
    if len(digits) == 4:
        return year
    century = today.year // 100 * 100
    return year + (century if century + year <= today.year else century - 100)
