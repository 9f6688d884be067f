"""At risk, the local and the prolific measure against plain Python on random histories."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.evidence import reference
from tests.evidence.drawn import crowd
from tests.evidence.reference import FAR, age, day, of
from tests.histories import InMemory

from throughgate.common.errors import NoAnswer
from throughgate.evidence.measure import exact
from throughgate.evidence.request import Request

some = settings(max_examples=20, deadline=None, phases=[Phase.explicit, Phase.generate])
seeds, shards = st.integers(0, 2**32), st.integers(1, 3)
PEOPLE = 60


def inside(store: InMemory, person: Any, on: Any) -> bool:
    spells = of(store.custody, person)
    return any(day(c["received"]) <= on < day(c["released"]) for c in spells)


def free_days(store: InMemory, person: Any, first: Any, number: int) -> int:
    every = [first + timedelta(step) for step in range(number)]
    return sum(on < day(person["died"]) and not inside(store, person, on) for on in every)


@some
@given(seeds, shards)
def test_the_local_measure(seed: int, shards: int) -> None:
    store, request = crowd(seed, PEOPLE, shards), Request.parse(cohort="2013", measure="local")
    entries = [
        reference.reoffences(store, person, on, "community", None, request)
        for person in store.people
        for on in request.cohorts[0].ends_of_quarters()
        if (age(person, on) or 0) >= 18 and _supervised(store, person, on, {"order", "licence"})
    ]
    total = exact(store, request).total
    assert total["people"] == len(entries)
    assert total["reoffenders"] == sum(bool(found) for found in entries)
    assert total["reoffences"] == sum(len(found) for found in entries)


def _supervised(store: InMemory, person: Any, on: Any, kinds: set[str]) -> bool:
    rows = [row for row in of(store.supervision, person) if row["kind"] in kinds]
    return any(day(row["started"]) <= on <= day(row["ended"]) for row in rows)


@some
@given(seeds, shards)
def test_the_prolific_measure(seed: int, shards: int) -> None:
    store = crowd(seed, PEOPLE, shards)
    request = Request.parse(cohort="2013-12-01", measure="prolific")
    on = request.cohorts[0].first
    year_before = on - timedelta(365)
    scheme = [p for p in store.people if _supervised(store, p, on, {"prolific"})]
    if not scheme:
        with pytest.raises(NoAnswer, match="Nobody"):
            exact(store, request)
        return
    row = exact(store, request).total
    for name, since in (("before", year_before), ("after", on)):
        found = [reference.reoffences(store, p, since, "", None, request) for p in scheme]
        assert row[f"offences_{name}"] == sum(map(len, found))
        free = [free_days(store, p, since + timedelta(1), 365) for p in scheme]
        assert row[f"days_at_liberty_{name}"] == pytest.approx(sum(free) / len(scheme))
    if row["percent_change_low"] is not None:
        assert row["percent_change_low"] <= row["percent_change"] <= row["percent_change_high"]  # type: ignore[operator]


@some
@given(seeds, shards)
def test_at_risk_shares_add_up_and_say_what_came_first(seed: int, shards: int) -> None:
    store = crowd(seed, PEOPLE, shards)
    request = Request.parse(cohort="2013", follow_up="6m", at_risk=True)
    firsts, free, people = [], 0, 0
    for person in store.people:
        for _, on, kind, sanction in reference.index_events(store, person, request):
            found = reference.reoffences(store, person, on, kind, sanction, request)
            came = [(found[0][0] if found else FAR, 0), (max(day(person["died"]), on), 1)]
            came.append((_back(store, person, on), 2))
            firsts.append(min((when - on).days * 3 + what for when, what in came))
            free += free_days(store, person, on + timedelta(1), 183)
            people += 1
    if not people:
        return
    at_risk = exact(store, request).at_risk
    assert at_risk
    for by, *shares, left in at_risk.incidence:
        expected = [sum(f % 3 == what and f // 3 <= by for f in firsts) for what in range(3)]
        assert shares == pytest.approx([number / people for number in expected])
        assert left == pytest.approx(1 - sum(shares))
    assert at_risk.days_at_liberty == pytest.approx(free / people)


def _back(store: InMemory, person: Any, on: Any) -> Any:
    """The first day after `on` received from liberty: no row before it reaches to the day before."""
    rows = sorted(of(store.custody, person), key=lambda c: (day(c["received"]), day(c["released"])))
    for position, row in enumerate(rows):
        before = rows[:position]
        until = max((day(c["released"]) for c in before), default=None)
        last = [c for c in before if day(c["released"]) == until]
        moved = bool(last) and last[-1]["ended"] == "transferred"
        inside = until is not None and (
            until == FAR or day(row["received"]) <= until + timedelta(1)
        )
        if day(row["received"]) > on and not inside and not moved:
            return day(row["received"])
    return FAR
