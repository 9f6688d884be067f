"""The jobs of an import of people: read and preview, bring in. One at a time for the whole workspace."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from throughgate.common import dates
from throughgate.common.errors import ThroughgateError, from_os
from throughgate.data.imports.people import changes, running
from throughgate.data.imports.people.models import PeopleImport
from throughgate.data.imports.people.rules import State
from throughgate.privacy.access.sight import crossing

log = logging.getLogger("throughgate.data")
RETRY = RetryStrategy(max_attempts=3, wait=10)


@app.task(name="imports.preview_people", retry=RETRY)
def preview_people(importing: str) -> None:
    begun = changes.begin(importing=importing, to=State.READING)
    if begun is not None:
        _explained(begun, lambda: running.preview(begun, today=dates.today()))


@app.task(name="imports.bring_people", retry=RETRY)
def bring_people(importing: str) -> None:
    """Safe to run twice: what is in already is found to be the same."""
    begun = changes.begin(importing=importing, to=State.APPLYING)
    if begun is None:
        return
    today, now = dates.today(), dates.now()

    def note(percent: int) -> None:
        changes.note_progress(importing=begun, percent=percent)

    _explained(begun, lambda: running.apply(begun, today=today, now=now, note=note))


def _explained(begun: PeopleImport, work: Callable[[], None]) -> None:
    try:
        work()
    except ThroughgateError as error:
        _refuse(begun, str(error))
    except OSError as error:
        known = from_os(error, doing="reading the files")
        _refuse(begun, str(known) if known else _broke())
    except Exception:
        _refuse(begun, _broke())


def _refuse(begun: PeopleImport, reason: str) -> None:
    changes.refuse(importing=begun, reason=reason, by=None, now=dates.now())


def _broke() -> str:
    error_id = secrets.token_hex(4)
    log.exception("an import broke", extra={"error_id": error_id, "job": "imports.people"})
    return (
        "Something went wrong in the programme. What was brought in before it stays, and the same file sent "
        "again brings in the rest. If it goes wrong again, tell whoever looks after this workspace the "
        f"number {error_id}."
    )


@app.periodic(cron="37 2 * * *")
@app.task(name="imports.forget_people", queueing_lock="imports.forget_people", pass_context=False)
def forget_people(timestamp: int) -> None:
    """Previews are not kept for long."""
    today = dates.today()
    with crossing("previews of imports are deleted when they are old", today=today):
        changes.forget(today=today, now=dates.now())
