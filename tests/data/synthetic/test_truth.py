"""The truth beside the data is the truth: counted again row by row, and as the rule expects."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from tests.data.synthetic.made import BEGINS, UNTIL, files, people
from throughgate.data.synthetic import Rule
from throughgate.data.synthetic.truth import GROUPS, Truth, count

YEAR, PROOF = timedelta(365), timedelta(183)


def test_a_plain_count_of_the_files_gives_the_same(tmp_path: Path) -> None:
    tables = {name: table.to_pylist() for name, table in files(tmp_path, people=1500).items()}
    truth = json.loads((tmp_path / "truth.json").read_text())
    for in_year in (2004, 2012, 2023):
        row = next(
            row
            for row in truth["cohorts"]
            if row["cohort"] == str(in_year) and row["index"] == "any" and not row["group"]
        )
        assert _counted(tables, in_year) == tuple(
            row[name] for name in ("people", "reoffenders", "reoffences")
        )


def _counted(tables: dict[str, list[dict[str, Any]]], in_year: int) -> tuple[int, int, int]:
    """People, reoffenders and reoffences of a year's cohort, in the plainest way."""
    proven = {(s["person_id"], s["sanction_id"]): s["sanction_date"] for s in tables["sanctions"]}
    own: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    committed: dict[str, list[tuple[date, date]]] = defaultdict(list)
    for offence in tables["offences"]:
        key = (offence["person_id"], offence["sanction_id"])
        own[key].append(offence)
        if offence["recordable"] and not offence["breach"]:
            committed[key[0]].append((offence["offence_date"], proven[key]))
    events: dict[str, list[date]] = defaultdict(list)
    for sanction in tables["sanctions"]:
        key = (sanction["person_id"], sanction["sanction_id"])
        if sanction["disposal"] != "custody" and not all(one["breach"] for one in own[key]):
            events[key[0]].append(sanction["sanction_date"])
    for spell in tables["custody"]:
        if spell["kind"] == "sentence" and spell["ended"] == "released":
            events[spell["person_id"]].append(spell["released"])
    after = []
    for person, days in events.items():
        index = min((on for on in days if on.year == in_year), default=None)
        if index is not None:
            last = index + YEAR
            after.append(
                sum(index < on <= last and by <= last + PROOF for on, by in committed[person])
            )
    return len(after), sum(number > 0 for number in after), sum(after)


def test_the_rule_is_the_true_rate_of_every_group() -> None:
    """Reoffenders are as many as the planted probabilities add up to, within 4.5 standard errors."""
    truth = Truth.empty(BEGINS, UNTIL, len(Rule().services))
    truth.add(count(people(30_000, seed=3), truth))
    complete = slice(0, 21)  # 2003 to 2023
    held = {name: figures[:, complete] for name, figures in truth.figures.items()}
    for axis in range(len(GROUPS)):
        others = (1, *(2 + other for other in range(len(GROUPS)) if other != axis))
        met, found, expected = (
            held[name].sum(axis=others)
            for name in ("people", "reoffenders", "expected_reoffenders")
        )
        enough = met >= 200
        spread = np.sqrt(expected[enough] * (1 - expected[enough] / met[enough]))
        assert (np.abs(found - expected)[enough] < 4.5 * spread).all()


def test_a_service_switched_off_changes_nobody_before_it(tmp_path: Path) -> None:
    """Same seed, same people start it on the same days; fewer of them reoffend when it works."""
    told, starts = {}, {}
    for effect in (0.0, 0.6):
        folder = tmp_path / str(effect)
        tables = files(folder, people=6000, service_effect=effect)
        told[effect] = json.loads((folder / "truth.json").read_text())["services"][0]
        first: dict[str, date] = {}
        for row in tables["support"].to_pylist():
            if row["service"] == told[effect]["service"]:
                first.setdefault(row["person_id"], row["started"])
        starts[effect] = first
    assert starts[0.0] == starts[0.6]
    assert told[0.0]["started"] == told[0.6]["started"] > 100
    assert told[0.6]["reoffended"] < 0.75 * told[0.0]["reoffended"]
