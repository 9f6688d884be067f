"""The same form sent twice is one row: it carries the key of the row it makes."""

from __future__ import annotations

from uuid import UUID

from django.db import connection


def wait_for(key: UUID) -> None:
    """The same form sent twice at once: the second waits, and then finds the row of the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(key)])
