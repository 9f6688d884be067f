"""Same seed, same bytes: on another run, with other threads, in every format."""

from __future__ import annotations

from pathlib import Path

import pytest

from throughgate.common.errors import WrongUse
from throughgate.data.synthetic import Format, synthesise, synthesising


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("format", Format)
def test_threads_change_no_byte(
    tmp_path: Path, format: Format, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(synthesising, "BLOCK", 300)  # several blocks
    for threads in (1, 3):
        synthesise(tmp_path / str(threads), people=1000, seed=7, format=format, threads=threads)
    one, three = _contents(tmp_path / "1"), _contents(tmp_path / "3")
    assert one == three
    assert set(one) == {
        *(f"{table}.{format}" for table in ("people", "sanctions", "offences", "custody", "supervision", "support")),
        "truth.json",
        "truth.parquet",
        "statement.yaml",
    }  # fmt: skip


def test_another_seed_is_another_county(tmp_path: Path) -> None:
    for seed in (1, 2):
        synthesise(tmp_path / str(seed), people=300, seed=seed)
    assert _contents(tmp_path / "1")["offences.parquet"] != _contents(tmp_path / "2")["offences.parquet"]  # fmt: skip


def test_more_people_leave_the_first_as_they_were(tmp_path: Path) -> None:
    for people in (200, 500):
        synthesise(tmp_path / str(people), people=people, seed=1, format=Format.CSV)
    few, more = (tmp_path / str(people) / "offences.csv" for people in (200, 500))
    assert more.read_text().startswith(few.read_text())


def test_progress_reaches_everybody(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    synthesise(tmp_path, people=300, seed=1, progress=lambda done, of: seen.append((done, of)))
    assert seen[-1] == (300, 300)


@pytest.mark.parametrize(
    "wrong", [{"people": 0}, {"people": 10**9}, {"seed": -1}, {"service_effect": 1.5}]
)
def test_what_cannot_be_made_is_refused(tmp_path: Path, wrong: dict[str, int]) -> None:
    with pytest.raises(WrongUse):
        synthesise(tmp_path, **{"people": 10, "seed": 1, **wrong})
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    synthesise(tmp_path, people=100, seed=1, format=Format.CSV)
    before = _contents(tmp_path)
    with pytest.raises(WrongUse, match="already holds"):
        synthesise(tmp_path, people=200, seed=1)
    assert _contents(tmp_path) == before
    with pytest.raises(WrongUse, match="is a file"):
        synthesise(tmp_path / "people.csv", people=100, seed=1)


def test_what_fails_leaves_nothing_half_written(tmp_path: Path) -> None:
    synthesise(tmp_path, people=100, seed=1)
    before = _contents(tmp_path)

    def stop(done: int, people: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        synthesise(tmp_path, people=200, seed=1, progress=stop)
    assert _contents(tmp_path) == before
