from __future__ import annotations

import pytest

from tests.truth.scene import NOW, TODAY, Scene, make
from throughgate.common import dates


@pytest.fixture
def scene(db, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """The scene of the truth table, at its own moment."""
    monkeypatch.setenv("THROUGHGATE_TODAY", TODAY.isoformat())
    monkeypatch.setattr(dates, "now", lambda: NOW)
    return make()
