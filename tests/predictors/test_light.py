"""A page that scores one person loads no array library for it."""

from __future__ import annotations

import subprocess
import sys

ASK = """
import sys
import throughgate.predictors.ogrs3, throughgate.predictors.two_year, throughgate.predictors.counting
print(*sorted({name.split(".")[0] for name in sys.modules}))
"""


def test_one_person_needs_no_arrays() -> None:
    done = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=True)
    assert not {"numba", "numpy", "django"} & set(done.stdout.split())
