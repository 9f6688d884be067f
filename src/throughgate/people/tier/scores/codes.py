"""The table of offence codes that this installation loaded; without one, scores go by category and say so."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from throughgate.predictors.offences import Offences, read


def loaded() -> Offences:
    """Read anew when another table was loaded."""
    path = Path(settings.OFFENCE_CODES)
    return _read(path, path.stat().st_mtime_ns) if path.exists() else Offences()


@lru_cache(maxsize=1)
def _read(path: Path, _changed: int) -> Offences:
    return read(path)
