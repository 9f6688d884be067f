"""Why one person of an array has no score: the first of the reasons of `why_not.py`, in the same order."""

from __future__ import annotations

import numba
from numba import types

from throughgate.predictors.kernels import Array, codes, kernel
from throughgate.predictors.why_not import WhyNot

YOUNGEST, OLDEST, YOUNGEST_CONVICTION, MOST_SANCTIONS = range(4)  # places in `limits`
FEMALE, MALE = 0, 1

SEX_UNKNOWN = -int(WhyNot.SEX_UNKNOWN)
AGE_UNKNOWN = -int(WhyNot.AGE_UNKNOWN)
TOO_YOUNG = -int(WhyNot.TOO_YOUNG)
AGE_OUT_OF_RANGE = -int(WhyNot.AGE_OUT_OF_RANGE)
AGES_IN_WRONG_ORDER = -int(WhyNot.AGES_IN_WRONG_ORDER)
SANCTIONS_OUT_OF_RANGE = -int(WhyNot.SANCTIONS_OUT_OF_RANGE)
SANCTIONS_CONTRADICT_AGES = -int(WhyNot.SANCTIONS_CONTRADICT_AGES)
VIOLENCE_OUT_OF_RANGE = -int(WhyNot.VIOLENCE_OUT_OF_RANGE)
OFFENCE_NEEDED = -int(WhyNot.OFFENCE_NEEDED)

one = types.int64


@kernel(one(one, one, one, one, one, codes))
def why_not(sex: int, age: int, convicted: int, first: int, n: int, limits: Array) -> int:
    """Minus the reason, of what every score asks for; 0: none of these stands in the way."""
    if sex != FEMALE and sex != MALE:
        return SEX_UNKNOWN
    if age < 0 or convicted < 0 or first < 0:
        return AGE_UNKNOWN
    if age < limits[YOUNGEST]:
        return TOO_YOUNG
    if max(age, convicted) > limits[OLDEST] or convicted < limits[YOUNGEST_CONVICTION]:
        return AGE_OUT_OF_RANGE
    if first > convicted:
        return AGES_IN_WRONG_ORDER
    if n < 1 or n > limits[MOST_SANCTIONS]:
        return SANCTIONS_OUT_OF_RANGE
    if n == 1 and first != convicted:
        return SANCTIONS_CONTRADICT_AGES
    return 0


@numba.njit(inline="always")
def in_the_way(sex: int, age: int, convicted: int, first: int, n: int, limits: Array) -> bool:
    """Whether `why_not` would give a reason: all asked at once, which costs a third of asking one by one."""
    return (  # type: ignore[no-any-return]
        (sex != FEMALE) & (sex != MALE)
        | (age < limits[YOUNGEST])
        | (age < 0)
        | (age > limits[OLDEST])
        | (convicted < limits[YOUNGEST_CONVICTION])
        | (convicted > limits[OLDEST])
        | (first < 0)
        | (first > convicted)
        | (n < 1)
        | (n > limits[MOST_SANCTIONS])
        | (n == 1) & (first != convicted)
    )
