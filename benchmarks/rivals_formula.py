"""The same scores compiled as the formulas are printed: a logarithm and the exponentials for each person."""

from __future__ import annotations

from math import exp, floor, log
from typing import Any

import numba
import numpy as np

Array = Any


@numba.njit(nogil=True)
def ogrs3(
    columns: tuple[Array, ...], age_sex: Array, weights: Array, numbers: Array, made: Array
) -> None:
    """`numbers`: status of a first and of any other, copas, its years, the two constants."""
    sex, age, convicted, first, sanctions, offence = columns
    for person in range(len(sex)):
        n = sanctions[person]
        total = age_sex[sex[person], age[person]] + weights[offence[person]]
        total += numbers[0] if n == 1 else numbers[1]
        total += numbers[2] * log(n / (numbers[3] + convicted[person] - first[person]))
        for horizon in range(2):
            five = floor(1e5 / (1 + exp(-(numbers[4 + horizon] + total))) + 0.5)
            made[horizon, person] = min(max(floor(five / 1000 + 0.5), 1.0), 99.0)


@numba.njit(nogil=True)
def arp(
    columns: tuple[Array, ...],
    age_sex: Array,
    of_sanctions: Array,
    weights: Array,
    career: Array,
    added: int,
    made: Array,
) -> None:
    """Nobody has months free of offences here: as in a cohort."""
    sex, age, convicted, first, sanctions, offence = columns
    for person in range(len(sex)):
        s, n = sex[person], sanctions[person]
        total = age_sex[s, age[person]] + of_sanctions[n] + weights[offence[person]]
        years = convicted[person] - first[person]
        if n == 2:
            total += years * career[s, 0]
        elif n > 2:
            logs = log(n / (years + added))
            total += (career[s, 1] + career[s, 2] * logs) * logs
        made[person] = min(np.floor(1e4 / (1 + exp(-total)) + 0.5), 9999.0)
