"""The kinds of array a block is made of. Dates are days since 1970."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.integer]
Days = npt.NDArray[np.int32]
Codes = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.floating]
Flags = npt.NDArray[np.bool_]

NONE = np.int32(-(2**31))  # no date, no number
