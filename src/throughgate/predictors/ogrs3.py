"""OGRS3 of one person: the chance of a proven reoffence within one and two years.

What is added and where it comes from: docs/methods/predictors.md.
"""

from __future__ import annotations

from bisect import bisect_right
from decimal import Decimal
from math import log

from throughgate.predictors.answer import Answer, Part, added, no_score
from throughgate.predictors.bands import band
from throughgate.predictors.known import Known, Sex
from throughgate.predictors.numbers import OGRS3, horizon, number
from throughgate.predictors.rounding import whole_percent
from throughgate.predictors.why_not import problems

HORIZONS = ("one_year", "two_year")


def score(known: Known) -> Answer:
    """Whole percents for both horizons; the band is that of two years."""
    found = problems(known, OGRS3)
    if found:
        return no_score(OGRS3, found)
    assert known.offence is not None
    made = parts(known)
    total = added(made)
    percent = {
        horizon(f"ogrs3.{name}"): Decimal(whole_percent(constant(name) + total))
        for name in HORIZONS
    }
    two_year = percent[horizon("ogrs3.two_year")]
    return Answer(OGRS3, percent, band(OGRS3, two_year), known.offence.by_category, made)


def parts(known: Known) -> tuple[Part, ...]:
    """What is added to the constant, of a person who can be scored."""
    assert known.sex is not None and known.age is not None and known.offence is not None
    weight = known.offence.weight
    assert weight is not None
    n, career = known.sanctions, known.career
    offence = known.offence.code or known.offence.category
    return (
        Part("age and sex", f"{known.sex.value}, {known.age}", of_age_sex(known.sex, known.age)),
        Part("sanctions", f"{n}, this one included", of_sanctions(n)),
        Part("career", f"over {career} + {number('ogrs3_copas_years')} years", of_career(career)),
        Part("offence", offence, weight),
    )


def constant(name: str) -> float:
    return float(number("ogrs3_constant")[name])


def of_age_sex(sex: Sex, age: int) -> float:
    """The weight of the age band."""
    return float(
        number("ogrs3_age_sex")[sex.value][bisect_right(number("ogrs3_age_from"), age) - 1]
    )


def of_sanctions(n: int) -> float:
    """First sanction or not, and the upper part of the Copas ratio."""
    status = number("ogrs3_status")["first_sanction" if n == 1 else "otherwise"]
    return float(status + number("ogrs3_copas") * log(n))


def of_career(years: int) -> float:
    """The lower part of the Copas ratio: ln(n / years) is ln(n) less ln(years)."""
    return float(-number("ogrs3_copas") * log(number("ogrs3_copas_years") + years))
