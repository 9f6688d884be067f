"""Results given out before, kept beside the store they were made from: what an attacker may already hold.

STORE/kept/<request>.json holds the request and what was shown, never what was hidden. One lock a
store: two processes that measure at once are protected one after the other. docs/methods/small-numbers.md.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from throughgate.common.errors import StoreProblem
from throughgate.evidence.request import Request

FOLDER, LOCK = "kept", ".lock"


@dataclass(frozen=True)
class KeptRow:
    """A row as it was given out: what was shown of each quantity, and which were hidden."""

    group: dict[str, str]
    shown: dict[str, int]
    hidden: tuple[str, ...]


@dataclass(frozen=True)
class Kept:
    """One result given out."""

    request: Request
    store_id: str
    rows: tuple[KeptRow, ...]

    def as_dict(self) -> dict[str, Any]:
        rows = [{"group": r.group, "shown": r.shown, "hidden": list(r.hidden)} for r in self.rows]
        return {"request": self.request.words(), "store": self.store_id, "rows": rows}

    @classmethod
    def from_dict(cls, kept: dict[str, Any]) -> Kept:
        rows = tuple(KeptRow(r["group"], r["shown"], tuple(r["hidden"])) for r in kept["rows"])
        return cls(Request.parse(**kept["request"]), kept["store"], rows)


@dataclass
class Book:
    """What was kept of one store. `folder` None: the store cannot be written, nothing is kept."""

    store_id: str
    folder: Path | None
    results: dict[str, Kept] = field(default_factory=dict)

    def of(self, request: Request) -> Kept | None:
        return self.results.get(name_of(request))

    def beside(self, request: Request) -> list[Kept]:
        """Earlier results that may share people with this one, directly or through one another."""
        others = [kept for kept in self.results.values() if kept.request.measure == request.measure]
        near, waiting = [], [request]
        while waiting:
            one = waiting.pop()
            found = [kept for kept in others if _meet(kept.request, one)]
            others = [kept for kept in others if kept not in found]
            near += found
            waiting += [kept.request for kept in found]
        return sorted(near, key=lambda kept: name_of(kept.request))

    def keep(self, result: Kept) -> bool:
        """Keeps a result; again: nothing changes. Whether it could be kept."""
        if self.folder is None:
            return False
        path = self.folder / f"{name_of(result.request)}.json"
        fresh = path.with_suffix(".fresh")
        fresh.write_text(json.dumps(result.as_dict(), indent=1), encoding="utf-8")
        fresh.replace(path)
        return True


def name_of(request: Request) -> str:
    """The same request has the same name."""
    words = json.dumps(request.words(), sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()[:32]


def _meet(one: Request, other: Request) -> bool:
    return any(
        mine.first <= theirs.last and theirs.first <= mine.last
        for mine in one.cohorts
        for theirs in other.cohorts
    )


@contextmanager
def book(store: Path | None, store_id: str) -> Iterator[Book]:
    """What was kept of a store; nobody else reads or adds to it meanwhile."""
    if store is None:
        yield Book(store_id, None)
        return
    folder = store / FOLDER
    try:
        folder.mkdir(exist_ok=True)
        lock = _locked(folder / LOCK)
    except OSError:  # not ours to write: what others kept there still counts
        yield Book(store_id, None, _read(folder, store_id))
        return
    with lock:
        yield Book(store_id, folder, _read(folder, store_id))


def _locked(path: Path) -> TextIO:
    """The lock file, held; taken again where a build put another store in its place meanwhile."""
    while True:
        lock = path.open("a")
        fcntl.flock(lock, fcntl.LOCK_EX)
        if path.exists() and path.stat().st_ino == os.fstat(lock.fileno()).st_ino:
            return lock
        lock.close()


def _read(folder: Path, store_id: str) -> dict[str, Kept]:
    found = {}
    for path in sorted(folder.glob("*.json")):
        kept = _kept(path)
        if kept.store_id == store_id:
            found[path.stem] = kept
    return found


def _kept(path: Path) -> Kept:
    try:
        return Kept.from_dict(json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError):
        raise StoreProblem(
            f"{path} says what was given out before and cannot be read, so nothing more can be "
            "protected beside it. Put it back from a backup, or build the store again in a new folder."
        ) from None


@contextmanager
def carried_over(store: Path, fresh: Path, store_id: str) -> Iterator[None]:
    """While a build puts `fresh` in the place of `store`: what was kept of the same data goes along."""
    if not (store / FOLDER).is_dir():
        yield
        return
    with book(store, store_id) as old:
        if old.results:
            (fresh / FOLDER).mkdir(exist_ok=True)
        for name in old.results:
            shutil.copy2(store / FOLDER / f"{name}.json", fresh / FOLDER)
        yield
