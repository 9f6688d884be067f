"""What a kept result may become, and the address it stands at."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from enum import StrEnum

ADDRESS_LENGTH = 12


class State(StrEnum):
    """How far an asked question has come."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"


ALLOWED = {
    State.WAITING: {State.RUNNING, State.REFUSED},
    State.RUNNING: {State.RUNNING, State.DONE, State.REFUSED},  # a stopped worker's job starts anew
    State.REFUSED: {State.WAITING},  # asked again
    State.DONE: set(),
}


def may_become(now: State, then: State) -> bool:
    return then in ALLOWED[now]


def address(build: str, words: Mapping[str, str]) -> str:
    """The same question to the same build of a store has the same address, on every machine."""
    asked = json.dumps([build, sorted(words.items())], ensure_ascii=False)
    digest = hashlib.sha256(asked.encode()).digest()
    return base64.b32encode(digest).decode().lower()[:ADDRESS_LENGTH]
