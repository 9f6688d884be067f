"""One embedded server for the whole run; each process of it has a database of its own, used as the role of pages."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest

from tests.making import let_tests_make_people


@pytest.fixture(scope="session")
def database_server() -> Iterator[str]:
    """The embedded server of this run; the last process to leave stops it."""
    from throughgate.site import embedded

    with embedded.running() as socket:
        _forget_on_a_crash(str(socket))
        yield str(socket)


def _forget_on_a_crash(socket: str) -> None:
    """Nothing of a test is wanted after the power goes: the disk is not waited for."""
    import psycopg

    from throughgate.site.embedded import SUPERUSER

    with psycopg.connect(host=socket, user=SUPERUSER, dbname="postgres", autocommit=True) as server:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            server.execute(f"ALTER SYSTEM SET {setting} = off")
        server.execute("SELECT pg_reload_conf()")


@pytest.fixture(scope="session")
def django_db_setup(database_server: str, django_db_blocker) -> None:
    """Made by the owner, used as the role of pages: what a page may not do, no test can do."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from throughgate.site import roles
    from throughgate.site.environment import Role

    name = f"tests_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    roles.ensure(database_server, database=name)
    with django_db_blocker.unblock():
        for database in (settings.DATABASES["default"], connection.settings_dict):
            database["NAME"] = name
        connection.settings_dict["USER"] = roles.name_of(Role.OWNER)
        call_command("migrate", interactive=False, verbosity=0)
        app, worker = roles.name_of(Role.APP), roles.name_of(Role.WORKER)
        roles.grant(connection, app, worker)
        with connection.cursor() as cursor:  # emptying tables between tests that commit
            cursor.execute(f"GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO {app}")
            let_tests_make_people(cursor, app)
        connection.close()
        connection.settings_dict["USER"] = app


@pytest.fixture(autouse=True)
def silent_templates(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """On every page of every test: a question to the database while a template is rendered fails."""
    if "client" not in request.fixturenames:
        return
    from django.db import connection
    from jinja2 import Template

    render = Template.render

    def refuse(*_: object) -> None:
        raise AssertionError("a template asked the database")

    def rendered(self: Template, *given: object, **named: object) -> str:
        with connection.execute_wrapper(refuse):
            return render(self, *given, **named)

    monkeypatch.setattr(Template, "render", rendered)


def pytest_unconfigure(config: pytest.Config) -> None:
    """The process that named the folder removes it, when every other has gone."""
    if os.environ.get("THROUGHGATE_TEST_STARTED_BY") == str(os.getpid()):
        shutil.rmtree(os.environ["THROUGHGATE_TEST_HOME"], ignore_errors=True)
