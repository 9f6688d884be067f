"""The only reads for pages. `by` is who looks; None is this machine, until there is sign-in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404

from throughgate.data.imports.models import Upload
from throughgate.data.imports.rules import State
from throughgate.partnership.measurement import queries as measurement


@dataclass(frozen=True)
class Sent:
    """An upload as its page shows it, with its store once there is one."""

    id: UUID
    store_name: str
    files: list[dict[str, Any]]
    state: State
    percent: int
    doing: str
    refusal: str
    store: measurement.Known | None

    @property
    def under_way(self) -> bool:
        return self.state in (State.WAITING, State.RUNNING)


def sent(by: Any, id: UUID) -> Sent:
    row = get_object_or_404(Upload, id=id)
    store = measurement.store(by, row.store_id) if row.store_id else None
    state = State(row.state)
    return Sent(
        row.id, row.store_name, row.files, state, row.percent, row.doing, row.refusal, store
    )


def typed(by: Any, id: UUID) -> dict[str, Any]:
    """What was typed with an upload, to send it again with other files."""
    row = get_object_or_404(Upload, id=id)
    said = row.statement or {}
    day = row.complete_to
    parts = [day.day, day.month, day.year] if day else None
    return {**said, "store_name": row.store_name, "complete_to": parts, "strict": row.strict}


def files_of(upload: Upload) -> tuple[dict[str, list[Path]], Path | None]:
    """The files of an upload where they lie, by table, and its mapping file."""
    found: dict[str, list[Path]] = {}
    for path in sorted(upload.folder.glob("*/*/*")):
        found.setdefault(path.parts[-3], []).append(path)
    mapping = found.pop("mapping", [])
    return found, mapping[0] if mapping else None
