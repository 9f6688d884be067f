"""The job that builds a store from uploaded files, and the one that clears what was left lying."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from datetime import UTC, datetime

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

import throughgate.evidence as evidence
from throughgate.common import dates
from throughgate.common.errors import ThroughgateError, from_os
from throughgate.data.imports import changes, queries
from throughgate.data.imports.models import Upload
from throughgate.data.imports.rules import folder_name
from throughgate.evidence import installation

log = logging.getLogger("throughgate.data")


@app.task(name="imports.build", retry=RetryStrategy(max_attempts=3, wait=10))
def build(upload: str) -> None:
    """Safe to run twice: the store is swapped in whole, and an ended upload is left alone."""
    begun = changes.begin(upload=upload, by=None)
    if begun is None:
        return
    try:
        _build(begun)
    except ThroughgateError as error:
        changes.refuse(upload=begun, reason=str(error), by=None)
    except OSError as error:
        known = from_os(error, doing="building the store")
        changes.refuse(upload=begun, reason=str(known) if known else _broke(), by=None)
    except Exception:
        changes.refuse(upload=begun, reason=_broke(), by=None)


def _build(upload: Upload) -> None:
    sources, mapping = queries.files_of(upload)
    folder = installation.stores() / folder_name(upload.store_name, str(upload.id))
    evidence.build(
        folder,
        sources,
        mapping=mapping,
        complete_to=upload.complete_to,
        statement=upload.statement,
        strict=upload.strict,
        today=dates.today(),
        progress=_progress(upload),
    )
    changes.finish(upload=upload, folder=folder, by=None)


def _progress(upload: Upload) -> Callable[[int, int, str], None]:
    """Notes each new whole percent, no more often: a note is a write."""
    said = -1

    def note(done: int, of: int, doing: str) -> None:
        nonlocal said
        percent = 100 * done // max(of, 1)
        if percent > said:
            said = percent
            changes.note_progress(upload=upload, percent=percent, doing=doing, by=None)

    return note


def _broke() -> str:
    error_id = secrets.token_hex(4)
    log.exception("a build broke", extra={"error_id": error_id, "job": "imports.build"})
    return (
        "Something went wrong in the programme while it built the store; no store was made. Send the "
        "files again. If it goes wrong again, tell whoever looks after this workspace the number "
        f"{error_id}."
    )


@app.periodic(cron="17 * * * *")
@app.task(name="imports.sweep", queueing_lock="imports.sweep")
def sweep(timestamp: int) -> None:
    changes.sweep(now=datetime.now(UTC), by=None)
