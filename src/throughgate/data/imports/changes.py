"""The only writes: files received, their build's progress, its end, and the files' removal.

`by` is who does it; None is this machine, until there is sign-in.
"""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db.transaction import atomic
from procrastinate.contrib.django import app

from throughgate.common.errors import ThroughgateError
from throughgate.data.imports.models import Upload
from throughgate.data.imports.people import queries as people
from throughgate.data.imports.rules import State, file_name, may_become
from throughgate.evidence import installation
from throughgate.partnership.measurement.changes import check_name, register_store

FORGOTTEN = timedelta(hours=24)  # after which files that belong to nothing under way are deleted
Files = Mapping[str, Sequence[Any]]  # table to files as Django received them


@atomic
def receive(*, details: dict[str, Any], files: Files, by: Any) -> Upload:
    """Take files in and have a job build a store from them.

    `details`: store_name, complete_to, statement, strict. Raises WrongUse for a name that is taken.
    """
    check_name(name=details["store_name"], by=by)
    upload = Upload(id=uuid.uuid4(), state=State.WAITING, **details)
    folder = upload.folder
    try:
        upload.files = _put_away(folder, files)
        upload.save()
        app.configure_task("imports.build").defer(upload=str(upload.id))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return upload


def _put_away(folder: Path, files: Files) -> list[dict[str, Any]]:
    said = []
    for table, sent in files.items():
        for number, file in enumerate(sent):
            place = folder / table / f"{number:03}"
            place.mkdir(parents=True, mode=0o700)
            name = file_name(file.name)
            Path(file.temporary_file_path()).rename(place / name)
            said.append({"table": table, "name": name, "size": file.size})
    return said


@atomic
def begin(*, upload: str, by: Any) -> Upload | None:
    """Take a build up; None where there is nothing left to do."""
    found = Upload.objects.select_for_update().filter(id=upload).first()
    if found is None or not may_become(State(found.state), State.RUNNING):
        return None
    _move(found, State.RUNNING, percent=0, doing="")
    return found


@atomic
def note_progress(*, upload: Upload, percent: int, doing: str, by: Any) -> None:
    running = Upload.objects.filter(id=upload.id, state=State.RUNNING)
    running.update(percent=min(100, percent), doing=doing[:200])


@atomic
def finish(*, upload: Upload, folder: Path, by: Any) -> None:
    """Register the store that was built, and delete the files."""
    store = register_store(name=upload.store_name, folder=folder, by=by)
    _move(upload, State.DONE, percent=100, store=store)
    shutil.rmtree(upload.folder, ignore_errors=True)


@atomic
def refuse(*, upload: Upload, reason: str, by: Any) -> None:
    """Say why no store was built, and delete the files."""
    _move(upload, State.REFUSED, refusal=reason)
    shutil.rmtree(upload.folder, ignore_errors=True)


def sweep(*, now: datetime, by: Any) -> None:
    """Delete files that a broken sending left, and those of uploads that have ended."""
    under_way = Upload.objects.filter(state__in=[State.WAITING, State.RUNNING])
    needed = {str(id) for id in under_way.values_list("id", flat=True)}
    needed |= {str(id) for id in people.under_way()}
    for path in installation.uploads().iterdir():
        changed = datetime.fromtimestamp(path.stat().st_mtime, now.tzinfo)
        if path.name not in needed and now - changed > FORGOTTEN:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _move(upload: Upload, to: State, **fields: Any) -> None:
    if not may_become(State(upload.state), to):
        raise ThroughgateError(
            f"This upload is {upload.state} and cannot become {to}. Load the page again."
        )
    for name, value in {"state": to, **fields}.items():
        setattr(upload, name, value)
    upload.save()
