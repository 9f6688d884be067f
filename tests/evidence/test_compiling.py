"""The first compilation on a machine says what one waits for, whichever part is used first."""

from __future__ import annotations

from pathlib import Path

import pytest

from throughgate.evidence.installation import say_when_compiling


def test_each_part_is_announced_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    (tmp_path / "building_0").mkdir()
    (tmp_path / "building_0" / "sorting.nbi").touch()
    say_when_compiling("building", "the steps of a build")
    assert capsys.readouterr().err == ""
    say_when_compiling("kernels", "the counting kernels")
    assert "Compiling the counting kernels" in capsys.readouterr().err
