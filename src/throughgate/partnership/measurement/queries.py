"""The only reads for pages. `by` is who looks; None is this machine, until there is sign-in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

import throughgate.evidence as evidence
from throughgate.common.errors import ThroughgateError
from throughgate.evidence.reports import words
from throughgate.evidence.request import Request
from throughgate.evidence.result import Result
from throughgate.partnership.measurement import titles
from throughgate.partnership.measurement.models import Measured, Store
from throughgate.partnership.measurement.rules import State, address

LATEST = 10


@dataclass(frozen=True)
class Known:
    """A store as registered, with what its manifest says; `problem` where it cannot be read."""

    id: UUID
    name: str
    folder: str
    manifest: dict[str, Any]
    problem: str = ""

    @property
    def people(self) -> int:
        return int(self.manifest["tables"]["people"]["rows"])


@dataclass(frozen=True)
class Kept:
    """A result at its address, as a page shows it."""

    id: str
    store: Known
    build: str
    state: State
    percent: int
    refusal: str
    words: dict[str, str]
    result: Result | None
    asked_at: Any

    @property
    def title(self) -> str:
        return self.words["trend"] or self.words["cohort"]

    @property
    def heading(self) -> str:
        return titles.heading(self.words)

    @property
    def sentence(self) -> str:
        return words.sentence(self.result) if self.result else ""

    @property
    def under_way(self) -> bool:
        return self.state in (State.WAITING, State.RUNNING)

    @property
    def of_an_earlier_build(self) -> bool:
        return bool(self.store.manifest) and self.store.manifest["store_id"] != self.build


def stores(by: Any) -> list[Known]:
    return [_known(store) for store in Store.objects.all()]


def store(by: Any, id: UUID) -> Known:
    return _known(get_object_or_404(Store, id=id))


def record(by: Any, id: UUID) -> Store:
    """The row itself, to hand to a change."""
    return get_object_or_404(Store, id=id)


def latest(by: Any) -> list[Kept]:
    """The newest answers, refused ones left out."""
    rows = Measured.objects.select_related("store").exclude(state=State.REFUSED)[:LATEST]
    return _kept(rows)


def of_store(by: Any, id: UUID) -> list[Kept]:
    return _kept(Measured.objects.select_related("store").filter(store_id=id)[:LATEST])


def result(by: Any, id: str) -> Kept:
    measured = Measured.objects.select_related("store").filter(id=id).first()
    if measured is None:
        raise Http404
    return _kept([measured])[0]


def is_answered(by: Any, store: Store, request: Request) -> bool:
    """Whether this question to the present build has its answer."""
    build = evidence.open(Path(store.folder)).store_id
    found = Measured.objects.filter(id=address(build, request.words()), state=State.DONE)
    return found.exists()


def _kept(rows: Any) -> list[Kept]:
    known: dict[UUID, Known] = {}
    for row in rows:
        if row.store_id not in known:
            known[row.store_id] = _known(row.store)
    return [
        Kept(
            id=row.id,
            store=known[row.store_id],
            build=row.build,
            state=State(row.state),
            percent=row.percent,
            refusal=row.refusal,
            words=row.words,
            result=Result.from_dict(json.loads(row.answer)) if row.answer else None,
            asked_at=row.asked_at,
        )
        for row in rows
    ]


def _known(row: Store) -> Known:
    try:
        manifest, problem = evidence.open(Path(row.folder)).manifest, ""
    except ThroughgateError as error:
        manifest, problem = {}, str(error)
    return Known(row.id, row.name, row.folder, manifest, problem)
