"""Runs contenders in turn, several times after a warm-up, and quotes medians and ratios."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

Work = Callable[[], object]


@dataclass(frozen=True)
class Timed:
    """Seconds of each run of one contender."""

    name: str
    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)


def in_turn(contenders: dict[str, Work], *, runs: int) -> dict[str, Timed]:
    """A, B, C, A, B, C …: so that a drift of the machine falls on all alike. One warm-up each."""
    for work in contenders.values():
        work()
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(runs):
        for name, work in contenders.items():
            begun = time.perf_counter()
            work()
            seconds[name].append(time.perf_counter() - begun)
    return {name: Timed(name, tuple(found)) for name, found in seconds.items()}


def peak_megabytes(*words: str) -> float:
    """The most memory that a fresh Python process held while it ran `python -m words…`."""
    code = (
        "import runpy, sys; sys.argv = sys.argv[1:]; "
        "runpy.run_module(sys.argv[0], run_name='__main__', alter_sys=False); "
        "print('PEAK', next(l.split()[1] for l in open('/proc/self/status') if l.startswith('VmHWM')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True, check=True
    )
    return float(done.stdout.rsplit("PEAK", 1)[1]) / 1024


def whole(*words: str) -> float:
    """Seconds of a whole process, from the shell to its end."""
    begun = time.perf_counter()
    subprocess.run(words, capture_output=True, check=True)
    return time.perf_counter() - begun
