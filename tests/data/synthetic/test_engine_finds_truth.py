"""The engine finds the planted truths again: equal to the last count, by group and kind of event."""

from __future__ import annotations

import json
from typing import Any

import pytest

import throughgate.evidence as ev
from throughgate.data.synthetic import synthesise
from throughgate.evidence.measure import measure
from throughgate.evidence.request import Request
from throughgate.evidence.tables import TABLES

PEOPLE = 4000
GROUPS = ("", "disposal", "sex", "age_band", "ethnicity", "area")
COUNTS = ("people", "reoffenders", "reoffences")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[ev.Store, list[dict[str, Any]]]:
    folder = tmp_path_factory.mktemp("county")
    synthesise(folder, people=PEOPLE, seed=11)
    sources = {name: [folder / f"{name}.parquet"] for name in TABLES}
    ev.build(folder / "store", sources, statement=folder / "statement.yaml")
    truth = json.loads((folder / "truth.json").read_text())
    return ev.open(folder / "store"), truth["cohorts"]


@pytest.mark.parametrize("by", GROUPS)
@pytest.mark.parametrize("kind", ["any", "release", "community", "caution"])
def test_every_year(made: tuple[ev.Store, list[dict[str, Any]]], by: str, kind: str) -> None:
    store, told = made
    planted = {
        (row["cohort"], *row["group"].values()): tuple(row[name] for name in COUNTS)
        for row in told
        if row["index"] == kind and row["complete"] and list(row["group"]) == ([by] if by else [])
    }
    request = Request.parse(
        trend="2003..2023", by=by, index="" if kind == "any" else kind, exact_counts=True
    )
    found = {
        tuple(row.group.values()): tuple(row.figures[name] for name in COUNTS)
        for row in measure(store, request).rows
        if set(row.group) == {"cohort", by} - {""} and row.figures["people"]
    }
    assert found == planted
