"""OGRS3 of many people: four look-ups, three additions, and one step table for both horizons."""

from __future__ import annotations

import numpy as np
from numba import types

from throughgate.predictors.kernels import Array, codes, kernel, place, points, points_by_sex, write
from throughgate.predictors.kernels.reasons import OFFENCE_NEEDED, in_the_way, why_not
from throughgate.predictors.kernels.steps import levels, rounded

number = types.float64
percents = write(types.int8)


@kernel(
    types.void(
        *(codes, codes, codes, codes, codes, codes, codes),
        *(points_by_sex, points, points, points),
        *(points, number, number, levels, points),
        *(percents, percents),
    )
)
def ogrs3(
    sex: Array,
    age: Array,
    convicted: Array,
    first: Array,
    sanctions: Array,
    offence: Array,
    limits: Array,
    of_age_sex: Array,
    of_sanctions: Array,
    of_career: Array,
    of_offence: Array,
    constants: Array,
    low: float,
    scale: float,
    level: Array,
    border: Array,
    one_year: Array,
    two_year: Array,
) -> None:
    """Fills in the whole percent of each person for one and two years, or minus the reason for none."""
    for person in range(len(sex)):
        s, a, c, f = sex[person], age[person], convicted[person], first[person]
        n, o = sanctions[person], offence[person]
        if in_the_way(s, a, c, f, n, limits) | (o < 0) | (o >= len(of_offence)):
            reason = why_not(s, a, c, f, n, limits) or OFFENCE_NEEDED
            one_year[person] = reason
            two_year[person] = reason
            continue
        weight = of_offence[place(o)]
        if np.isnan(weight):
            one_year[person] = OFFENCE_NEEDED
            two_year[person] = OFFENCE_NEEDED
            continue
        total = of_age_sex[place(s), place(a)] + of_sanctions[place(n)]
        total += of_career[place(c - f)] + weight
        one_year[person] = rounded(constants[0] + total, low, scale, level, border)
        two_year[person] = rounded(constants[1] + total, low, scale, level, border)
