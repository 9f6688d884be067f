"""The engine against the plain reference on random histories: equal to the last count."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.evidence import reference
from tests.evidence.drawn import crowd
from tests.histories import InMemory

from throughgate.common.errors import NoAnswer
from throughgate.evidence.measure import exact
from throughgate.evidence.request import INDEX_KINDS, Request
from throughgate.evidence.result import Row

PEOPLE = 60
thorough = settings(max_examples=50, deadline=None, phases=[Phase.explicit, Phase.generate])
seeds, shards = st.integers(0, 2**32), st.integers(1, 3)


@st.composite
def requests(draw: st.DrawFn) -> Request:
    kinds = draw(st.lists(st.sampled_from(INDEX_KINDS), min_size=1, unique=True))
    when = draw(
        st.sampled_from(
            [{"cohort": "2013"}, {"cohort": "2013-02..2014-01"}, {"trend": "2013..2014"}]
        )
    )
    return Request.parse(
        **when,
        index=kinds,
        quarters=draw(st.booleans()),
        follow_up=draw(st.sampled_from(["12m", "3m", "1d"])),
        proof=draw(st.sampled_from(["6m", "0"])),
        same_day=draw(st.booleans()),
        by="sex,disposal",
    )


def rows_of(store: InMemory, request: Request) -> dict[Any, Row]:
    try:
        return {_key(row.group): row for row in exact(store, request).rows}
    except NoAnswer:
        return {}


def _key(group: dict[str, str]) -> frozenset[tuple[str, str]]:
    return frozenset(group.items())


@thorough
@given(seeds, shards, requests())
def test_every_figure_of_every_row_is_the_reference_s(
    seed: int, shards: int, request: Request
) -> None:
    store = crowd(seed, PEOPLE, shards)
    entries = list(reference.entries(store, request))
    measured = rows_of(store, request)
    seen = set()
    for columns in ((), ("age_group",), ("sex", "disposal")):
        groups = {(e["cohort"], *(e[column] for column in columns)) for e in entries}
        for cohort, *values in groups:
            mine = [
                e for e in entries if (e["cohort"], *(e[c] for c in columns)) == (cohort, *values)
            ]
            group = dict(zip(columns, values, strict=True))
            if request.trend:
                group["cohort"] = request.cohorts[cohort].label
            row = measured[_key(group)]
            seen.add(_key(group))
            for name, expected in reference.figures(mine, request.follow_up.days).items():
                assert row[name] == pytest.approx(expected), (group, name)
    assert seen == set(measured)
