"""Making rows about people that no one user could make. Only in the databases of tests, and only inside `making()`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

TESTS_MAKE = "current_setting('throughgate.tests', true) = 'making'"


def let_tests_make_people(cursor: Any, app: str) -> None:
    """One more policy, which only these databases have: everything else is as in an installation."""
    cursor.execute(
        "SELECT relname FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace"
    )
    for (table,) in cursor.fetchall():
        cursor.execute(f'DROP POLICY IF EXISTS tests_make ON "{table}"')
        cursor.execute(f'CREATE POLICY tests_make ON "{table}" TO {app} USING ({TESTS_MAKE})')


@contextmanager
def making() -> Iterator[None]:
    """Rows about anyone can be read and written in here; outside, only what the two locks let through."""
    _tell("making")
    try:
        yield
    finally:
        if not connection.needs_rollback:
            _tell("")


def _tell(word: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('throughgate.tests', %s, true)", [word])
