"""Pages connect as a role that owns nothing and can bypass nothing."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.utils import ProgrammingError


def answer(question: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_pages_connect_as_app() -> None:
    assert answer("SELECT current_user") == "throughgate_app"


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["throughgate_app", "throughgate_worker"])
def test_the_role_is_plain(role: str) -> None:
    rights = "rolsuper OR rolcreatedb OR rolcreaterole OR rolbypassrls OR rolreplication"
    assert answer(f"SELECT {rights} FROM pg_roles WHERE rolname = '{role}'") is False
    assert answer(f"SELECT count(*) FROM pg_tables WHERE tableowner = '{role}'") == 0
    member = f"SELECT count(*) FROM pg_auth_members WHERE member = '{role}'::regrole"
    assert answer(member) == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words",
    [
        "CREATE TABLE mine (x int)",
        "DROP TABLE procrastinate_jobs",
        "ALTER TABLE procrastinate_jobs DISABLE TRIGGER ALL",
        "DELETE FROM django_migrations",
        "SET ROLE throughgate_owner",
    ],
)
def test_pages_cannot_change_tables(words: str) -> None:
    with pytest.raises(ProgrammingError), connection.cursor() as cursor:
        cursor.execute(words)


@pytest.mark.django_db
def test_no_change_of_tables_is_missing_from_the_migrations() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
