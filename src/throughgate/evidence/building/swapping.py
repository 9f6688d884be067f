"""One build at a time, and the swap at its end: killed at any moment, the old store or the new one is there.

The new store is written in a hidden folder beside the old one and put in its place by one system
call. Where the system has no such call, the old one is moved aside first; a store found missing
with an old one beside it is put back when it is next opened or built.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from throughgate.common.errors import StoreProblem

AT_FDCWD = -100
RENAME_EXCHANGE = 2


def _beside(store: Path, what: str) -> Path:
    return store.parent / f".{store.name}.{what}"


@contextmanager
def building(store: Path) -> Iterator[Path]:
    """A fresh folder to build in; raises StoreProblem while another build holds the store."""
    store.parent.mkdir(parents=True, exist_ok=True)
    with _locked(store):
        recover(store)
        _sweep(store)
        folder = _beside(store, "building")
        folder.mkdir()
        try:
            yield folder
        finally:
            _sweep(store)


@contextmanager
def _locked(store: Path) -> Iterator[None]:
    """The system lets go of the lock when its process ends, however it ends."""
    path = _beside(store, "lock")
    with path.open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.seek(0)
            raise StoreProblem(
                f"{store} is being built by another process (number {lock.read().strip() or '?'}). "
                "Wait until it has finished, or build into another folder."
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def _sweep(store: Path) -> None:
    for what in ("building", "old"):
        shutil.rmtree(_beside(store, what), ignore_errors=True)


def recover(store: Path) -> None:
    """Puts the old store back where a swap in two steps was cut between them."""
    old = _beside(store, "old")
    if not store.exists() and (old / "manifest.json").exists():
        old.rename(store)


def check_place(store: Path) -> None:
    """A store may replace a store or fill an empty folder, never anything else."""
    if not store.exists():
        return
    if not store.is_dir() or (any(store.iterdir()) and not (store / "manifest.json").is_file()):
        raise StoreProblem(
            f"{store} is there already and is not a store. Nothing was changed. Name a new folder."
        )


def swap(fresh: Path, store: Path) -> None:
    """Puts the fresh folder in the store's place."""
    if not store.exists():
        fresh.rename(store)
    elif not _exchange(fresh, store):
        old = _beside(store, "old")
        store.rename(old)
        fresh.rename(store)


def _exchange(one: Path, other: Path) -> bool:
    """Both names change places in one system call (Linux)."""
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    paths = os.fsencode(one), os.fsencode(other)
    if call(AT_FDCWD, paths[0], AT_FDCWD, paths[1], RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        return False
    raise OSError(code, os.strerror(code), str(other))
