"""Where each person's rows begin."""

from __future__ import annotations

import numpy as np
from numba import types

from throughgate.evidence.histories import Array
from throughgate.evidence.kernels.types import kernel, numbers


@kernel(types.int64[::1](numbers))
def offsets(counts: Array) -> Array:
    """int64[people + 1] from how many rows each person has."""
    start = np.empty(len(counts) + 1, np.int64)
    start[0] = 0
    for person in range(len(counts)):
        start[person + 1] = start[person] + counts[person]
    return start
