"""Years and ages of many dates at once, by looking up each day of the calendar."""

from __future__ import annotations

from datetime import date

import numpy as np

from throughgate.data.synthetic.arrays import NONE, Codes, Days, Ints

_FIRST = -36525  # 1870
_LAST = 36525  # 2070
_ALL = np.arange(_FIRST, _LAST).astype("datetime64[D]")
_MONTHS = _ALL.astype("datetime64[M]").astype(np.int64)
_YEAR = (_MONTHS // 12 + 1970).astype(np.int16)
_IN_YEAR = (
    (_MONTHS % 12) * 32
    + (_ALL - _ALL.astype("datetime64[M]").astype("datetime64[D]")).astype(np.int64)
).astype(np.int16)

AGE_BANDS = ("10-14", "15-17", "18-20", "21-24", "25-29", "30-34", "35-39", "40-44", "45-49", "50-59", "60+", "unknown")  # fmt: skip
_BAND_FROM = (15, 18, 21, 25, 30, 35, 40, 45, 50, 60)
_BAND = np.searchsorted(np.array(_BAND_FROM), np.arange(130), side="right").astype(np.uint8)
AGE_UNKNOWN = len(AGE_BANDS) - 1


def day(of: date) -> int:
    """Days since 1970."""
    return (of - date(1970, 1, 1)).days


def year(days: Ints) -> Ints:
    years: Ints = _YEAR[days - _FIRST]
    return years


def age(born: Days, on: Days) -> Ints:
    """Completed years."""
    before_birthday = _IN_YEAR[on - _FIRST] < _IN_YEAR[born - _FIRST]
    years: Ints = _YEAR[on - _FIRST] - _YEAR[born - _FIRST] - before_birthday
    return years


def age_band(born: Days, on: Days) -> Codes:
    """Position in AGE_BANDS."""
    return _BAND[age(born, on)]


def known_age_band(born: Days, on: Days) -> Codes:
    """Position in AGE_BANDS; unknown where the birth date is missing."""
    missing = born == NONE
    band = age_band(np.where(missing, on, born).astype(np.int32), on)
    band[missing] = AGE_UNKNOWN
    return band
