"""Fills a region's needs, plans and ways out of prison: for everybody an assessment, a plan and what is ready to leave with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from benchmarks.workspace.filling import DAY, Size, person_id, within

ASSESSMENT, PART, NEED, PLAN, GOAL, STEP, PROGRESS, ESSENTIAL, WORKED_OUT, CONFIRMED = range(
    100, 1100, 100
)
NEEDS = (
    ("accommodation.settled", "accommodation"),
    ("accommodation.first_night", "accommodation"),
    ("finance.bank", "finance"),
    ("employment.job", "employment"),
)
GOALS = (0, 3)  # the need each is about
STEPS = tuple((goal, turn) for goal in GOALS for turn in range(3))
ESSENTIALS = (
    ("bank", "needs:finance"),
    ("first_night", "needs:accommodation"),
    ("income", "needs:finance"),
)
SAID = datetime.combine(DAY - timedelta(20), time(10), tzinfo=UTC)


def fill_needs(server: psycopg.Connection[Any], size: Size) -> None:
    """In one transaction, histories off; the tables must be empty."""
    from throughgate.people import models

    rows = {
        models.Assessment: _assessments, models.FilledPart: _parts, models.Need: _needs, models.Plan: _plans,
        models.Goal: _goals, models.Step: _steps, models.Progress: _progress, models.Essential: _essentials,
        models.CalculatedTier: _worked_out, models.ConfirmedTier: _confirmed,
    }  # fmt: skip
    with server.transaction():
        server.execute("SET LOCAL session_replication_role = replica")
        for model, of in rows.items():
            _copy(server, model, (row for n in range(size.people) for row in of(n, size)))
    server.autocommit = True
    server.execute("VACUUM ANALYZE")


def _copy(server: psycopg.Connection[Any], model: Any, rows: Iterable[dict[str, Any]]) -> None:
    """Columns that a row does not name are as the model has them."""
    fields = model._meta.concrete_fields
    usual = {field.attname: field.get_default() for field in fields}
    json = {field.attname for field in fields if field.get_internal_type() == "JSONField"}
    usual |= {name: Jsonb(usual[name]) for name in json}
    columns = ", ".join(f'"{field.column}"' for field in fields)
    with server.cursor().copy(f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row([row.get(name, usual[name]) for name in usual])


def _id(n: int, table: int) -> UUID:
    return UUID(int=person_id(n).int + (table << 40))


def _entry(n: int, table: int, size: Size) -> dict[str, Any]:
    return {
        "id": _id(n, table),
        "person_id": person_id(n),
        "held_by_id": 1 + n % size.organisations,
        "entered_on": DAY - timedelta(within(300, n)),
    }


def _assessments(n: int, size: Size) -> Iterator[dict[str, Any]]:
    """One in ten is a draft."""
    begun = DAY - timedelta(within(200, n, 40))
    signed = {"state": "locked", "signed_by_id": 1, "signed_on": begun}
    parts = {
        "kind": "immediate_needs",
        "question_set": "full_1",
        "started_on": begun,
        "due_on": begun,
    }
    yield _entry(n, ASSESSMENT, size) | parts | ({} if within(10, n, 41) == 0 else signed)


def _parts(n: int, size: Size) -> Iterator[dict[str, Any]]:
    of = {"assessment_id": _id(n, ASSESSMENT), "finished_on": DAY}
    for turn, pathway in enumerate(("accommodation", "finance", "employment")):
        yield _entry(n, PART + turn, size) | of | {"section": f"needs:{pathway}", "part": pathway}


def _needs(n: int, size: Size) -> Iterator[dict[str, Any]]:
    of = {"assessment_id": _id(n, ASSESSMENT), "first_day": DAY - timedelta(within(200, n, 40))}
    for turn, (code, pathway) in enumerate(NEEDS):
        about = {"code": code, "pathway": pathway, "part": pathway, "section": f"needs:{pathway}"}
        yield _entry(n, NEED + turn, size) | of | about


def _plans(n: int, size: Size) -> Iterator[dict[str, Any]]:
    yield _entry(n, PLAN, size) | {
        "begun_on": DAY - timedelta(within(200, n, 42)),
        "because": "first",
    }


def _goals(n: int, size: Size) -> Iterator[dict[str, Any]]:
    for turn, need in enumerate(GOALS):
        code, pathway = NEEDS[need]
        about = {"pathway": pathway, "needs": [code], "title": "What I want", "place": turn + 1}
        of = {"plan_id": _id(n, PLAN), "target": DAY + timedelta(within(180, n, 43))}
        yield _entry(n, GOAL + need, size) | of | about


def _steps(n: int, size: Size) -> Iterator[dict[str, Any]]:
    """Two in nine are late."""
    for place, (need, turn) in enumerate(STEPS):
        code, pathway = NEEDS[need]
        by = {"by_organisation_id": 1 + n % size.organisations} if turn else {}
        of = {
            "goal_id": _id(n, GOAL + need),
            "due": DAY + timedelta(within(90, n, 44 + place) - 20),
        }
        about = {"pathway": pathway, "need": code, "title": "Something to do", "place": place + 1}
        yield _entry(n, STEP + place, size) | of | about | by


def _progress(n: int, size: Size) -> Iterator[dict[str, Any]]:
    for place, (need, turn) in enumerate(STEPS):
        if turn < 2:
            said = {
                "state": "done" if turn else "in_progress",
                "said_at": SAID,
                "pathway": NEEDS[need][1],
            }
            yield _entry(n, PROGRESS + place, size) | said | {"step_id": _id(n, STEP + place)}


def _essentials(n: int, size: Size) -> Iterator[dict[str, Any]]:
    for turn, (code, section) in enumerate(ESSENTIALS):
        said = {
            "code": code,
            "section": section,
            "state": "ready" if turn else "to_do",
            "said_at": SAID,
        }
        yield _entry(n, ESSENTIAL + turn, size) | said


def _supervises(n: int, size: Size) -> bool:
    return (
        1 + n % size.organisations
    ) % 3 == 0  # as the kinds of organisations are filled: probation


def _worked_out(n: int, size: Size) -> Iterator[dict[str, Any]]:
    if _supervises(n, size):
        yield _entry(n, WORKED_OUT, size) | {
            "tier": "BCDE"[within(4, n, 50)],
            "standing": "given",
            "four_tier": 2,
        }


def _confirmed(n: int, size: Size) -> Iterator[dict[str, Any]]:
    if _supervises(n, size):
        of = {"calculation_id": _id(n, WORKED_OUT), "first_day": DAY - timedelta(60)}
        yield _entry(n, CONFIRMED, size) | of | {"tier": "BCDE"[within(4, n, 50)]}
