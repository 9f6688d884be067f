"""Sanctions are days: several on one count once, later ones never; one violent offence makes a day violent."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.predictors.drawn import patient

from throughgate.common.errors import WrongUse
from throughgate.predictors.counting import Sanction, sanctions, sanctions_for_violence
from throughgate.predictors.many import count_sanctions
from throughgate.predictors.offences import Offences

ROBBERY = Offences().find(category="acquisitive_violence")
THEFT = Offences().find(category="theft_non_motor")
assert ROBBERY and THEFT
START = date(2020, 1, 1)


def on(day: int, *offences: object) -> Sanction:
    return Sanction(START + timedelta(day), tuple(offences))  # type: ignore[arg-type]


CASES = [
    ("one", [on(5, THEFT)], 1, 0),
    ("two on one day count one", [on(5, THEFT), on(5, ROBBERY)], 1, 1),
    ("one day with a violent offence among others", [on(1, THEFT, ROBBERY), on(5, THEFT)], 2, 1),
    ("a later one does not count", [on(5, THEFT), on(6, ROBBERY)], 1, 0),
    ("an offence not known is not violent", [on(1), on(5, ROBBERY)], 2, 1),
]


@pytest.mark.parametrize(
    ("found", "n", "v"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_days_are_counted(found: list[Sanction], n: int, v: int) -> None:
    current = START + timedelta(5)
    assert sanctions(found, current=current) == n
    assert sanctions_for_violence(found, current=current) == v


def test_the_current_sanction_must_be_among_them() -> None:
    with pytest.raises(
        WrongUse, match="None of the sanctions is on 2020-01-06, the day of the current one"
    ):
        sanctions([on(1, THEFT)], current=START + timedelta(5))


history = st.lists(st.tuples(st.integers(0, 9), st.booleans()), min_size=1, max_size=8)


@patient
@given(st.lists(history, min_size=1, max_size=6), st.randoms())
def test_arrays_count_the_same(histories: list[list[tuple[int, bool]]], random: object) -> None:
    ordered = [sorted(rows, key=lambda row: row[0]) for rows in histories]
    currents = [random.choice(rows)[0] for rows in ordered]  # type: ignore[attr-defined]
    starts = np.cumsum([0, *map(len, ordered)])
    days = np.array([day for rows in ordered for day, _ in rows])
    violent = np.array([bad for rows in ordered for _, bad in rows])
    n, v = count_sanctions(starts, days, violent, np.array(currents))
    for person, rows in enumerate(ordered):
        found = [on(day, ROBBERY if bad else THEFT) for day, bad in rows]
        current = START + timedelta(currents[person])
        assert n[person] == sanctions(found, current=current)
        assert v[person] == sanctions_for_violence(found, current=current)
