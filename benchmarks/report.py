"""The tables of the performance page, and the page itself."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from datetime import date
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "performance.md"


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    lines = [" | ".join(str(cell) for cell in row) for row in (head, ["---"] * len(head), *rows)]
    return "\n".join(f"| {line} |" for line in lines)


def ratio(of: float, to: float) -> str:
    return f"{of / to:.2f}"


def seconds(value: float) -> str:
    return f"{value:.2f} s"


def write(sections: Sequence[str], *, today: date) -> None:
    """Keep the run: figures with the machine they were measured on."""
    import duckdb
    import numba
    import numpy
    import polars

    versions = (
        f"Python {platform.python_version()}, numpy {numpy.__version__}, numba {numba.__version__}, "
        f"DuckDB {duckdb.__version__}, Polars {polars.__version__}; 2 threads each, warm"
    )
    head = (
        "# Performance\n\nMade by `make bench`. Medians of runs taken in turn; machines are noisy, "
        f"so read the ratios. Measured on {today.isoformat()} on 2 cores: {versions}.\n"
    )
    PAGE.write_text("\n\n".join([head, *sections]) + "\n", encoding="utf-8")
