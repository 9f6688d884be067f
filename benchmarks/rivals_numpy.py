"""The same scores in well-written numpy: small tables, rows in pieces that stay in cache, two threads."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from throughgate.predictors import tables
from throughgate.predictors.many import People
from throughgate.predictors.numbers import number
from throughgate.predictors.offences import Offences

PIECE = 1 << 14
Array = Any


def ogrs3(people: People, offences: Offences, threads: int) -> tuple[Array, Array]:
    """One and two years in whole percent; everybody can be scored."""
    youngest = int(number("youngest")["ogrs3"])
    age_sex = np.nan_to_num(tables.of_ogrs3()[0][:, youngest:])
    weights, status = tables.offence_weights(offences), number("ogrs3_status")
    copas, years = number("ogrs3_copas"), number("ogrs3_copas_years")
    constants = tuple(number("ogrs3_constant").values())
    made = np.empty(len(people), np.int8), np.empty(len(people), np.int8)

    def piece(rows: slice) -> None:
        n = people.sanctions[rows]
        career = people.age_at_conviction[rows] - people.age_at_first_sanction[rows]
        band = people.sex[rows] * age_sex.shape[1] + people.age[rows] - youngest
        total = age_sex.take(band)
        total += weights.take(people.offence[rows])
        total += np.where(n == 1, status["first_sanction"], status["otherwise"])
        total += copas * np.log(n / (years + career))
        for constant, column in zip(constants, made, strict=True):
            chance = 1 / (1 + np.exp(-(constant + total)))
            five = np.floor(chance * 1e5 + 0.5)
            column[rows] = np.clip(np.floor(five / 1000 + 0.5), 1, 99)

    _in_pieces(piece, len(people), threads)
    return made


def arp(people: People, offences: Offences, threads: int) -> Array:
    """Hundredths of a percent; everybody can be scored."""
    terms, added = number("arp_terms"), number("copas_years")["arp"]
    age_sex, sanctions = tables.of_two_year("arp")
    points = tables.offence_points(offences, "arp")
    per_year, rate, square = tables.of_career("arp")[1].T.copy()
    months = tables.of_career("arp")[0]
    made = np.empty(len(people), np.int16)
    assert terms["sanction_occasions"] and people.offence_free_months is not None

    def piece(rows: slice) -> None:
        n, sex = people.sanctions[rows], people.sex[rows]
        career = people.age_at_conviction[rows] - people.age_at_first_sanction[rows]
        total = age_sex.take(sex * age_sex.shape[1] + people.age[rows])
        total += sanctions.take(n)
        total += points.take(people.offence[rows])
        total += months.take(people.offence_free_months[rows], mode="clip")  # type: ignore[index]
        logs = np.log(n / (career + added))
        total += np.where(n > 2, (rate.take(sex) + square.take(sex) * logs) * logs, 0)
        total += np.where(n == 2, career * per_year.take(sex), 0)
        percent = np.floor(1e4 / (1 + np.exp(-total)) + 0.5)
        made[rows] = np.clip(percent, 0, 9999)

    _in_pieces(piece, len(people), threads)
    return made


def _in_pieces(work: Callable[[slice], None], length: int, threads: int) -> None:
    with ThreadPoolExecutor(threads) as pool:
        starts = range(0, length, PIECE)
        list(pool.map(lambda begin: work(slice(begin, min(begin + PIECE, length))), starts))
