"""The database into one file and back."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from throughgate.common.errors import BadInput, DatabaseProblem, WrongUse
from throughgate.site import embedded
from throughgate.site.environment import read

MARK = b"PGDMP"  # how a file of pg_dump begins


def back_up(path: Path) -> None:
    """Write the whole database to a file only its owner may read; the file is there whole or not at all."""
    if path.exists():
        raise WrongUse(
            f"{path} is there already. Give another name: a backup is never overwritten."
        )
    if not path.parent.is_dir():
        raise WrongUse(f"The folder {path.parent} is not there. Make it, then run again.")
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        try:
            _run("pg_dump", "--format=custom", output=file)
        except BaseException:
            beside.unlink()
            raise
        os.fsync(file.fileno())
    beside.rename(path)


def restore(path: Path) -> None:
    """Put the database back to a backup, whole or not at all."""
    if not path.is_file():
        raise WrongUse(f"There is no file {path}. Give the file that “throughgate backup” wrote.")
    with path.open("rb") as file:
        if file.read(len(MARK)) != MARK:
            raise BadInput(
                f"{path} is not a backup of Throughgate. Give the file “throughgate backup” wrote."
            )
    _refuse_while_in_use()
    _run(
        "pg_restore",
        "--clean",
        "--if-exists",
        "--no-comments",
        "--single-transaction",
        "--exit-on-error",
        f"--dbname={_database()['NAME']}",
        str(path.resolve()),
    )


def _refuse_while_in_use() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        others = cursor.fetchone()[0]
    connection.close()
    if others:
        raise WrongUse(
            "The database is in use. Stop the site and its worker, then run the restore again."
        )


def _run(program: str, *words: str, output=subprocess.DEVNULL) -> None:  # type: ignore[no-untyped-def]
    done = subprocess.run(
        [embedded.program(program), *words],
        env={**os.environ, **_connection()},
        stdout=output,
        stderr=subprocess.PIPE,
        text=False,
    )
    if done.returncode:
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise DatabaseProblem(
            f"{program} stopped: {' '.join(last)} Nothing was changed. Put that right, then run again."
        )


def _connection() -> dict[str, str]:
    parts = ("HOST", "PORT", "USER", "PASSWORD")
    database = _database()
    given = {f"PG{part}": str(database[part]) for part in parts if database.get(part)}
    if not read().database_urls:  # row-level security hides people's rows from the owner too
        given["PGUSER"] = embedded.SUPERUSER
    return {**given, "PGDATABASE": str(database["NAME"])}


def _database() -> dict[str, object]:
    from django.conf import settings

    found: dict[str, object] = settings.DATABASES["default"]
    return found
