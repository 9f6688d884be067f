from __future__ import annotations

import pytest

from tests.people.rights import case as of_rights
from tests.people.rights.case import NOW, TODAY, Case
from throughgate.common import dates


@pytest.fixture
def case(db, monkeypatch: pytest.MonkeyPatch) -> Case:
    """A made-up person, on 5 March 2027."""
    monkeypatch.setenv("THROUGHGATE_TODAY", TODAY.isoformat())
    monkeypatch.setattr(dates, "now", lambda: NOW)
    return of_rights.make()
