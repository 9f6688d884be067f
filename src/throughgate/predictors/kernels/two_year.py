"""ARP, VRP and SVRP of many people: the same parts added in the same order as for one."""

from __future__ import annotations

import numpy as np
from numba import types

from throughgate.predictors.kernels import (
    Array,
    codes,
    kernel,
    place,
    points,
    points_by_sex,
    write,
)
from throughgate.predictors.kernels.reasons import (
    OFFENCE_NEEDED,
    VIOLENCE_OUT_OF_RANGE,
    in_the_way,
    why_not,
)
from throughgate.predictors.kernels.steps import levels, rounded

number, flag = types.float64, types.boolean
GAP, RATE, SQUARE = range(3)  # columns of `of_career`
FEW = 2


@kernel(
    types.void(
        *(codes, codes, codes, codes, codes, codes, codes, codes, codes),
        *(points_by_sex, points, points, points, points_by_sex),
        *(points, points, flag, points_by_sex, points, number),
        *(number, number, levels, points),
        write(types.int16),
    )
)
def two_year(
    sex: Array,
    age: Array,
    convicted: Array,
    first: Array,
    sanctions: Array,
    offence: Array,
    months: Array,
    violent: Array,
    limits: Array,
    of_age_sex: Array,
    of_sanctions: Array,
    of_offence: Array,
    of_months: Array,
    of_career: Array,
    log_of: Array,
    log_of_years: Array,
    with_violence: bool,
    of_violence: Array,
    log_of_violent_years: Array,
    violent_rate: float,
    low: float,
    scale: float,
    level: Array,
    border: Array,
    hundredths: Array,
) -> None:
    """Fills in the percent of each person in hundredths, or minus the reason for none.

    `log_of[n]` is ln(n); `log_of_years[career]` the logarithm of the career with the years added to it.
    """
    most_months = len(of_months) - 1
    for person in range(len(sex)):
        s, a, c, f = sex[person], age[person], convicted[person], first[person]
        n, o, v = sanctions[person], offence[person], violent[person]
        unfit = with_violence & ((v < 0) | (v > n))
        if in_the_way(s, a, c, f, n, limits) | unfit | (o < 0) | (o >= len(of_offence)):
            asked = VIOLENCE_OUT_OF_RANGE if unfit else OFFENCE_NEEDED
            hundredths[person] = why_not(s, a, c, f, n, limits) or asked
            continue
        added = of_offence[place(o)]
        if np.isnan(added):
            hundredths[person] = OFFENCE_NEEDED
            continue
        free = min(max(months[person], 0), most_months)
        total = of_age_sex[place(s), place(a)] + of_sanctions[place(n)] + added
        total += of_months[place(free)]
        career = place(c - f)
        if n == FEW:
            total += (c - f) * of_career[place(s), GAP]
        elif n > FEW:
            rate = log_of[place(n)] - log_of_years[career]
            total += of_career[place(s), RATE] * rate + of_career[place(s), SQUARE] * rate * rate
        if with_violence:
            total += of_violence[place(s), place(v)]
            if v > 0:
                total += violent_rate * (log_of[place(v)] - log_of_violent_years[career])
        hundredths[person] = rounded(total, low, scale, level, border)
