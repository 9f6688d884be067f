"""From the shell: help, and a measure of 20,000 people to the printed table."""

from __future__ import annotations

import statistics
import sys
from pathlib import Path

from benchmarks import data
from benchmarks.report import seconds, table
from benchmarks.timing import whole

COMMAND = str(Path(sys.executable).with_name("throughgate"))


def section(runs: int) -> str:
    store = str(data.store(20_000))
    asked = (COMMAND, "measure", store, "--cohort", "2018", "--by", "sex")
    tried = {
        "`throughgate --help`": (COMMAND, "--help"),
        "`throughgate measure`, 20,000 people": asked,
        "`python -c 'import numba, duckdb'`": (sys.executable, "-c", "import numba, duckdb"),
    }
    for words in tried.values():
        whole(*words)
    found: dict[str, list[float]] = {name: [] for name in tried}
    for _ in range(runs):
        for name, words in tried.items():
            found[name].append(whole(*words))
    medians = {name: statistics.median(times) for name, times in found.items()}
    over = (
        medians["`throughgate measure`, 20,000 people"]
        - medians["`python -c 'import numba, duckdb'`"]
    )
    return "\n\n".join(
        [
            "## Starting",
            table(
                ("command", "median"), [(name, seconds(value)) for name, value in medians.items()]
            ),
            f"The measure takes {seconds(over)} over the imports (aim: at most 1 s); help aims at under 0.4 s.",
        ]
    )
