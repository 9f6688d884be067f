"""What each age, count and offence adds, looked up by arrays: filled from the functions that score one person."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import log, nan

import numpy as np

from throughgate.predictors import ogrs3, two_year
from throughgate.predictors.kernels import Array
from throughgate.predictors.known import Sex
from throughgate.predictors.numbers import WITH_VIOLENCE, number
from throughgate.predictors.offences import UNKNOWN, Offence, Offences
from throughgate.predictors.two_year import COPAS, term

SEXES = (Sex.FEMALE, Sex.MALE)  # their codes in arrays; any other number is unknown


def _by(count: int, points: Callable[[int], float], *, first: int = 0) -> Array:
    """One number for each whole number; those before the first are never looked up."""
    return np.array([points(at) if at >= first else nan for at in range(count)], np.float64)


def _by_sex(count: int, points: Callable[[Sex, int], float], *, first: int = 0) -> Array:
    return np.stack([_by(count, lambda at, s=sex: points(s, at), first=first) for sex in SEXES])  # type: ignore[misc]


def _ages() -> int:
    return int(number("oldest")) + 1


def _counts() -> int:
    return int(number("most_sanctions")) + 1


@cache
def limits(score: str) -> Array:
    """In the order of `kernels/reasons.py`."""
    names = ("oldest", "youngest_conviction", "most_sanctions")
    return np.array([number("youngest")[score], *(number(name) for name in names)], np.int32)


@cache
def of_ogrs3() -> tuple[Array, ...]:
    """By sex and age, by sanctions, by years of career; the offence follows."""
    youngest = int(number("youngest")["ogrs3"])
    return (
        _by_sex(_ages(), ogrs3.of_age_sex, first=youngest),
        _by(_counts(), ogrs3.of_sanctions, first=1),
        _by(_ages(), ogrs3.of_career),
    )


def offence_weights(offences: Offences) -> Array:
    """OGRS3's weight of each place; not a number where the exact offence is needed."""
    weights = (each.weight for each in offences.all)
    return np.array([nan if weight is None else weight for weight in weights], np.float64)


def offence_points(offences: Offences, model: str) -> Array:
    """A two-year model's points of each place; not a number where the category is not known."""

    def of(each: Offence) -> float:
        return nan if each.category == UNKNOWN else two_year.of_offence(model, each.category)

    return np.array([of(each) for each in offences.all], np.float64)


@cache
def of_two_year(model: str) -> tuple[Array, ...]:
    """By sex and age (with the constant), by sanctions; the offence follows; then `career` and `violence`."""
    constant = term(model, "two_year_constant")

    def age_sex(sex: Sex, age: int) -> float:
        return constant + two_year.of_age(model, sex, age) + two_year.of_sex(model, sex)

    return (
        _by_sex(_ages(), age_sex),
        _by(_counts(), lambda n: two_year.of_sanctions(model, n), first=1),
    )


@cache
def of_career(model: str) -> tuple[Array, ...]:
    """By months; for each sex the years between two, the rate and its square; logarithms of counts and years."""
    months = int(number("offence_free_months")) + 1
    added = int(number("copas_years")[model])
    rate = f"three_plus_sanctions_copas_{COPAS[model]}"
    names = (
        "yrs_between_first_and_second_sanction",
        rate,
        "three_plus_sanctions_copas_squared",
    )
    return (
        _by(months, lambda at: two_year.of_months(model, at)),
        np.array([[term(model, f"{name}_{sex.value}") for name in names] for sex in SEXES]),
        _by(_counts(), log, first=1),
        _by(_ages(), lambda career: log(career + added)),
    )


@cache
def of_violence(model: str) -> tuple[bool, Array, Array, float]:
    """Whether the model asks for it; by sex and count; logarithms of years; the coefficient of the rate."""
    asked = model in WITH_VIOLENCE
    years = int(number("violent_years"))
    return (
        asked,
        _by_sex(_counts() if asked else 1, lambda s, v: two_year.of_violence(model, s, v)),
        _by(_ages(), lambda career: log(career + years)),
        term(model, "violent_rate"),
    )
