"""The job that answers a question. Safe to run twice: an answered question is left alone."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from pathlib import Path

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

import throughgate.evidence as evidence
from throughgate.common.errors import ThroughgateError
from throughgate.evidence.request import Request
from throughgate.partnership.measurement import changes

log = logging.getLogger("throughgate.partnership")


@app.task(name="measurement.answer", retry=RetryStrategy(max_attempts=3, wait=10))
def answer(result: str) -> None:
    asked = changes.begin(result=result, by=None)
    if asked is None:
        return
    try:
        found = evidence.open(Path(asked.store.folder)).measure(
            Request.parse(**asked.words), progress=_progress(result)
        )
        changes.keep_answer(result=result, answer=found, by=None)
    except ThroughgateError as error:
        changes.refuse(result=result, reason=str(error), by=None)
    except Exception:
        changes.refuse(result=result, reason=_broke(), by=None)


def _progress(result: str) -> Callable[[int, int], None]:
    """Notes each new whole percent, no more often: a note is a write."""
    said = 0

    def note(finished: int, of: int) -> None:
        nonlocal said
        percent = 100 * finished // max(of, 1)
        if percent > said:
            said = percent
            changes.note_progress(result=result, percent=percent, by=None)

    return note


def _broke() -> str:
    error_id = secrets.token_hex(4)
    log.exception("a measure broke", extra={"error_id": error_id, "job": "measurement.answer"})
    return (
        "Something went wrong in the programme while it counted; nothing of yours is wrong. Ask again. "
        f"If it goes wrong again, tell whoever looks after this workspace the number {error_id}."
    )
