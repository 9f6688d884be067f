"""Whether two records may be one person's, with the reasons. A person decides; this only asks.

Twins: the same surname and birth date with other first names are two people, so every word of a name must fit.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from throughgate.people.person.names import rules as names


class Reason(StrEnum):
    """Why two records may be one person's; the words are in values.yaml."""

    NUMBER = "same_number"
    NAME_AND_BIRTH = "name_and_birth_date"
    NAME_AND_NEAR_BIRTH = "name_and_near_birth_date"
    NAME_ALONE = "name_without_birth_date"


# A name alone is told to whoever adds somebody they can look at; it is too little to trouble an officer with.
FOR_OFFICERS = {Reason.NUMBER, Reason.NAME_AND_BIRTH, Reason.NAME_AND_NEAR_BIRTH}


@dataclass
class Known:
    """Who somebody is, as far as somebody knows it: every name, birth date and number that is held."""

    names: list[str] = field(default_factory=list)
    born: set[date] = field(default_factory=set)
    numbers: set[tuple[str, str]] = field(default_factory=set)  # kind and canonical number


def reasons(one: Known, other: Known) -> tuple[Reason, ...]:
    found: list[Reason] = []
    if one.numbers & other.numbers:
        found.append(Reason.NUMBER)
    if _named_alike(one.names, other.names):
        found += _by_birth(one.born, other.born)
    return tuple(found)


def _by_birth(one: set[date], other: set[date]) -> list[Reason]:
    if not one or not other:
        return [Reason.NAME_ALONE]
    if one & other:
        return [Reason.NAME_AND_BIRTH]
    near = any(_near(day, another) for day in one for another in other)
    return [Reason.NAME_AND_NEAR_BIRTH] if near else []


def _near(day: date, other: date) -> bool:
    """Day and month the other way round, or one of day, month and year otherwise."""
    if (day.year, day.month, day.day) == (other.year, other.day, other.month):
        return True
    parts = zip((day.day, day.month, day.year), (other.day, other.month, other.year), strict=True)
    return sum(a != b for a, b in parts) == 1


def _named_alike(some: list[str], others: list[str]) -> bool:
    """A middle name more or less, short forms, order and spelling apart."""
    return any(
        names.fit(one, others) or names.fit(other, [one]) for one in some for other in others
    )
