"""Looks that an information officer asks about: at one's own surname, at a colleague, at many people in an hour."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID


class Kind(StrEnum):
    """What stands out."""

    SURNAME = "surname"
    COLLEAGUE = "colleague"
    MANY = "many"


@dataclass(frozen=True)
class Seen:
    """One look: by whom, at whom, when."""

    person: UUID
    at: datetime


def same_surname(user: str, surnames: Iterable[str]) -> bool:
    return _folded(user) in {_folded(name) for name in surnames}


def is_colleague(names: set[tuple[str, str]], colleagues: set[tuple[str, str]]) -> bool:
    """First and last name both, as far as written the same."""
    folded = {(_folded(first), _folded(last)) for first, last in colleagues}
    return any((_folded(first), _folded(last)) in folded for first, last in names)


def many(looks: Iterable[Seen], *, most: int) -> tuple[datetime, int] | None:
    """The first hour in which more than `most` different people were opened: its beginning, and how many in it."""
    inside: list[Seen] = []
    for look in sorted(looks, key=lambda each: each.at):
        inside = [each for each in inside if look.at - each.at < timedelta(hours=1)] + [look]
        count = len({each.person for each in inside})
        if count > most:
            begun = inside[0].at
            hour = [
                each.person for each in looks if timedelta() <= each.at - begun < timedelta(hours=1)
            ]
            return begun, len(set(hour))
    return None


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
