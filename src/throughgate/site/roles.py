"""The three roles of the database: owner (migrations), app (pages) and worker (jobs). The last two own nothing."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import sql

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
