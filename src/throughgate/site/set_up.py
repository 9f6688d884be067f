"""Making an installation ready: the server, the roles, the tables, and a backup before the tables change."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from throughgate.common.errors import DatabaseProblem
from throughgate.evidence import installation
from throughgate.site import embedded, roles
from throughgate.site.environment import Role, read

Say = Callable[[str], None]


@contextmanager
def as_role(role: Role) -> Iterator[None]:
    """Run the rest of this process as one role of the database, with the database running."""
    os.environ["THROUGHGATE_ROLE"] = role.value
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "throughgate.site.settings")
    with nullcontext() if read().database_urls else embedded.running():
        import django

        django.setup()
        yield


def set_up(say: Say) -> None:
    """Make roles, database and tables, or bring them up to date. Run as owner."""
    if not read().database_urls:
        roles.ensure(str(embedded.socket_folder()))
    else:
        check_roles()
    pending = pending_migrations()
    if pending:
        _back_up_first(pending, say)
        _migrate(say)
    _grant()


def check_roles() -> None:
    """Of a server of one's own: each role may what it needs, and no more. Raises SettingsRefused."""
    from django.db import connection

    roles.check(connection, _user(Role.APP), _user(Role.WORKER))


def pending_migrations() -> list[str]:
    """The names of the changes of tables not yet made."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}-{migration.name}" for migration, _ in plan]


def _back_up_first(pending: list[str], say: Say) -> None:
    from throughgate.site.backup import back_up

    if _has_tables():
        path = installation.folder("backups", private=True) / f"before-{pending[0]}.dump"
        if (
            not path.exists()
        ):  # an earlier try was broken off: its backup is the older, so the better
            say(f"Saving the database in {path} before its tables change …")
            back_up(path, documents=False)  # no change of tables touches a file


def _has_tables() -> bool:
    from django.db import connection

    return bool(connection.introspection.table_names())


def _migrate(say: Say) -> None:
    from django.core.management import call_command

    say("Making the tables …")
    call_command("migrate", interactive=False, verbosity=0)


def _grant() -> None:
    from django.db import connection

    roles.grant(connection, _user(Role.APP), _user(Role.WORKER))


def _user(role: Role) -> str:
    from psycopg.conninfo import conninfo_to_dict

    url = read().database_urls.get(role)
    return str(conninfo_to_dict(url)["user"]) if url else roles.name_of(role)


def need_database() -> Path:
    """The embedded server's folder, or an error that says it was never set up."""
    folder = installation.database()
    if not read().database_urls and not (folder / "PG_VERSION").exists():
        raise DatabaseProblem(
            f"There is no database in {folder} yet. Run “throughgate serve” or “make run” once to set "
            "it up, or set THROUGHGATE_HOME to the folder of the installation."
        )
    return folder
