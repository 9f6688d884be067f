"""Counts over the shards of a store, a thread a core; each reads its next shard while others count."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TypeVar

from throughgate.evidence.histories import Histories, Shard, load
from throughgate.evidence.memory import keep_freed_memory

State = TypeVar("State")
Progress = Callable[[int, int], None]  # shards done, shards in all


def threads() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def count(
    histories: Histories,
    columns: Iterable[str],
    *,
    begin: Callable[[], State],
    add: Callable[[State, Shard], None],
    progress: Progress | None = None,
) -> list[State]:
    """One state a thread, each with the shards it took added; no more shards in memory than threads."""
    keep_freed_memory()
    wanted = sorted(set(columns))
    queue = _Queue(len(histories.shards), progress)

    def work() -> State:
        state = begin()
        for number in queue:
            add(state, load(histories, number, wanted))
            queue.done()
        return state

    workers = min(threads(), len(histories.shards))
    if workers <= 1:
        return [work()]
    with ThreadPoolExecutor(workers) as pool:
        return [future.result() for future in [pool.submit(work) for _ in range(workers)]]


class _Queue:
    """Shard numbers, each given once; says how far it is."""

    def __init__(self, shards: int, progress: Progress | None) -> None:
        self._waiting = iter(range(shards))
        self._shards, self._progress, self._finished = shards, progress, 0
        self._lock = Lock()

    def __iter__(self) -> Iterator[int]:
        return self

    def __next__(self) -> int:
        with self._lock:
            return next(self._waiting)

    def done(self) -> None:
        with self._lock:
            self._finished += 1
            if self._progress:
                self._progress(self._finished, self._shards)
