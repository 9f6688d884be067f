from __future__ import annotations

import pytest

from tests.truth.scene import Scene, make


@pytest.fixture
def scene(db) -> Scene:
    return make()
