"""What is in a backup beside the database, and what of a foreign file never gets out of it."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path
from uuid import uuid4

import pytest

from throughgate.common.errors import BadInput, WrongUse
from throughgate.site import backup

DUMP = backup.MARK + b"made up"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation without a database: what the programs of PostgreSQL do is made up."""
    monkeypatch.setenv("THROUGHGATE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(backup, "_refuse_while_in_use", lambda: None)
    monkeypatch.setattr(backup, "_database", lambda: {"NAME": "n"})
    (tmp_path / "home" / "documents").mkdir(parents=True)
    return tmp_path / "home"


def keep(home: Path, content: bytes = b"%PDF-") -> Path:
    place = home / "documents" / str(uuid4())
    place.write_bytes(content)
    return place


def test_files_that_come_and_go_meanwhile_are_in_it(
    home: Path, tmp_path: Path, monkeypatch
) -> None:
    gone = keep(home, b"gone")
    came: list[Path] = []

    def dump(program: str, *words: str, output) -> None:
        output.write(DUMP)
        gone.unlink()
        came.append(keep(home, b"came"))

    monkeypatch.setattr(backup, "_run", dump)
    backup.back_up(tmp_path / "one")
    came[0].unlink()
    restored: list[bytes] = []
    monkeypatch.setattr(
        backup, "_run", lambda program, *words: restored.append(Path(words[-1]).read_bytes())
    )
    backup.restore(tmp_path / "one")
    assert restored == [DUMP]
    assert (gone.read_bytes(), came[0].read_bytes()) == (b"gone", b"came")
    assert sorted(path.name for path in home.iterdir()) == ["documents"]


def test_a_backup_that_breaks_leaves_nothing(home: Path, tmp_path: Path, monkeypatch) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise WrongUse("no")

    monkeypatch.setattr(backup, "_run", breaks)
    with pytest.raises(WrongUse):
        backup.back_up(tmp_path / "one")
    assert [path.name for path in tmp_path.iterdir()] == ["home"]
    assert sorted(path.name for path in home.iterdir()) == ["documents"]


def test_an_earlier_backup_is_the_database_alone(home: Path, tmp_path: Path, monkeypatch) -> None:
    kept, restored = keep(home), []
    (tmp_path / "old").write_bytes(DUMP)
    monkeypatch.setattr(backup, "_run", lambda program, *words: restored.append(words[-1]))
    backup.restore(tmp_path / "old")
    assert restored == [str(tmp_path / "old")] and kept.exists()


@pytest.mark.parametrize("name", ["documents/../../out", "/etc/x", "documents/name", "other/x"])
def test_nothing_else_gets_out_of_a_file(
    home: Path, tmp_path: Path, monkeypatch, name: str
) -> None:
    path = tmp_path / "foreign"
    with tarfile.open(path, "w") as tar:
        for each, content in ((backup.DATABASE, DUMP), (name, b"bad")):
            member = tarfile.TarInfo(each)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    monkeypatch.setattr(backup, "_run", lambda *_: None)
    backup.restore(path)
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == [path]


@pytest.mark.parametrize("content", [b"", b"nothing of ours", b"\0" * 10_240])
def test_what_is_no_backup_is_refused(home: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(BadInput):
        backup.restore(tmp_path / "x")
