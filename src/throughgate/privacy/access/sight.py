"""As whom the database shows rows: one user on one day, or a job that says why it crosses everyone.

Both last one transaction and are undone when it ends, whatever happens in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.db import connection, transaction

from throughgate.common import dates
from throughgate.common.errors import WrongUse

SETTINGS = ("user", "today", "now", "crossing", "sight")


@contextmanager
def seeing(user_id: int | None, *, today: date, now: datetime | None = None) -> Iterator[None]:
    """A transaction in which the database shows what this user may see today."""
    moment = now or dates.now()
    with _transaction(user=str(user_id or ""), today=today.isoformat(), now=moment.isoformat()):
        yield


@contextmanager
def crossing(why: str, *, today: date) -> Iterator[None]:
    """A transaction of a job that needs rows about everyone, and says why. Does nothing for the role of pages."""
    if not why.strip():
        raise WrongUse("A job that crosses people says why, in words.")
    moment = dates.now().isoformat()
    with _transaction(crossing=why, today=today.isoformat(), now=moment):
        yield


@contextmanager
def _transaction(**settings: str) -> Iterator[None]:
    within = connection.in_atomic_block
    with transaction.atomic():
        before = _swap({name: settings.get(name, "") for name in SETTINGS})
        try:
            yield
        finally:
            # They end with the transaction. Inside another (a test, a job) they would outlive ours; a connection that an
            # error made unusable loses them with its rollback.
            if within and not connection.needs_rollback:
                _swap(before)


def _swap(settings: dict[str, str]) -> dict[str, str]:
    """Set all of them for the transaction and return what they were, in one round trip."""
    old = ", ".join(f"current_setting('throughgate.{name}', true)" for name in settings)
    new = ", ".join(f"set_config('throughgate.{name}', %s, true)" for name in settings)
    with connection.cursor() as cursor:
        cursor.execute(
            # The names are ours; the values are parameters.
            f"WITH was AS MATERIALIZED (SELECT ARRAY[{old}] AS old) SELECT old, {new} FROM was",  # noqa: S608
            list(settings.values()),
        )
        was = cursor.fetchone()[0]
    return dict(zip(settings, (value or "" for value in was), strict=True))
