"""How time grows with the number of people."""

from __future__ import annotations

from benchmarks import data, measuring
from benchmarks.report import seconds, table
from benchmarks.timing import in_turn

SIZES = (500_000, 1_000_000, 2_000_000, 4_000_000, 8_000_000)


def section(largest: int, runs: int) -> str:
    rows = []
    for people in (size for size in SIZES if size <= max(largest, SIZES[0])):
        store = data.store(people)
        timed = in_turn({"ours": lambda store=store: measuring.ours(store)}, runs=runs)["ours"]  # type: ignore[misc]
        per_million = seconds(timed.median / people * 1e6)
        rows.append((f"{people:,}", seconds(timed.median), per_million))
    return "## Growing\n\nThe same measure.\n\n" + table(
        ("people", "median", "for each million"), rows
    )
