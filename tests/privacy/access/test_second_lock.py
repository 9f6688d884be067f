"""The database's lock is on every table about a person, as the models say, and nobody but a job can step over it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.db import connection

from throughgate.people.person.models import Person
from throughgate.privacy.access import lists
from throughgate.privacy.access.about_person import NAMES, REGISTERED
from throughgate.privacy.access.kinds import Kind, Role
from throughgate.privacy.access.sight import crossing
from throughgate.site import roles
from throughgate.site.environment import Role as DatabaseRole

TODAY = date(2027, 3, 5)
pytestmark = pytest.mark.django_db
TABLES = {model._meta.db_table: policies for model, policies in REGISTERED.items()}


def as_role(role: DatabaseRole) -> psycopg.Connection[Any]:
    given = connection.settings_dict
    return psycopg.connect(host=given["HOST"], dbname=given["NAME"], user=roles.name_of(role))


@pytest.fixture
def owner() -> Iterator[psycopg.Connection[Any]]:
    with as_role(DatabaseRole.OWNER) as found:
        yield found
        found.rollback()


@pytest.fixture
def worker() -> Iterator[psycopg.Connection[Any]]:
    with as_role(DatabaseRole.WORKER) as found:
        yield found
        found.rollback()


def test_every_model_about_a_person_says_so() -> None:
    about = {
        model
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is Person or field.name in ("person", "person_id")
    }
    assert about <= set(REGISTERED), (
        "add @about_person(...) to the model and second_lock() to a migration"
    )


def test_every_table_about_a_person_has_the_lock_on(owner) -> None:
    """From the catalog, so that a table no model knows is found too."""
    found = owner.execute(
        """
        SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity FROM pg_class c
        WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND (
          c.oid IN ('people_person'::regclass, 'people_personhistory'::regclass)
          OR EXISTS (SELECT 1 FROM pg_attribute a
                     WHERE a.attrelid = c.oid AND a.attname IN ('person', 'person_id') AND NOT a.attisdropped)
          OR EXISTS (SELECT 1 FROM pg_constraint k
                     WHERE k.conrelid = c.oid AND k.confrelid = 'people_person'::regclass))
        """
    ).fetchall()
    assert {name for name, *_ in found} == set(TABLES)
    assert [name for name, enabled, _ in found if not enabled] == []
    assert {name: not forced for name, _, forced in found} == {
        name: policies.of_the_lock for name, policies in TABLES.items()
    }


@pytest.mark.parametrize("table", sorted(TABLES))
def test_the_policies_are_those_the_model_says(owner, table: str) -> None:
    kept = _policies(owner, table)
    for words in TABLES[table].statements(table):
        owner.execute(words)
    assert kept == _policies(owner, table)
    assert {name for name, *_ in kept} == {*NAMES, "cross"}


def _policies(owner, table: str) -> list[tuple[Any, ...]]:
    return owner.execute(
        "SELECT policyname, permissive, cmd, qual, with_check FROM pg_policies "
        "WHERE tablename = %s AND policyname <> 'tests_make' ORDER BY 1",
        [table],
    ).fetchall()


@pytest.mark.parametrize("table", sorted(TABLES))
def test_only_jobs_and_the_owner_cross(owner, table: str) -> None:
    found = owner.execute(
        "SELECT roles FROM pg_policies WHERE tablename = %s AND policyname = 'cross'", [table]
    ).fetchone()
    assert set(found[0]) == {"throughgate_worker", "throughgate_owner"}


def test_a_holder_is_always_known(owner) -> None:
    """A row without a holder would be everyone's who is involved. The audit has a policy of its own for that, and
    so has a line of a file about somebody new, whom its holder alone sees."""
    found = owner.execute(
        "SELECT table_name FROM information_schema.columns "
        "WHERE table_name = ANY (%s) AND column_name IN ('held_by_id', 'person_id') AND is_nullable = 'YES'",
        [[table for table in TABLES if not table.startswith("privacy_")]],
    ).fetchall()
    assert found == [("imports_line",)]


def test_a_job_crosses_only_while_it_says_why(worker) -> None:
    organisation = worker.execute(
        "INSERT INTO privacy_organisation (name, kind, active) VALUES ('Crossed', 'prison', true) RETURNING id"
    ).fetchone()[0]
    worker.execute("SELECT set_config('throughgate.crossing', 'a test', true)")
    worker.execute(
        "INSERT INTO people_person (id, created_by_id, created_at) VALUES (gen_random_uuid(), %s, now())",
        [organisation],
    )
    count = "SELECT count(*) FROM people_person WHERE created_by_id = %s"
    assert worker.execute(count, [organisation]).fetchone()[0] == 1
    worker.execute("SELECT set_config('throughgate.crossing', '', true)")
    assert worker.execute(count, [organisation]).fetchone()[0] == 0


def test_a_page_cannot_cross(django_user_model) -> None:
    with crossing("a page that tries", today=TODAY), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_person")
        assert cursor.fetchone()[0] == 0


@pytest.mark.parametrize(
    "words",
    [
        "ALTER TABLE people_person DISABLE ROW LEVEL SECURITY",
        "DROP POLICY see ON people_identity",
        "CREATE POLICY mine ON people_identity USING (true)",
        "CREATE OR REPLACE FUNCTION my_organisation() RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'",
        "ALTER TABLE people_involvement DISABLE TRIGGER involvement_holds",
        "SET SESSION AUTHORIZATION throughgate_worker",
    ],
)
def test_pages_cannot_open_the_lock(words: str) -> None:
    with pytest.raises(Exception, match=r"owner|permission"), connection.cursor() as cursor:
        cursor.execute(words)


def test_the_database_knows_the_lists_as_they_are_published() -> None:
    with connection.cursor() as cursor:
        for role in Role:
            cursor.execute("SELECT role_opens(%s, %s)", [role, TODAY])
            assert set(cursor.fetchone()[0]) == lists.opens(role, TODAY)
        for kind in Kind:
            cursor.execute("SELECT kind_sees_people(%s, %s)", [kind, TODAY])
            assert cursor.fetchone()[0] is lists.sees_people(kind, TODAY)
