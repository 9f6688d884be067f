"""What an upload may become, and the name its store's folder gets."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum


class State(StrEnum):
    """How far the building of uploaded files has come."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"


ALLOWED = {
    State.WAITING: {State.RUNNING, State.REFUSED},
    State.RUNNING: {State.RUNNING, State.DONE, State.REFUSED},  # a stopped worker's job starts anew
    State.DONE: set(),
    State.REFUSED: set(),  # its files are gone: the form is sent again
}


def may_become(now: State, then: State) -> bool:
    return then in ALLOWED[now]


def folder_name(name: str, id: str) -> str:
    """A name for a folder: what of the store's name is plain letters, and enough of its id to be alone."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return f"{re.sub(r'[^a-z0-9]+', '-', plain).strip('-')[:40] or 'store'}-{id[:8]}"


def file_name(given: str) -> str:
    """The name a file keeps here: its last part, without what a file system or a page could mistake."""
    last = given.replace("\\", "/").rsplit("/", 1)[-1]
    return re.sub(r"[^\w.\- ]", "_", last).lstrip(".")[-120:] or "file"
