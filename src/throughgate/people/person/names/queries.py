"""Who could be meant, by the keys alone: a few hundred at most, in one statement, behind the database's lock.

Keys are compared by =, >= and <, which keep their index under the policies; words join on the person, so that the
rarest is looked up first and the lock is asked of few rows. Exact words come before forms, sounds and beginnings.
The plan and its times: docs/methods/finding-people.md.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection

from throughgate.people.person.names import rules
from throughgate.people.person.names.asking import Asked
from throughgate.people.person.names.models import SearchKey

MOST = 200
TABLE = SearchKey._meta.db_table
Alternatives = tuple[frozenset[str], tuple[str, str] | None]


def candidates(asked: Asked) -> list[UUID]:
    """People one of whose holders, as far as this user sees, fits all that is asked; to be ranked by how well."""
    if asked.is_empty:
        return []
    given = _given(asked)
    selects: list[str] = []
    values: list[Any] = []
    for several in [*_exactly(asked), *_broadly(asked)] or [[]]:
        words, its = _select([*given, *several])
        selects.append(words)
        values += its
    found: list[UUID] = []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(selects), values)
        found += [person for (person,) in cursor.fetchall()]
    return list(dict.fromkeys(found))[:MOST]


def _given(asked: Asked) -> list[Alternatives]:
    given: list[Alternatives] = []
    if asked.numbers:
        given.append((frozenset(map(rules.number_key, asked.numbers)), None))
    if asked.born:
        given.append((frozenset([rules.birth_key(asked.born)]), None))
    return given


def _exactly(asked: Asked) -> list[list[Alternatives]]:
    return [
        [(frozenset([rules.WORD + word]), None) for word in reading]
        for reading in rules.readings(asked.name)
    ]


def _broadly(asked: Asked) -> list[list[Alternatives]]:
    return [
        [rules.word_alternatives(word) for word in reading]
        for reading in rules.readings(asked.name)
    ]


def _select(several: list[Alternatives]) -> tuple[str, list[Any]]:
    """One table for each thing asked, all of one person."""
    tables, tests = [f"{TABLE} k0"], []
    values: list[Any] = []
    for place, (equal, longer) in enumerate(several):
        key = f"k{place}.key"
        test = f"{key} = ANY(%s)"
        values.append(sorted(equal))
        if longer:
            test = f"({test} OR ({key} >= %s AND {key} < %s))"
            values += longer
        tests.append(test)
        if place:
            tables.append(f"JOIN {TABLE} k{place} ON k{place}.person_id = k0.person_id")
    # The names of tables are ours; all that was typed is a parameter.
    words = f"SELECT k0.person_id FROM {' '.join(tables)} WHERE {' AND '.join(tests)} LIMIT {MOST}"  # noqa: S608
    return f"({words})", values
