"""Before a list is read: the database is asked of its people once, and not again at every one of their rows.

It holds for rows of the reader's own organisation, until the transaction ends or writes anything (decision 15).
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import connection

MOST = 200  # it looks through them at each row: of more, the others are asked as ever


def clear_for_list(people: Iterable[UUID]) -> None:
    """Those whom the user may see of them need no second look; it gives nothing that the lock would not."""
    found = list(people)
    if not found:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT clear_for_list(%s::uuid[], %s)", [found, MOST])
