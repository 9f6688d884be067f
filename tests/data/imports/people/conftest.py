from __future__ import annotations

from pathlib import Path

import pytest

from tests.data.imports.people.county import TODAY, County
from throughgate.evidence import installation


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings) -> None:
    """Uploads of this test alone, on the day of the made-up county."""
    folder = tmp_path / "uploads"
    folder.mkdir()
    monkeypatch.setattr(installation, "uploads", lambda: folder)
    settings.FILE_UPLOAD_TEMP_DIR = str(folder)
    monkeypatch.setenv("THROUGHGATE_TODAY", TODAY.isoformat())


@pytest.fixture
def county(db, tmp_path: Path) -> County:
    return County(tmp_path)
