"""The only writes: a store registered, a question asked, its progress, its answer or refusal.

`by` is who does it; None is this machine, until there is sign-in.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db.transaction import atomic
from procrastinate.contrib.django import app

import throughgate.evidence as evidence
from throughgate.common.errors import ThroughgateError, WrongUse
from throughgate.evidence.request import Request
from throughgate.evidence.result import Result
from throughgate.partnership.measurement.models import Measured, Store
from throughgate.partnership.measurement.rules import State, address, may_become

LONGEST_NAME = 100


@atomic
def register_store(*, name: str, folder: Path, by: Any) -> Store:
    """Make a store known here. The same folder again is the same store, renamed."""
    folder = folder.resolve()
    evidence.open(folder)  # refuses what is no store
    check_name(name=name, folder=folder, by=by)
    store, _ = Store.objects.update_or_create(folder=str(folder), defaults={"name": name.strip()})
    return store


def check_name(*, name: str, folder: Path | None = None, by: Any) -> None:
    """Refuse a name that is empty, too long, or another store's."""
    name = name.strip()
    if not name or len(name) > LONGEST_NAME:
        raise WrongUse(f"Give the store a name of 1 to {LONGEST_NAME} characters.")
    if Store.objects.filter(name=name).exclude(folder=str(folder or "")).exists():
        raise WrongUse(f"There is already a store called “{name}”. Give this one another name.")


@atomic
def ask(*, store: Store, request: Request, by: Any) -> Measured:
    """Keep a question and have a job answer it. Asked before of the same build: its answer is shown."""
    build = evidence.open(Path(store.folder)).store_id
    words = request.words()
    measured, new = Measured.objects.get_or_create(
        id=address(build, words),
        defaults={"store": store, "build": build, "words": words, "state": State.WAITING},
    )
    if not new and measured.state == State.REFUSED:
        _move(measured, State.WAITING, refusal="", percent=0)
        new = True
    if new:
        # One at a time for each store: each answer is protected against those kept before it.
        app.configure_task("measurement.answer", lock=f"store-{store.id}").defer(result=measured.id)
    return measured


@atomic
def begin(*, result: str, by: Any) -> Measured | None:
    """Take a question up; None where there is nothing left to do."""
    measured = (
        Measured.objects.select_for_update().select_related("store").filter(id=result).first()
    )
    if measured is None or not may_become(State(measured.state), State.RUNNING):
        return None
    _move(measured, State.RUNNING, percent=0)
    return measured


@atomic
def note_progress(*, result: str, percent: int, by: Any) -> None:
    Measured.objects.filter(id=result, state=State.RUNNING).update(percent=min(100, percent))


@atomic
def keep_answer(*, result: str, answer: Result, by: Any) -> None:
    measured = Measured.objects.select_for_update().get(id=result)
    _move(measured, State.DONE, answer=answer.to_json(), percent=100)


@atomic
def refuse(*, result: str, reason: str, by: Any) -> None:
    """Say why there is no answer; the question can be asked again."""
    measured = Measured.objects.select_for_update().get(id=result)
    _move(measured, State.REFUSED, refusal=reason)


def _move(measured: Measured, to: State, **fields: Any) -> None:
    if not may_become(State(measured.state), to):
        raise ThroughgateError(
            f"The result {measured.id} is {measured.state} and cannot become {to}. Load the page again."
        )
    for name, value in {"state": to, **fields}.items():
        setattr(measured, name, value)
    measured.save()
