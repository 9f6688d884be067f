"""Completed years between two days, without a calendar in the loop: days are looked up as yyyymmdd."""

from __future__ import annotations

import numba
import numpy as np
from numba import types

from throughgate.evidence.histories import UNKNOWN_DATE, Array
from throughgate.evidence.kernels.types import day, days

FIRST_DAY = -43830  # 31 December 1849; earlier days are read as this one
YEARS = 360
NO_AGE = -1
LEAP_YEARS, DAYS_IN_THEM = 400, 146097  # the calendar repeats
NEAR_BIRTHDAY = (
    3 * LEAP_YEARS
)  # three days, in the same unit; leap days move a birthday by under two


def _written() -> Array:
    first = np.datetime64(FIRST_DAY, "D")
    every = first + np.arange(YEARS * 366)
    month = every.astype("datetime64[M]")
    years = every.astype("datetime64[Y]").astype(np.int64) + 1970
    months = month.astype(np.int64) % 12 + 1
    in_month = (every - month).astype(np.int64) + 1
    written: Array = (years * 10000 + months * 100 + in_month).astype(np.int32)
    return written


DAY_AS_WRITTEN = _written()


@numba.njit(types.int32(day, day, days), cache=True, nogil=True)
def completed_years(born: int, on: int, written: Array) -> int:
    """Age in completed years; NO_AGE without a date of birth. 29 February: a year older on 1 March."""
    if born == UNKNOWN_DATE:
        return NO_AGE
    lived = np.int64(on) - born
    years, part = divmod(lived * LEAP_YEARS, DAYS_IN_THEM)
    if NEAR_BIRTHDAY < part < DAYS_IN_THEM - NEAR_BIRTHDAY:
        return int(years)  # nowhere near a birthday: no look-up
    last = len(written) - 1
    begin = min(max(born - FIRST_DAY, 0), last)
    end = min(max(on - FIRST_DAY, 0), last)
    return int(written[end] - written[begin]) // 10000
