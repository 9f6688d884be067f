"""What the person who builds a store is told, and what is kept of it."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from throughgate.cli import app
from throughgate.evidence.building.command import shown
from throughgate.evidence.building.receipt import from_json

if TYPE_CHECKING:
    from conftest import County

BAD_ROW = "A,1,2009-06-31,theft_non_motor,summary,no\n"


def test_the_receipt_says_what_was_left_out_and_what_was_assumed(county: County) -> None:
    path = county.sources["offences"][0]
    path.write_text(path.read_text() + BAD_ROW)
    words = county.build().to_words()
    assert "offences: 4 rows read, 3 kept" in words
    assert "refused: 1 row of offences.csv: impossible date: offence date (line 5)" in words
    assert "note: kind not given in 1 row: taken as sentence" in words
    assert "1 row was left out" in words


def test_the_store_keeps_the_receipt_and_its_checksums(county: County) -> None:
    receipt = county.build()
    manifest = county.store.manifest
    assert from_json(manifest["receipt"]) == receipt.tables
    [shard] = manifest["shards"]
    for table, sha256 in shard["sha256"].items():
        content = (county.store_path / table / "0000.parquet").read_bytes()
        assert hashlib.sha256(content).hexdigest() == sha256
    people = county.sources["people"][0].read_bytes()
    assert manifest["sources"][0] == {
        "table": "people",
        "file": "people.csv",
        "sha256": hashlib.sha256(people).hexdigest(),
        "rows": 2,
    }
    assert str(county.folder) not in json.dumps(manifest)


def test_a_store_is_shown_in_words(county: County) -> None:
    county.build()
    words = shown(county.store)
    assert "Source not stated." in words
    assert "complete to 2010-03-01" in words
    assert "offences: 3 rows, 2009-12-01 to 2012-01-01" in words
    assert "people.csv, 2 rows, sha256 " in words


def test_nobody_is_named_in_a_store(county: County) -> None:
    county.write("people", "person_id,date_of_birth,sex\nSECRETNAME,1980-01-01,male\n")
    county.write(
        "offences", "person_id,proven_date,offence_date\nSECRETNAME,2010-01-01,2009-01-01\n"
    )
    del county.sources["sanctions"], county.sources["custody"]
    county.build()
    for path in county.store_path.rglob("*"):
        assert path.is_dir() or b"SECRETNAME" not in path.read_bytes()


def test_progress_goes_forward_to_its_end(county: County) -> None:
    seen: list[tuple[int, int, str]] = []
    county.build(progress=lambda done, total, what: seen.append((done, total, what)))
    done = [step[0] for step in seen]
    assert done == sorted(done)
    assert seen[-1][0] == seen[-1][1]
    assert {step[2] for step in seen} >= {"reading people", "sorting and writing"}


def test_the_command_builds_shows_and_explains(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THROUGHGATE_TODAY", date(2030, 1, 1).isoformat())
    runner = CliRunner()
    files = [f"--{name}={path}" for name, [path] in county.sources.items()]
    built = runner.invoke(app, ["histories", "build", str(county.store_path), *files])
    assert built.exit_code == 0, built.output
    assert "2 people; complete to 2010-03-01." in built.output
    assert (
        "offences: 3 rows"
        in runner.invoke(app, ["histories", "show", str(county.store_path)]).output
    )
