"""Keeping freed memory for the next shard, instead of giving it back and asking for it again."""

from __future__ import annotations

import ctypes
from contextlib import suppress
from functools import cache

TRIM_THRESHOLD, TOP_PAD, MMAP_THRESHOLD = -1, -2, -3  # glibc's names for what mallopt sets
KEPT = 1 << 28  # bytes at the top of a heap that stay
WHOLE_COLUMN = 1 << 30  # bytes under which an array comes from the heap


@cache
def keep_freed_memory() -> None:
    """Where the C library is glibc. Otherwise nothing: it is only quicker.

    A shard's arrays are a megabyte each. Fresh from the system, each page of them faults once, and the
    threads wait for each other at every fault; a third of a measure's time went there.
    """
    with suppress(OSError, AttributeError):
        mallopt = ctypes.CDLL("libc.so.6").mallopt
        for parameter, value in (
            (MMAP_THRESHOLD, WHOLE_COLUMN),
            (TRIM_THRESHOLD, KEPT),
            (TOP_PAD, KEPT >> 3),
        ):
            mallopt(parameter, value)
