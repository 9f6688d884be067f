"""Beside the made-up data: truth.json (by year and group), truth.parquet (every cell), a data statement."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from throughgate.data.synthetic.dirty import Bad
from throughgate.data.synthetic.rule import FOLLOW_UP, PROOF
from throughgate.data.synthetic.truth import COHORTS, FIGURES, GROUPS, Truth

if TYPE_CHECKING:
    from throughgate.data.synthetic.synthesising import County

WHOLE = ("people", "reoffenders", "reoffences")


def write_truth(
    out: Path, truth: Truth, wanted: County, rows: dict[str, int], bad: list[Bad]
) -> None:
    """Write both files."""
    contents = {
        "made_from": {
            "people": wanted.people,
            "seed": wanted.seed,
            "begins": wanted.begins.isoformat(),
            "until": wanted.until.isoformat(),
        },
        "rows": rows,
        "bad_rows": [
            {"table": one.kind.table, "kind": one.kind.what, "rows": wanted.dirty} for one in bad
        ],
        "rule": wanted.rule.as_json(),
        "definition": {
            "cohort": "each person's first index event of the calendar year",
            "follow_up_days": FOLLOW_UP,
            "proof_days": PROOF,
            "services": "people by their first start, with a year and its proof after it",
            "expected_reoffenders": "sum of the planted probabilities; only for complete years",
        },
        "services": [
            {
                "service": one.name,
                "effect": one.effect,
                "started": int(started),
                "reoffended": int(reoffended),
            }
            for one, (started, reoffended) in zip(wanted.rule.services, truth.services, strict=True)
        ],
        "cohorts": _cohorts(truth),
    }
    (out / "truth.json").write_text(_written(contents), encoding="utf-8")
    pq.write_table(_cells(truth), out / "truth.parquet")


def write_statement(out: Path, wanted: County) -> None:
    """The data statement that a build of these files takes."""
    lines = {
        "whose_data": f"Nobody’s: made up by Throughgate (seed {wanted.seed}, {wanted.people} people)",
        "offences_and_courts": "All offences proven in the courts of a made-up county, and cautions",
        "area": "Ellorshire, a county that does not exist",
        "missed": "Nothing: all is made up",
        "complete_to": wanted.until.isoformat(),
    }
    text = "".join(f'{name}: "{value}"\n' for name, value in lines.items())
    (out / "statement.yaml").write_text(text, encoding="utf-8")


def _written(contents: dict[str, Any]) -> str:
    """JSON with one line an entry, and in lists one line a row."""
    parts = []
    for name, value in contents.items():
        text = json.dumps(value, ensure_ascii=False)
        if isinstance(value, list) and value:
            text = "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in value) + "\n]"
        parts.append(f"{json.dumps(name)}: {text}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _cohorts(truth: Truth) -> list[dict[str, Any]]:
    """A row a year, kind of cohort and group; the total has an empty group."""
    found = []
    for place, in_year in enumerate(range(truth.first_year, truth.last_year + 1)):
        for kind, name in enumerate(COHORTS):
            held = {figure: truth.figures[figure][kind, place] for figure in FIGURES}
            complete = truth.complete(in_year)
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
