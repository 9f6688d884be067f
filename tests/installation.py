"""An installation of a test's own, apart from the one that the run shares."""

from __future__ import annotations

import os
from pathlib import Path


def environment_of(home: Path) -> dict[str, str]:
    """What a command run in another process must be told to use only this folder."""
    ours = ("THROUGHGATE_", "DJANGO_SETTINGS_MODULE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, "THROUGHGATE_HOME": str(home)}
