"""Bad rows are as many as the truth says, and the build's receipt finds each of them."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

import throughgate.evidence as ev
from throughgate.common.errors import WrongUse
from throughgate.data.synthetic import Format, synthesise
from throughgate.evidence.tables import TABLES


def _built(folder: Path, ending: str) -> ev.Receipt:
    sources = {name: [folder / f"{name}.{ending}"] for name in TABLES}
    return ev.build(folder / "store", sources)


@pytest.mark.parametrize("format", [Format.PARQUET, Format.CSV_GZ])
def test_clean_histories_are_built_whole(tmp_path: Path, format: Format) -> None:
    rows = synthesise(tmp_path, people=1500, seed=4, format=format)
    receipt = _built(tmp_path, format)
    assert receipt.refused == 0
    assert {name: table.kept for name, table in receipt.tables.items()} == rows


def test_the_receipt_finds_every_bad_row(tmp_path: Path) -> None:
    synthesise(tmp_path, people=1500, seed=4, format=Format.CSV, dirty=5)
    told = json.loads((tmp_path / "truth.json").read_text())["bad_rows"]
    receipt = _built(tmp_path, "csv")
    for name in TABLES:
        planted = Counter(row["rows"] for row in told if row["table"] == name)
        found = Counter(row.rows for row in receipt.tables[name].refused)
        assert found == planted, name


def test_parquet_cannot_be_dirty(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="csv"):
        synthesise(tmp_path, people=100, seed=1, dirty=1)


def test_few_people_cannot_lend_many_bad_rows(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="more people"):
        synthesise(tmp_path, people=10, seed=1, format=Format.CSV, dirty=500)
    assert not list(tmp_path.glob("*.csv"))
