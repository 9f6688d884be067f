"""Who could be meant, by the keys alone: a few hundred at most, in one statement, behind the database's lock.

Keys are compared by >= and < only. The function of the database meets the words first, then whose organisation works
with them, then asks the lock of the few that are left; exact words come before forms, sounds and beginnings. How, and
how fast: docs/methods/finding-people.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import connection

from throughgate.people.person.names import rules
from throughgate.people.person.names.asking import Asked

MOST = 200
LOWEST = "\x01"  # a key to itself with this after it is a range that holds the key alone
Alternatives = tuple[frozenset[str], tuple[str, str] | None]
ONE = "SELECT found FROM find_by_keys(%s::int[], %s::text[], %s::text[], %s) AS found"


def candidates(asked: Asked) -> list[UUID]:
    """People whom this user sees and who fit all that is asked by their keys; to be ranked by how well."""
    if asked.is_empty:
        return []
    several = [[*_given(asked), *words] for words in _readings(asked)]
    values = [value for things in several for value in _as_ranges(things)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([ONE] * len(several)), values)
        found = [person for (person,) in cursor.fetchall()]
    return list(dict.fromkeys(found))[:MOST]


def _given(asked: Asked) -> Iterator[Alternatives]:
    if asked.numbers:
        yield frozenset(map(rules.number_key, asked.numbers)), None
    if asked.born:
        yield frozenset([rules.birth_key(asked.born)]), None


def _readings(asked: Asked) -> list[list[Alternatives]]:
    readings = rules.readings(asked.name)
    return [[rules.word_alternatives(word) for word in words] for words in readings] or [[]]


def _as_ranges(things: list[Alternatives]) -> list[Any]:
    """Three lists side by side: of which thing asked, from which key, to before which."""
    places, lows, highs = [], [], []
    for place, (equal, longer) in enumerate(things):
        ranges = [(key, key + LOWEST) for key in sorted(equal)]
        for low, high in [*ranges, *([longer] if longer else [])]:
            places.append(place)
            lows.append(low)
            highs.append(high)
    return [places, lows, highs, MOST]
