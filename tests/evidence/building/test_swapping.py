"""Killed at any moment, the old store or the new one is there; one build at a time; newer stores refused."""

from __future__ import annotations

import errno
import functools
import json
import operator
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.installation import environment_of

import throughgate.evidence as ev
from throughgate.common.errors import NoRoom, StoreProblem
from throughgate.evidence.building import swapping, writing

if TYPE_CHECKING:
    from conftest import County

BUILD_FOREVER = """
import sys
from pathlib import Path
import throughgate.evidence as ev
folder = Path(sys.argv[1])
sources = {t: [folder / f"{t}.csv"] for t in ("people", "sanctions", "offences", "custody")}
while True:
    ev.build(folder / "store", sources, key=b"a key for tests", shards=4)
    print("built", flush=True)
"""
HIDDEN = (".store.building", ".store.old")


def _killed_build(folder: Path, home: Path, after: float, how: signal.Signals) -> None:
    command = [sys.executable, "-c", BUILD_FOREVER, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment_of(home)) as build:
        assert build.stdout is not None
        build.stdout.readline()
        time.sleep(after)
        build.send_signal(how)
        build.wait()


def test_killed_at_random_moments_the_store_is_always_whole(county: County) -> None:
    county.build()
    whole = _everything(county.store_path)
    moments = random.Random(7)
    home = county.folder / "home"
    for how in (signal.SIGKILL, signal.SIGTERM, signal.SIGKILL, signal.SIGKILL):
        _killed_build(county.folder, home, moments.uniform(0.0, 0.8), how)
        assert _everything(county.store_path) == whole
    county.build()
    assert not [name for name in HIDDEN if (county.folder / name).exists()]


def _everything(path: Path) -> dict[str, list[object]]:
    """All rows of a store, whatever the number of its shards."""
    store = ev.open(path)
    found = {}
    for table, columns in {
        "people": ["pseudonym", "n_offences"],
        "offences": ["offence_date", "proven_date", "category", "counted"],
        "custody": ["received", "released"],
    }.items():
        parts = [store.read(table, shard, columns) for shard in store.shards]
        found[table] = [
            functools.reduce(operator.iadd, (part[name].tolist() for part in parts), [])
            for name in columns
        ]
    return found


def test_two_builds_at_once(county: County) -> None:
    with (
        swapping.building(county.store_path),
        pytest.raises(
            StoreProblem, match=rf"being built by another process \(number {os.getpid()}"
        ),
    ):
        county.build()
    county.build()


def test_a_full_disk_changes_nothing(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    county.build()
    before = county.store.manifest

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(writing.pq, "write_table", full)
    with pytest.raises(NoRoom, match="disk is full"):
        county.build()
    assert county.store.manifest == before
    assert not [name for name in HIDDEN if (county.folder / name).exists()]


def test_where_the_system_cannot_exchange_names(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    county.build()
    monkeypatch.setattr(swapping, "_exchange", lambda *_: False)
    county.build()
    whole = _everything(county.store_path)
    county.store_path.rename(county.folder / ".store.old")  # cut between the two steps
    assert _everything(county.store_path) == whole
    with swapping.building(county.store_path):
        assert _everything(county.store_path) == whole
    assert county.store_path.is_dir()


def test_a_folder_that_is_no_store_is_left_alone(county: County) -> None:
    county.store_path.mkdir()
    (county.store_path / "letter.txt").write_text("mine")
    with pytest.raises(StoreProblem, match="is not a store"):
        county.build()
    assert (county.store_path / "letter.txt").read_text() == "mine"


@pytest.mark.parametrize(
    ("version", "words"), [(2, "Bring Throughgate up to date"), (0, "Build it again")]
)
def test_a_store_of_another_version(county: County, version: int, words: str) -> None:
    county.build()
    path = county.store_path / "manifest.json"
    manifest = json.loads(path.read_text()) | {"schema_version": version, "built_by": "9.0"}
    path.write_text(json.dumps(manifest))
    with pytest.raises(StoreProblem, match=rf"built by version 9\.0.*{words}"):
        county.store  # noqa: B018
    county.build()
    assert county.store.people == 2


def test_no_store_and_a_broken_one(tmp_path: Path) -> None:
    with pytest.raises(StoreProblem, match="no store at"):
        ev.open(tmp_path / "nothing")
    (tmp_path / "manifest.json").write_text("{")
    with pytest.raises(StoreProblem, match="is not a store"):
        ev.open(tmp_path)


def test_a_store_replaced_while_it_is_read_is_not_mixed(county: County) -> None:
    county.build()
    old = county.store
    county.build(shards=2)
    with pytest.raises(StoreProblem, match="built anew"):
        old.read("people", 0, ["pseudonym"])
