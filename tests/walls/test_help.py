"""Help is quick because it loads next to nothing: this lists what it must not load."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("numba", "duckdb", "numpy", "pyarrow", "scipy", "django", "altair", "rich", "yaml")
ASK = """
import sys
sys.argv = ["throughgate", "--help"]
from throughgate.cli import main
try:
    main()
except SystemExit:
    pass
print("LOADED", *sorted({name.split(".")[0] for name in sys.modules}))
"""


def test_help_loads_nothing_heavy() -> None:
    done = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=True)
    loaded = done.stdout.rsplit("LOADED", 1)[1].split()
    assert [name for name in HEAVY if name in loaded] == []


def test_help_names_every_command() -> None:
    done = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=True)
    for command in ("histories", "measure"):
        assert command in done.stdout
