"""A PostgreSQL server of one's own: three addresses instead of the embedded folder."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from tests.installation import environment_of
from throughgate.site.embedded import SUPERUSER
from throughgate.site.environment import Role

SET_UP = """
import json
from throughgate.site.environment import Role
from throughgate.site.set_up import as_role, set_up
with as_role(Role.OWNER):
    set_up(lambda words: None)
    from django.db import connection
    cursor = connection.cursor()
    cursor.execute("SELECT current_user, count(*) FROM django_migrations")
    print(json.dumps(cursor.fetchone()))
"""


Addresses = dict[str, str]


@pytest.fixture
def addresses(database_server: str) -> Addresses:
    """A database and three roles of its own, made as the how-to says."""
    name = f"own_{uuid4().hex[:12]}"  # roles are of the whole server, which others use at the same time
    with psycopg.connect(
        host=database_server, user=SUPERUSER, dbname="postgres", autocommit=True
    ) as server:
        for role in Role:
            server.execute(f"CREATE ROLE {name}_{role.value} LOGIN")
        server.execute(f"ALTER ROLE {name}_owner BYPASSRLS")
        server.execute(f"CREATE DATABASE {name} OWNER {name}_owner")
    return {
        variable: f"postgresql://{name}_{role.value}@/{name}?host={database_server}"
        for variable, role in (
            ("DATABASE_URL", Role.OWNER),
            ("DATABASE_APP_URL", Role.APP),
            ("DATABASE_WORKER_URL", Role.WORKER),
        )
    }


def set_up(home: Path, addresses: Addresses) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", SET_UP],
        env=environment_of(home) | addresses,
        capture_output=True,
        text=True,
    )


@pytest.mark.xdist_group("embedded")
def test_set_up_on_a_server_given_by_addresses(addresses: Addresses, tmp_path: Path) -> None:
    done = set_up(tmp_path, addresses)
    assert done.returncode == 0, done.stderr
    user, migrations = json.loads(done.stdout)
    assert user.endswith("_owner") and migrations > 0
    assert not (tmp_path / "pg").exists(), "no embedded server beside it"
    with psycopg.connect(addresses["DATABASE_APP_URL"]) as pages:
        assert pages.execute("SELECT count(*) FROM measurement_store").fetchone() == (0,)
    saved = subprocess.run(
        [sys.executable, "-m", "throughgate.cli", "backup", str(tmp_path / "whole")],
        env=environment_of(tmp_path) | addresses,
        capture_output=True,
        text=True,
    )
    assert saved.returncode == 0, saved.stderr
    assert (tmp_path / "whole").stat().st_size > 100_000


@pytest.mark.xdist_group("embedded")
@pytest.mark.parametrize(
    ("role", "right", "says"),
    [
        ("owner", "NOBYPASSRLS", "_owner BYPASSRLS”, then start again"),
        ("app", "BYPASSRLS", "_app NOBYPASSRLS”, then start again"),
        ("worker", "SUPERUSER", "_worker NOSUPERUSER NOBYPASSRLS”, then start again"),
    ],
)
def test_a_role_that_may_too_little_or_too_much_is_refused(
    addresses: Addresses, tmp_path: Path, database_server: str, role: str, right: str, says: str
) -> None:
    name = addresses["DATABASE_URL"].split("//")[1].split("_owner@")[0]
    with psycopg.connect(
        host=database_server, user=SUPERUSER, dbname="postgres", autocommit=True
    ) as server:
        server.execute(f"ALTER ROLE {name}_{role} {right}")
    done = set_up(tmp_path, addresses)
    assert done.returncode != 0 and says in done.stderr


@pytest.mark.xdist_group("embedded")
def test_one_role_for_everything_is_refused(addresses: Addresses, tmp_path: Path) -> None:
    done = set_up(tmp_path, dict.fromkeys(addresses, addresses["DATABASE_URL"]))
    assert done.returncode != 0 and "three different roles" in done.stderr
