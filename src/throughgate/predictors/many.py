"""Scores of many people from arrays, the same numbers as one by one. A negative number is why there is none."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from itertools import pairwise

import numpy as np

from throughgate.common.errors import WrongUse
from throughgate.predictors import tables
from throughgate.predictors.kernels import Array, days, steps
from throughgate.predictors.kernels import ogrs3 as ogrs3_kernel
from throughgate.predictors.kernels import two_year as two_year_kernel
from throughgate.predictors.numbers import OGRS3, TWO_YEAR, WITH_VIOLENCE
from throughgate.predictors.offences import Offences
from throughgate.predictors.ogrs3 import HORIZONS, constant
from throughgate.predictors.why_not import WhyNot

NOTHING_KNOWN = -1


@dataclass(frozen=True)
class People:
    """One row a person, whole numbers; as int32 they are read where they lie.

    `sex`: a place in `tables.SEXES`, any other number unknown. Ages in completed years, -1 unknown.
    `offence`: a place in `Offences`, -1 unknown. `sanctions_for_violence` is needed by VRP and SVRP;
    `offence_free_months` is 0 where it is left out.
    """

    sex: Array
    age: Array
    age_at_conviction: Array
    age_at_first_sanction: Array
    sanctions: Array
    offence: Array
    sanctions_for_violence: Array | None = None
    offence_free_months: Array | None = None

    def __post_init__(self) -> None:
        for name in (field.name for field in fields(self)):
            given = getattr(self, name)
            if given is not None:
                object.__setattr__(self, name, _whole(name, given))
        lengths = {name: len(each) for name, each in vars(self).items() if each is not None}
        if len(set(lengths.values())) > 1:
            told = ", ".join(f"{name} {length:,}" for name, length in lengths.items())
            raise WrongUse(f"The columns are not of one length: {told}. Give each person one row.")

    def __len__(self) -> int:
        return len(self.sex)

    def needed(self) -> tuple[Array, ...]:
        return (
            self.sex,
            self.age,
            self.age_at_conviction,
            self.age_at_first_sanction,
            self.sanctions,
            self.offence,
        )

    def or_all(self, name: str, value: int) -> Array:
        """A column that may be left out: then everybody has the value."""
        given: Array | None = getattr(self, name)
        return np.full(len(self), value, np.int32) if given is None else given


@dataclass(frozen=True)
class Ogrs3:
    """int8, one a person: whole percents from 1 to 99, or minus a `WhyNot`, in both alike."""

    one_year: Array
    two_year: Array


def ogrs3(people: People, offences: Offences, *, threads: int = 1) -> Ogrs3:
    """OGRS3 of each person, one and two years together."""
    made = Ogrs3(np.empty(len(people), np.int8), np.empty(len(people), np.int8))
    constants = np.array([constant(horizon) for horizon in HORIZONS])
    known = (
        *(tables.limits(OGRS3), *tables.of_ogrs3(), tables.offence_weights(offences)),
        *(constants, *_steps(steps.of_whole_percent())),
    )
    _side_by_side(
        lambda rows: ogrs3_kernel.ogrs3(
            *(column[rows] for column in people.needed()),
            *known,
            made.one_year[rows],
            made.two_year[rows],
        ),
        len(people),
        threads,
    )
    return made


def two_year(people: People, offences: Offences, model: str, *, threads: int = 1) -> Array:
    """int16, one a person: hundredths of a percent from 0 to 9999, or minus a `WhyNot`; model: arp, vrp, svrp."""
    if model not in TWO_YEAR:
        raise WrongUse(f"“{model}” is no model of two years. There is: {', '.join(TWO_YEAR)}.")
    asked = model in WITH_VIOLENCE
    if asked and people.sanctions_for_violence is None:
        raise WrongUse(f"{model.upper()} needs sanctions_for_violence. Give them for each person.")
    made = np.empty(len(people), np.int16)
    columns = (
        *people.needed(),
        people.or_all("offence_free_months", 0),
        people.or_all("sanctions_for_violence", 0),
    )
    known = (
        *(tables.limits(model), *tables.of_two_year(model)),
        *(tables.offence_points(offences, model), *tables.of_career(model)),
        *(*tables.of_violence(model), *_steps(steps.of_hundredths())),
    )
    _side_by_side(
        lambda rows: two_year_kernel.two_year(
            *(column[rows] for column in columns), *known, made[rows]
        ),
        len(people),
        threads,
    )
    return made


def count_sanctions(
    starts: Array, on: Array, violent: Array, current: Array
) -> tuple[Array, Array]:
    """Sanctions, and sanctions for violence, of each person: `counting.py` for many.

    `starts`: int64[people + 1], where each person's rows begin; `on`: each row's day, in order within a person;
    `violent`: whether one of its offences counts as violent; `current`: each person's current day.
    """
    n, v = np.empty(len(current), np.int32), np.empty(len(current), np.int32)
    rows = (_whole("on", on), _whole("violent", violent), _whole("current", current))
    days.sanction_days(np.ascontiguousarray(starts, np.int64), *rows, n, v)
    return n, v


def percents(scores: Array) -> Array:
    """Scores of a two-year model in percent, float64; not a number where there is none."""
    return np.where(scores < 0, np.nan, scores / 100)


def why_none(scores: Array) -> dict[WhyNot, int]:
    """How many people have no score, by reason."""
    counts = np.bincount(-scores[scores < 0].astype(np.int64), minlength=1)
    return {WhyNot(code): int(count) for code, count in enumerate(counts) if code and count}


def _whole(name: str, given: Array) -> Array:
    column = np.asarray(given)
    if column.ndim != 1 or column.dtype.kind not in "iub":
        raise WrongUse(
            f"{name} is not one column of whole numbers. Round it, and write -1 for unknown."
        )
    return np.ascontiguousarray(column, np.int32)


def _steps(made: steps.Steps) -> tuple[float, float, Array, Array]:
    return made.low, made.scale, made.level, made.border


def _side_by_side(work: Callable[[slice], None], length: int, threads: int) -> None:
    """The same work on as many parts as there are threads."""
    ends = [length * part // threads for part in range(threads + 1)]
    parts = [slice(begin, end) for begin, end in pairwise(ends)]
    if threads == 1:
        work(parts[0])
        return
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, parts))
