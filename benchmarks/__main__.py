"""`make bench`: prints every table and keeps them in docs/reference/performance.md.

THROUGHGATE_BENCH_PEOPLE (4,000,000) and THROUGHGATE_BENCH_RUNS (5) make a smaller run; a smaller run is
printed and not kept.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from benchmarks import building, growing, measuring, report, scoring, starting
from benchmarks.workspace import section as workspace
from throughgate.common.dates import today

WHOLE = 4_000_000


def main() -> None:
    people = int(os.environ.get("THROUGHGATE_BENCH_PEOPLE", WHOLE))
    runs = int(os.environ.get("THROUGHGATE_BENCH_RUNS", 5))
    parts: list[Callable[[], str]] = [
        lambda: starting.section(runs),
        lambda: measuring.section(people, runs),
        lambda: building.section(people, max(1, runs // 2)),
        lambda: growing.section(2 * people, max(1, runs // 2)),
        lambda: scoring.section(5 * people // 2, runs),
        lambda: workspace.section(people // 16),
    ]
    sections = []
    for part in parts:
        sections.append(part())
        print(sections[-1], end="\n\n", flush=True)
    if people >= WHOLE:
        report.write(sections, today=today())


if __name__ == "__main__":
    main()
