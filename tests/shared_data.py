"""Real public data beside the project: read where they are, never copied into it."""

from __future__ import annotations

from pathlib import Path

import pytest

BESIDE = Path(__file__).parents[2] / "shared" / "data"


def shared(name: str) -> Path:
    """The folder of one data set, or the test is skipped."""
    folder = BESIDE / name
    if not folder.is_dir():
        pytest.skip(f"the real data “{name}” are not beside the project (../shared/data/{name})")
    return folder
