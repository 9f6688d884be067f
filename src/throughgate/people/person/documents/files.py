"""The bytes of documents: in the installation's folder, each named by its row's key alone, for its owner only.

A file is written before its row is kept and never changed. Without a row it means nothing, and a nightly job deletes it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings

from throughgate.common.errors import ThroughgateError

SETTLED = 3600  # seconds; a file this old belongs to a row that is kept by now, or to none


def folder() -> Path:
    return Path(settings.DOCUMENTS)


def place(key: UUID) -> Path:
    return folder() / str(key)


def keep(key: UUID, content: bytes) -> None:
    """Whole and on the disk, or not at all."""
    path = place(key)
    beside = path.with_name(f".{key}.{os.getpid()}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def read(key: UUID) -> BinaryIO:
    """The open file: it is sent when the transaction is over, and nobody can take it away meanwhile."""
    try:
        return place(key).open("rb")
    except FileNotFoundError:
        raise ThroughgateError(
            "What is known of this document is here, but its file is not. Tell whoever looks after this "
            "installation: it is in the backups."
        ) from None


def delete(key: UUID) -> None:
    with suppress(FileNotFoundError):
        place(key).unlink()


def settled() -> Iterator[tuple[UUID | None, Path]]:
    """Every file that is not of this very hour, with its key; what was broken off while being written has none."""
    latest = time.time() - SETTLED  # the clock of the disk, which no setting moves
    for path in folder().iterdir():
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < latest:
                yield _key(path.name), path


def _key(name: str) -> UUID | None:
    try:
        return UUID(name)
    except ValueError:
        return None
