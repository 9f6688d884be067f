"""Changes that must change nothing, or exactly what they should: evidence.md section 8."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.evidence.drawn import BEGIN, STEP, Row, crowd
from tests.histories import InMemory

from throughgate.evidence.measure import exact
from throughgate.evidence.request import Request

PEOPLE = 80
COHORT = Request.parse(cohort="2013", by="sex,disposal", curve=True, at_risk=True)
FAR = BEGIN + 40 * STEP
few = settings(max_examples=10, deadline=None, phases=[Phase.explicit, Phase.generate])
seeds = st.integers(0, 2**32)


def figures(store: InMemory, request: Request = COHORT) -> Any:
    result = exact(store, request)
    return [row.as_dict() for row in result.rows], result.curve, result.at_risk


def again(store: InMemory, **tables: Any) -> InMemory:
    return replace(store, made={}, **tables)


def with_offence(store: InMemory, **what: Any) -> InMemory:
    more = [{"person_id": person["person_id"], "sanction": None, **what} for person in store.people]
    return again(store, offences=store.offences + more)


def a_breach(store: InMemory) -> InMemory:
    return with_offence(store, date=BEGIN + 2 * STEP, proven=BEGIN + 2 * STEP, breach=True)


def an_offence_before_the_index_proven_after_it(store: InMemory) -> InMemory:
    return with_offence(store, date=BEGIN, proven=BEGIN + 6 * STEP)  # before 2013 begins


def a_row_after_the_window(store: InMemory) -> InMemory:
    after = with_offence(store, date=FAR, proven=FAR + 1)
    people = [person["person_id"] for person in store.people]
    fines = [{"person_id": p, "id": 99, "date": FAR, "disposal": "fine"} for p in people]
    spells = [{"person_id": p, "received": FAR, "released": FAR + 9} for p in people]
    return again(after, sanctions=store.sanctions + fines, custody=store.custody + spells)


def a_remand_long_before(store: InMemory) -> InMemory:
    spells = [
        {
            "person_id": p["person_id"],
            "received": BEGIN - 900,
            "released": BEGIN - 800,
            "kind": "remand",
        }
        for p in store.people
    ]
    return again(store, custody=store.custody + spells)


def spells_cut_in_two_at_a_transfer(store: InMemory) -> InMemory:
    cut: list[Row] = []
    for spell in store.custody:
        until = spell["released"]
        if until is None or until - spell["received"] < 2:
            cut.append(spell)
            continue
        middle = (spell["received"] + until) // 2
        cut += [spell | {"released": middle, "ended": "transferred"}, spell | {"received": middle}]
    return again(store, custody=cut)


def rows_in_another_order(store: InMemory) -> InMemory:
    mixed = {}
    for table in ("sanctions", "offences", "custody"):
        rows = list(getattr(store, table))
        Random(1).shuffle(rows)
        mixed[table] = rows
    return again(store, **mixed)


def more_shards(store: InMemory) -> InMemory:
    return again(store, cuts=7)


@pytest.mark.parametrize(
    "change",
    [
        a_breach,
        an_offence_before_the_index_proven_after_it,
        a_row_after_the_window,
        a_remand_long_before,
        spells_cut_in_two_at_a_transfer,
        rows_in_another_order,
        more_shards,
    ],
    ids=lambda change: change.__name__,
)
@few
@given(seed=seeds)
def test_nothing_changes(change: Callable[[InMemory], InMemory], seed: int) -> None:
    store = crowd(seed, PEOPLE)
    assert figures(change(store)) == figures(store)


@few
@given(seed=seeds)
def test_every_date_and_the_period_shifted_together_change_nothing(seed: int) -> None:
    by = 28 * 365 + 7  # 28 years: the calendar repeats, leap days and all
    store = crowd(seed, PEOPLE)
    shifted = {
        table: [
            {
                k: v + by if k in DATED and isinstance(v, int) else _later(k, v)
                for k, v in row.items()
            }
            for row in getattr(store, table)
        ]
        for table in ("people", "sanctions", "offences", "custody")
    }
    later = replace(COHORT, cohorts=Request.parse(cohort="2041").cohorts)
    assert figures(again(store, **shifted), later) == figures(store)


DATED = {"date", "proven", "received", "released", "died"}


def _later(name: str, value: Any) -> Any:
    return f"{int(value[:4]) + 28}{value[4:]}" if name == "born" and value else value


@few
@given(seed=seeds, times=st.integers(2, 3))
def test_every_person_copied_leaves_rates_and_multiplies_counts(seed: int, times: int) -> None:
    store = crowd(seed, 30)
    copied = {
        table: [
            row | {"person_id": row["person_id"] + 1000 * copy}
            for copy in range(times)
            for row in getattr(store, table)
        ]
        for table in ("people", "sanctions", "offences", "custody")
    }
    for one, many in zip(figures(store)[0], figures(again(store, **copied))[0], strict=True):
        for name in (
            "people",
            "reoffenders",
            "reoffences",
            "reoffences_summary",
            "first_custodial",
        ):
            assert many[name] == times * one[name]
        for name in ("rate", "per_person", "per_reoffender", "mean_days_free"):
            assert many[name] == pytest.approx(one[name]) if one[name] is not None else True


@few
@given(seed=seeds)
def test_proven_a_day_after_the_window_removes_the_reoffence(seed: int) -> None:
    store = crowd(seed, PEOPLE)
    fined = [
        {"person_id": p["person_id"], "id": 1, "date": "2013-03-01", "disposal": "fine"}
        for p in store.people
    ]
    bare = again(
        store,
        sanctions=fined,
        offences=[],
        custody=[],
        people=[p | {"born": None} for p in store.people],
    )
    last = exact(with_offence(bare, date="2013-05-01", proven="2014-08-31"), COHORT).total
    late = exact(with_offence(bare, date="2013-05-01", proven="2014-09-01"), COHORT).total
    assert (last["reoffences"], late["reoffences"]) == (PEOPLE, 0)
