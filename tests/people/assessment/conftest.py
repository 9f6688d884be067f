from __future__ import annotations

import pytest

from tests.people.assessment.world import NOW, TODAY, World, make
from throughgate.common import dates


@pytest.fixture
def world(db, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setenv("THROUGHGATE_TODAY", TODAY.isoformat())
    monkeypatch.setattr(dates, "now", lambda: NOW)
    return make()
