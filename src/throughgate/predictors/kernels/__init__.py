"""The scores of many people: serial compiled loops, side by side in threads. Compiled once on a machine.

Kept where the installation keeps its other kernels, unless NUMBA_CACHE_DIR says otherwise.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

_home = Path(os.environ.get("THROUGHGATE_HOME") or ".throughgate").resolve()
os.environ.setdefault("NUMBA_CACHE_DIR", str(_home / "kernels"))

import numba  # noqa: E402 - the folder must be known first
import numpy as np  # noqa: E402
import numpy.typing as npt  # noqa: E402
from numba import types  # noqa: E402

numba.config.CACHE_DIR = os.environ["NUMBA_CACHE_DIR"]  # type: ignore[attr-defined]  # imported before us, perhaps

Array = npt.NDArray[Any]


def read(of: Any, dimensions: int = 1) -> Any:
    """An array that is only read."""
    return types.Array(of, dimensions, "C", readonly=True)


def write(of: Any) -> Any:
    return types.Array(of, 1, "C")


codes = read(types.int32)  # ages, counts and places, four bytes wide as in a store
place = np.uintp  # an index that needs no check for counting from the end
points = read(types.float64)
points_by_sex = read(types.float64, 2)


def kernel(signature: Any) -> Callable[[Any], Any]:
    """Serial, holding no lock, kept on disk."""
    compiled: Callable[[Any], Any] = numba.njit(signature, cache=True, nogil=True)
    return compiled
