"""Writers of one thing wait for each other, where there may be no row yet to wait at."""

from __future__ import annotations

from django.db import connection


def wait_for(*what: object) -> None:
    """Until this transaction ends, another that waits for the same goes no further; then it finds what this one did."""
    key = " ".join(str(part) for part in what)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
