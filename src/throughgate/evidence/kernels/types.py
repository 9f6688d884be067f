"""Array types of the kernels' explicit signatures, and how each is compiled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numba
from numba import types

day = types.int32
flag = types.boolean
count = types.int64


def read(of: Any, dimensions: int = 1) -> Any:
    """An array that is only read; Arrow's memory may not be written."""
    return types.Array(of, dimensions, "C", readonly=True)


def write(of: Any, dimensions: int = 1) -> Any:
    return types.Array(of, dimensions, "C")


# Codes and flags lie in a store four bytes wide, as dates do, and are read without being rewritten.
days = codes = flags = read(types.int32)
starts, numbers = read(types.int64), read(types.int32)


def several(*of: Any) -> Any:
    """The type of a kernel that gives several arrays."""
    return types.Tuple(of)  # type: ignore[no-untyped-call]


def kernel(signature: Any) -> Callable[[Any], Any]:
    """Serial, holding no lock, kept on disk: threads run it over shards side by side."""
    compiled: Callable[[Any], Any] = numba.njit(signature, cache=True, nogil=True)
    return compiled
