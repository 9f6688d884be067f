"""The three roles of the database: owner (migrations), app (pages) and worker (jobs). The last two own nothing."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import sql

from throughgate.common.errors import SettingsRefused
from throughgate.privacy.access import published
from throughgate.site.embedded import SUPERUSER
from throughgate.site.environment import Role

DATABASE = "throughgate"


def name_of(role: Role) -> str:
    return f"throughgate_{role.value}"


def ensure(socket: str, database: str = DATABASE) -> None:
    """Make the roles and the database in the embedded server, where they are not there yet."""
    with psycopg.connect(host=socket, user=SUPERUSER, dbname="postgres", autocommit=True) as server:
        for role in Role:
            _ensure_role(server, name_of(role))
        found = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database])
        if not found.fetchone():
            server.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(
                    sql.Identifier(database), sql.Identifier(name_of(Role.OWNER))
                )
            )


def _ensure_role(server: psycopg.Connection[Any], name: str) -> None:
    if not server.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone():
        server.execute(
            sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS").format(
                sql.Identifier(name)
            )
        )


RIGHTS = """
SELECT rolname, rolname = current_user, rolsuper, rolsuper OR rolbypassrls FROM pg_roles
WHERE rolname IN (current_user, %s, %s)
"""


def check(owner: Any, app: str, worker: str) -> None:
    """Of a server of one's own: the owner reads every row, or a backup would lack people; pages and jobs bypass nothing."""
    with owner.cursor() as cursor:
        cursor.execute(RIGHTS, [app, worker])
        found = cursor.fetchall()
    if len(found) < 3:
        raise SettingsRefused(
            "DATABASE_URL, DATABASE_APP_URL and DATABASE_WORKER_URL need three different roles that are there: "
            "pages and jobs own nothing. Make them, name one in each, and start again."
        )
    for name, is_owner, superuser, bypasses in found:
        if is_owner and not bypasses:
            raise SettingsRefused(
                f"The role {name} of DATABASE_URL may not read every row, so a backup would stop at the first row about a "
                f"person. As an administrator of the server run “ALTER ROLE {name} BYPASSRLS”, then start again."
            )
        if not is_owner and bypasses:
            may = "NOSUPERUSER NOBYPASSRLS" if superuser else "NOBYPASSRLS"
            raise SettingsRefused(
                f"The role {name} may bypass row-level security, so the database would show everybody's rows to pages or "
                f"jobs. As an administrator of the server run “ALTER ROLE {name} {may}”, then start again."
            )


def grant(owner: Any, app: str, worker: str) -> None:
    """Let pages and jobs read and write rows, never change tables. Run by the owner after each migration."""
    from throughgate.privacy.audit import history  # the settings, which name the roles, come first

    with owner.cursor() as cursor:
        history.lock(cursor)
    everyone = sql.SQL(", ").join([sql.Identifier(app), sql.Identifier(worker)])
    with owner.cursor() as cursor:
        for words in (
            "GRANT USAGE ON SCHEMA public TO {}",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}",
            "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}",
            "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {}",
        ):
            cursor.execute(sql.SQL(words).format(everyone))
        cursor.execute("SELECT current_user")
        published.renew(cursor, jobs=worker, owner=cursor.fetchone()[0])
