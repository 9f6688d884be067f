"""One measure in a process of its own, for its peak memory: `python -m benchmarks.measure_once STORE`."""

from __future__ import annotations

import sys
from pathlib import Path

import throughgate.evidence as ev


def main() -> None:
    request = ev.Request.parse(
        trend="2004..2023", by="disposal", severity=False, exact_counts=True, incomplete=True
    )
    ev.open(Path(sys.argv[1])).measure(request)


if __name__ == "__main__":
    main()
