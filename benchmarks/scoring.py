"""Scores of many people, arrays in memory, rounding included: this engine beside numpy and the bare formula."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from benchmarks import rivals_formula, rivals_numpy
from benchmarks.report import ratio, table
from benchmarks.timing import in_turn
from throughgate.predictors import many, tables
from throughgate.predictors.many import People
from throughgate.predictors.numbers import number
from throughgate.predictors.offences import Offences

THREADS = 2
SEED = 1
AIMS = {"OGRS3, one and two years": 20, "ARP": 10}  # million people a second
TRIED = (
    "Tried, in nanoseconds of one core for each person, tables in cache. OGRS3: checks one by one in a function "
    "of their own 12.5; all checks at once, then the step tables 6.0 (what stands); in blocks, without a branch, "
    "for the processor’s vector instructions 7.9; both horizons in one table no quicker than two look-ups. ARP: "
    "step tables 6.1 (what stands); an exponential as a first guess, set right by the borders 13.4; a table of "
    "sanctions by career 6.1, for 1.8 MB more; the career without a branch 6.6. Of an exponential nothing is "
    "left to round: see [how scores are rounded](../methods/predictors.md#rounding)."
)
Array = Any


def made_up(people: int) -> People:
    """People as cohorts have them: most young, most with few sanctions, some with very many."""
    draw = np.random.default_rng(SEED)
    age = np.minimum(18 + draw.gamma(2, 7, people), 90).astype(np.int32)
    career = np.minimum(draw.gamma(1, 8, people), age - 10).astype(np.int32)
    n = np.minimum(2 + draw.geometric(0.15, people), 250).astype(np.int32)
    n[career == 0] = 1
    none = np.zeros(people, np.int32)
    offence = draw.integers(0, len(Offences().all), people, np.int32)
    sex = (draw.random(people) < 0.85).astype(np.int32)
    return People(sex, age, age, age - career, n, offence, none, none)


def _side_by_side(work: Callable[[slice], None], length: int) -> None:
    half = length // 2
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(work, (slice(0, half), slice(half, length))))


def formula_ogrs3(people: People) -> Array:
    made = np.empty((2, len(people)), np.int8)
    status, constants = number("ogrs3_status"), number("ogrs3_constant")
    copas = (number("ogrs3_copas"), number("ogrs3_copas_years"))
    numbers = np.array([*status.values(), *copas, *constants.values()], np.float64)
    known = (tables.of_ogrs3()[0], tables.offence_weights(Offences()), numbers)

    def work(rows: slice) -> None:
        columns = tuple(column[rows] for column in people.needed())
        rivals_formula.ogrs3(columns, *known, made[:, rows])

    _side_by_side(work, len(people))
    return made


def formula_arp(people: People) -> Array:
    made = np.empty(len(people), np.int16)
    known = (
        *tables.of_two_year("arp"),
        tables.offence_points(Offences(), "arp"),
        tables.of_career("arp")[1],
        int(number("copas_years")["arp"]),
    )

    def work(rows: slice) -> None:
        columns = tuple(column[rows] for column in people.needed())
        rivals_formula.arp(columns, *known, made[rows])

    _side_by_side(work, len(people))
    return made


def contenders(people: People) -> dict[str, dict[str, Callable[[], Any]]]:
    none = Offences()

    def ours() -> tuple[Array, Array]:
        made = many.ogrs3(people, none, threads=THREADS)
        return made.one_year, made.two_year

    return {
        "OGRS3, one and two years": {
            "Throughgate": ours,
            "numpy": lambda: rivals_numpy.ogrs3(people, none, THREADS),
            "the formula, compiled": lambda: formula_ogrs3(people),
        },
        "ARP": {
            "Throughgate": lambda: many.two_year(people, none, "arp", threads=THREADS),
            "numpy": lambda: rivals_numpy.arp(people, none, THREADS),
            "the formula, compiled": lambda: formula_arp(people),
        },
    }


def section(people: int, runs: int) -> str:
    """The comparison as a table; stops if any two disagree in any figure of anybody."""
    rows = []
    crowd = made_up(people)
    for score, works in contenders(crowd).items():
        first, *others = (np.asarray(work()) for work in works.values())
        if not all(np.array_equal(first, other) for other in others):
            raise AssertionError(f"{score}: two contenders disagree")
        timed = in_turn(works, runs=runs)
        mine = timed["Throughgate"].median
        rows += [
            (score, t.name, f"{people / t.median / 1e6:.0f}", ratio(t.median, mine))
            for t in timed.values()
        ]
    aims = ", ".join(f"{score} {aim}" for score, aim in AIMS.items())
    return "\n\n".join(
        [
            f"## Scores\n\n{people:,} people, arrays in memory, rounding and checks of every row included; "
            f"median of {runs}. Every figure of everybody equal in all three.",
            table(("score", "contender", "million people a second", "times ours"), rows),
            f"Aims, million a second: {aims}.",
            TRIED,
        ]
    )
