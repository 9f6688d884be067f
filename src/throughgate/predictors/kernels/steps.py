"""From a logit to its rounded percent by one look-up and one comparison: the same borders as `rounding.py`.

The line of logits is cut into equal bins so narrow that no bin holds two borders. A bin knows the percent at its
lower end and the border in it, if any. The bin of a logit never falls as the logit rises, so the answer is exact.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numba
import numpy as np
from numba import types

from throughgate.predictors.kernels import Array, place, read
from throughgate.predictors.rounding import (
    HUNDREDTHS,
    WHOLE,
    border_of_hundredths,
    border_of_whole,
)

NARROWER = 1.02  # than the nearest two borders, so that they never share a bin
levels = read(types.int16)


@dataclass(frozen=True)
class Steps:
    """Bins from `low`, `scale` of them to a unit: the percent at the lower end of each, and its border."""

    low: float
    scale: float
    level: Array
    border: Array


def _steps(border: Callable[[int], float], first: int, last: int) -> Steps:
    borders = np.array([border(percent) for percent in range(first + 1, last + 1)])
    low, scale = float(borders[0]), NARROWER / float(np.diff(borders).min())
    bins = ((borders - low) * scale).astype(np.int64)
    assert (np.diff(bins) > 0).all(), "two borders share a bin"
    count = int(bins[-1]) + 2
    in_bin = np.full(count, np.inf)
    in_bin[bins] = borders
    level = first + np.searchsorted(bins, np.arange(count), side="left")
    return Steps(low, scale, level.astype(np.int16), in_bin)


@cache
def of_whole_percent() -> Steps:
    return _steps(border_of_whole, 1, WHOLE)


@cache
def of_hundredths() -> Steps:
    return _steps(border_of_hundredths, 0, HUNDREDTHS)


@numba.njit(inline="always")
def rounded(logit: float, low: float, scale: float, level: Array, border: Array) -> Any:
    """The rounded percent of a logit."""
    found = place(np.int32(min(max((logit - low) * scale, 0.0), len(level) - 1.0)))
    return level[found] + (logit >= border[found])
