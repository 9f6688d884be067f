"""What a name and a birth date can be, and on what those who entered them differ."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from throughgate.common.dates import add_months, long
from throughgate.common.errors import WrongUse
from throughgate.common.values import load

PACKAGE = "throughgate.people.person.details"
OLDEST = 120  # years: nobody older has been known
JOINERS = "\u200c\u200d"  # written inside words of Persian, of Indian languages and others
OF_NO_NAME = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}


def tidy(name: str) -> str:
    """A name in any script, with single spaces and without what cannot be seen. Raises WrongUse where it is no name."""
    whole = " ".join(unicodedata.normalize("NFC", name).split())
    seen = "".join(letter for letter in whole if _is_seen(letter))
    if seen and not any(unicodedata.category(letter)[0] == "L" for letter in seen):
        raise WrongUse(f"“{seen}” has no letter in it. Enter the name as the person writes it.")
    return seen


def _is_seen(letter: str) -> bool:
    return letter in JOINERS or unicodedata.category(letter) not in OF_NO_NAME


def check_birth_date(day: date, *, today: date) -> date:
    """The day, of somebody old enough to be dealt with for an offence and no older than anybody is. Raises WrongUse."""
    if day > today:
        raise WrongUse(f"{long(day)} has not come yet. Check the year of the birth date.")
    if today.year - day.year > OLDEST:
        raise WrongUse(
            f"Somebody born on {long(day)} would be older than anybody is. Write the year with four digits."
        )
    youngest = load(PACKAGE)["responsible_from"].on(today)
    if add_months(day, 12 * youngest) > today:
        raise WrongUse(
            f"Somebody born on {long(day)} is under {youngest}, and no child of that age is dealt with for an "
            "offence. Check the year of the birth date."
        )
    return day


def differing(rows: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The fields of which two say something different; what one leaves empty is no difference."""
    said: dict[str, set[Any]] = {}
    for row in rows:
        for name, value in row.items():
            if value:
                said.setdefault(name, set()).add(_compared(value))
    return tuple(name for name, values in said.items() if len(values) > 1)


def _compared(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value
