"""`python -m benchmarks.workspace.prepare PEOPLE`: sets an installation up and fills it. In a process of its own."""

from __future__ import annotations

import sys

import psycopg

from benchmarks.workspace.filling import Size, fill
from benchmarks.workspace.needs import fill_needs
from throughgate.site import embedded, roles
from throughgate.site.environment import Role
from throughgate.site.set_up import as_role, set_up

PASSWORD = "a quarter of a million"


def main(people: int) -> None:
    with as_role(Role.OWNER):
        set_up(lambda words: None)
        from django.contrib.auth.hashers import make_password

        password = make_password(PASSWORD)
        superuser = {"host": str(embedded.socket_folder()), "user": embedded.SUPERUSER}
        with psycopg.connect(dbname=roles.DATABASE, **superuser) as server:
            if not server.execute("SELECT 1 FROM people_person LIMIT 1").fetchone():
                server.commit()
                fill(server, Size(people), password)
                server.autocommit = False
            if not server.execute("SELECT 1 FROM people_assessment LIMIT 1").fetchone():
                server.commit()
                fill_needs(server, Size(people))


if __name__ == "__main__":
    main(int(sys.argv[1]))
