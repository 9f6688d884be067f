"""The database and the files of people's documents, in one file and back.

The file is a tar: `database`, as pg_dump writes it, and `documents/<key of the row>`. A document's file is written once
and never changed, so putting one back beside those that are there can spoil nothing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from throughgate.common.errors import BadInput, DatabaseProblem, WrongUse
from throughgate.evidence import installation
from throughgate.site import embedded
from throughgate.site.environment import read

MARK = b"PGDMP"  # how a file of pg_dump begins; earlier backups are that alone
DATABASE, DOCUMENTS = "database", "documents"


def back_up(path: Path, *, documents: bool = True) -> None:
    """Write everything to a file only its owner may read; the file is there whole or not at all."""
    if path.exists():
        raise WrongUse(
            f"{path} is there already. Give another name: a backup is never overwritten."
        )
    if not path.parent.is_dir():
        raise WrongUse(f"The folder {path.parent} is not there. Make it, then run again.")
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with _held(documents) as held, _private(beside) as file:
            dump = held / DATABASE
            with _private(dump) as database:
                _run("pg_dump", "--format=custom", output=database)
            if documents:
                _hold(held)  # those that came while the database was written
            with tarfile.open(fileobj=file, mode="w") as tar:
                for each in sorted(held.rglob("*")):
                    tar.add(each, each.relative_to(held).as_posix(), recursive=False)
            file.flush()
            os.fsync(file.fileno())
        beside.rename(path)
    finally:
        beside.unlink(missing_ok=True)


def restore(path: Path) -> None:
    """Put the database back to a backup, whole or not at all; and every file that its documents name.

    The files come first: without a row they mean nothing, and are swept at night.
    """
    if not path.is_file():
        raise WrongUse(f"There is no file {path}. Give the file that “throughgate backup” wrote.")
    _refuse_while_in_use()
    with _dump_in(path) as dump:
        _run(
            "pg_restore",
            "--clean",
            "--if-exists",
            "--no-comments",
            "--single-transaction",
            "--exit-on-error",
            f"--dbname={_database()['NAME']}",
            str(dump),
        )


@contextmanager
def _held(documents: bool) -> Iterator[Path]:
    """A folder with a second name for each document's file: one taken out meanwhile is in the backup still."""
    with TemporaryDirectory(dir=installation.home(), prefix="backup-") as folder:
        held = Path(folder)
        if documents:
            (held / DOCUMENTS).mkdir(mode=0o700)
            _hold(held)
        yield held


def _hold(held: Path) -> None:
    for file in installation.documents().iterdir():
        other = held / DOCUMENTS / file.name
        if _is_key(file.name) and not other.exists():
            with suppress(FileNotFoundError):  # taken out this very moment
                _second_name(file, other)


def _second_name(file: Path, other: Path) -> None:
    try:
        os.link(file, other)
    except FileNotFoundError:
        raise
    except OSError:  # the documents lie on a disk of their own
        shutil.copyfile(file, other)


@contextmanager
def _dump_in(path: Path) -> Iterator[Path]:
    """The database's part of a backup; the documents' files are put in their place on the way."""
    with path.open("rb") as file:
        if file.read(len(MARK)) == MARK:
            yield path.resolve()
            return
    try:
        with (
            tarfile.open(path) as tar,
            TemporaryDirectory(dir=installation.home(), prefix="restore-") as folder,
        ):
            dump = Path(folder) / DATABASE
            _write(tar, tar.getmember(DATABASE), dump)
            for member in tar:
                where, _, name = member.name.partition("/")
                if where == DOCUMENTS and member.isfile() and _is_key(name):
                    _write(tar, member, installation.documents() / name)
            yield dump
    except (tarfile.TarError, KeyError):
        raise BadInput(
            f"{path} is not a backup of Throughgate, or a part of it is missing. Give the file "
            "“throughgate backup” wrote, whole."
        ) from None


def _write(tar: tarfile.TarFile, member: tarfile.TarInfo, place: Path) -> None:
    source = tar.extractfile(member)
    if source is None:
        raise KeyError(member.name)
    beside = place.with_name(f".{place.name}.{os.getpid()}")
    with _private(beside) as file:
        shutil.copyfileobj(source, file)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(place)


def _private(path: Path):  # type: ignore[no-untyped-def]
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _is_key(name: str) -> bool:
    try:
        return str(UUID(name)) == name
    except ValueError:
        return False


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
