"""truth.json (by year and group) and truth.parquet (every cell) beside the made-up data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from throughgate.data.synthetic import days
from throughgate.data.synthetic.rule import FOLLOW_UP, PROOF
from throughgate.data.synthetic.truth import COHORTS, FIGURES, GROUPS, Truth

if TYPE_CHECKING:
    from throughgate.data.synthetic.synthesising import County

WHOLE = ("people", "reoffenders", "reoffences")


def write_truth(out: Path, truth: Truth, wanted: County, rows: dict[str, int]) -> None:
    """Write both files."""
    contents = {
        "made_from": {
            "people": wanted.people,
            "seed": wanted.seed,
            "begins": wanted.begins.isoformat(),
            "until": wanted.until.isoformat(),
        },
        "rows": rows,
        "rule": wanted.rule.as_json(),
        "definition": {
            "cohort": "each person's first index event of the calendar year",
            "follow_up_days": FOLLOW_UP,
            "proof_days": PROOF,
            "expected_reoffenders": "sum of the planted probabilities; only for complete years",
        },
        "cohorts": _cohorts(truth, days.day(wanted.until)),
    }
    text = json.dumps(contents, indent=1, ensure_ascii=False)
    (out / "truth.json").write_text(text + "\n", encoding="utf-8")
    pq.write_table(_cells(truth), out / "truth.parquet")


def _cohorts(truth: Truth, until: int) -> list[dict[str, Any]]:
    """A row a year, kind of cohort and group; the total has an empty group."""
    found = []
    for place, in_year in enumerate(range(truth.first_year, truth.last_year + 1)):
        for kind, name in enumerate(COHORTS):
            held = {figure: truth.figures[figure][kind, place] for figure in FIGURES}
            complete = truth.complete(in_year, until)
            head = {"cohort": str(in_year), "index": name, "complete": complete}
            found += [{**head, **row} for row in _groups(held, complete)]
    return found


def _groups(held: dict[str, Any], complete: bool) -> list[dict[str, Any]]:
    rows = [
        {"group": {}, **_figures({name: cells.sum() for name, cells in held.items()}, complete)}
    ]
    for axis, (group, names) in enumerate(GROUPS.items()):
        others = tuple(other for other in range(len(GROUPS)) if other != axis)
        sums = {name: cells.sum(axis=others) for name, cells in held.items()}
        rows += [
            {
                "group": {group: value},
                **_figures({name: line[i] for name, line in sums.items()}, complete),
            }
            for i, value in enumerate(names)
            if sums["people"][i]
        ]
    return rows


def _figures(sums: dict[str, float], complete: bool) -> dict[str, Any]:
    people, expected = sums["people"], sums["expected_reoffenders"]
    return {
        **{name: int(sums[name]) for name in WHOLE},
        "rate": round(sums["reoffenders"] / people, 10) if people else None,
        "expected_reoffenders": round(expected, 10) if complete else None,
        "expected_rate": round(expected / people, 10) if complete and people else None,
    }


def _cells(truth: Truth) -> pa.Table:
    """One row a cell with anybody in it."""
    places = np.nonzero(truth.figures["people"])
    columns = {
        "index": np.array(COHORTS)[places[0]],
        "year": (places[1] + truth.first_year).astype(np.int32),
    }
    for (group, names), place in zip(GROUPS.items(), places[2:], strict=True):
        columns[group] = np.array(names)[place]
    for name in WHOLE:
        columns[name] = truth.figures[name][places].astype(np.int64)
    columns["expected_reoffenders"] = truth.figures["expected_reoffenders"][places].round(10)
    return pa.table({name: pa.array(column) for name, column in columns.items()})
