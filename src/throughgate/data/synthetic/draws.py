"""Uniform numbers that depend only on seed, person, occasion and purpose.

Not on block, thread or what anybody else did: the same seed gives the same career on any machine,
and a service switched off changes nobody but the people it helped.
"""

from __future__ import annotations

from enum import IntEnum, auto

import numpy as np
import numpy.typing as npt

from throughgate.data.synthetic.arrays import Floats, Ints

Keys = npt.NDArray[np.uint64]

_PERSON, _OCCASION, _PURPOSE = (
    np.uint64(0x9E3779B97F4A7C15),
    np.uint64(0xD1B54A32D192ED03),
    np.uint64(0x8CB92BA72F3D8DD7),
)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_BITS = np.uint64(11)
_SCALE = 2.0**-53
_CELLS = 4096


class Purpose(IntEnum):
    """What a number is drawn for. Appending keeps the earlier draws as they were."""

    SEX = auto()
    ETHNICITY = auto()
    AREA = auto()
    START = auto()
    STARTING_AGE = auto()
    WITHIN_AGE = auto()
    EARLIER = auto()
    EARLIER_COUNT = auto()
    EARLIER_DATE = auto()
    NO_BIRTH_DATE = auto()
    REOFFENDS = auto()
    DAYS = auto()
    AFTERWARDS = auto()
    GAP = auto()
    SAME_CATEGORY = auto()
    CATEGORY = auto()
    LAG = auto()
    SERIOUSNESS = auto()
    DISPOSAL = auto()
    OTHER_DISPOSAL = auto()
    LENGTH = auto()
    REMAND = auto()
    REMAND_DAYS = auto()
    DEATH = auto()
    DEATH_INSIDE = auto()
    DEPORTED = auto()
    SERVICE = auto()
    SERVICE_WHICH = auto()
    SERVICE_DELAY = auto()
    SERVICE_WORKS = auto()
    SERVICE_DAYS = auto()
    SERVICE_RESULT = auto()
    OFFENCES = auto()
    OFFENCE_DAY = auto()
    OFFENCE_CATEGORY = auto()
    OFFENCE_SERIOUSNESS = auto()
    OFFENCE_CODE = auto()
    OFFENCE_RECORDABLE = auto()
    OLD_OFFENCE = auto()
    OLD_OFFENCE_DAY = auto()
    NOT_RECORDABLE = auto()
    BREACH = auto()
    BREACH_DAY = auto()
    BREACH_LAG = auto()
    BREACH_DISPOSAL = auto()
    TRANSFER = auto()
    TRANSFER_DAY = auto()
    TEMPORARY = auto()
    TEMPORARY_DAYS = auto()
    RECALL = auto()
    RECALL_DAY = auto()
    RECALL_DAYS = auto()
    ACQUITTED = auto()
    SUPERVISION = auto()
    PROLIFIC = auto()
    CONCURRENT = auto()


def _mix(z: Keys) -> Keys:
    """Splitmix64's finaliser, in place."""
    z ^= z >> np.uint64(30)
    z *= _FIRST
    z ^= z >> np.uint64(27)
    z *= _SECOND
    z ^= z >> np.uint64(31)
    return z


def person_keys(seed: int, first: int, people: int) -> Keys:
    """A key for each of the people numbered from `first`."""
    numbers = np.arange(first + 1, first + people + 1, dtype=np.uint64)
    root = _mix(np.array([seed & 0xFFFFFFFFFFFFFFFF], np.uint64) * _FIRST + _PERSON)
    return _mix(numbers * _PERSON + root[0])


def occasion_keys(keys: Keys, occasion: int | Ints) -> Keys:
    """A key for an occasion of each person."""
    number: Keys = np.atleast_1d(np.asarray(occasion).astype(np.uint64))
    return _mix(keys + (number + np.uint64(1)) * _OCCASION)


def uniform(keys: Keys, purpose: Purpose) -> Floats:
    """Numbers from 0 (included) to 1 (excluded)."""
    z = _mix(keys + np.uint64((int(purpose) * int(_PURPOSE)) & 0xFFFFFFFFFFFFFFFF))
    z >>= _BITS
    drawn: Floats = z.astype(np.float64)
    drawn *= _SCALE
    return drawn


class Mix:
    """Shares of a few choices, one row a group, drawn by looking up one of 4,096 cells."""

    def __init__(self, shares: npt.ArrayLike) -> None:
        table = np.atleast_2d(np.asarray(shares, np.float64))
        until = np.cumsum(table / table.sum(axis=1, keepdims=True), axis=1)[:, :-1]
        cells = (np.arange(_CELLS) + 0.5) / _CELLS
        rows = [np.searchsorted(row, cells, side="right") for row in until]
        self.cells = np.ascontiguousarray(np.stack(rows).astype(np.uint8)).ravel()

    def draw(self, numbers: Floats, group: npt.ArrayLike = 0) -> npt.NDArray[np.uint8]:
        cell = (numbers * _CELLS).astype(np.int64)
        cell += np.asarray(group, np.int64) * _CELLS
        return self.cells[cell]
