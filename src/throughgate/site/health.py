"""Whether this installation works: the database, the worker, the migrations, the disk."""

from __future__ import annotations

import shutil

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from throughgate.evidence import installation

ROOM_NEEDED = (
    500 * 1000 * 1000
)  # bytes; a store of a county takes some hundred million while it is built
QUIET_WORKER = "60 seconds"


def check() -> dict[str, bool]:
    """Each part and whether it works. A part that cannot be asked does not."""
    database = _works(_database)
    return {
        "database": database,
        "migrations": database and _works(_migrations),
        "worker": database and _works(_worker),
        "disk": shutil.disk_usage(installation.home()).free > ROOM_NEEDED,
    }


def _works(part) -> bool:  # type: ignore[no-untyped-def]
    try:
        return bool(part())
    except Error:
        return False


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone())


def _migrations() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _worker() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - %s::interval",
            [QUIET_WORKER],
        )
        return bool(cursor.fetchone()[0])
