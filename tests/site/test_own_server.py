"""A PostgreSQL server of one's own: three addresses instead of the embedded folder."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.installation import environment_of
from throughgate.site import roles
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


@pytest.mark.xdist_group("embedded")
def test_set_up_on_a_server_given_by_addresses(database_server: str, tmp_path: Path) -> None:
    name = f"own_{tmp_path.name.replace('-', '_')}"
    roles.ensure(database_server, database=name)
    addresses = {
        "DATABASE_URL": Role.OWNER,
        "DATABASE_APP_URL": Role.APP,
        "DATABASE_WORKER_URL": Role.WORKER,
    }
    environment = environment_of(tmp_path) | {
        variable: f"postgresql://{roles.name_of(role)}@/{name}?host={database_server}"
        for variable, role in addresses.items()
    }
    done = subprocess.run(
        [sys.executable, "-c", SET_UP], env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    user, migrations = json.loads(done.stdout)
    assert user == "throughgate_owner" and migrations > 0
    assert not (tmp_path / "pg").exists(), "no embedded server beside it"
    as_app = {"host": database_server, "dbname": name, "user": roles.name_of(Role.APP)}
    with psycopg.connect(**as_app) as pages:
        assert pages.execute("SELECT count(*) FROM measurement_store").fetchone() == (0,)
