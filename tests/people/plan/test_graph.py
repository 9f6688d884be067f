"""Steps that wait for steps: rings, however long, and what is blocked by what."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughgate.common.errors import WrongUse
from throughgate.people.plan.graph import rules
from throughgate.people.plan.graph.rules import Blocked

TITLES = {"a": "Find a home", "b": "Open an account", "c": "Get papers", "d": "Claim"}


def test_a_step_that_waits_for_itself_through_three_others_is_named() -> None:
    waits = {"a": ["b"], "b": ["c"], "c": ["d"], "d": ["a"]}
    assert rules.ring(waits) == ("a", "b", "c", "d", "a")
    with pytest.raises(
        WrongUse, match="“Find a home” → “Open an account” → “Get papers” → “Claim” → “Find a home”"
    ):
        rules.check_waits(waits, TITLES)


def test_a_step_that_waits_for_itself() -> None:
    assert rules.ring({"a": ["a"]}) == ("a", "a")


def test_no_ring_where_two_ways_lead_to_one_step() -> None:
    waits = {"a": ["b", "c"], "b": ["d"], "c": ["d"]}
    assert rules.ring(waits) is None
    rules.check_waits(waits, TITLES)


def test_a_chain_longer_than_the_stack() -> None:
    assert rules.ring({f"{n:05}": [f"{n + 1:05}"] for n in range(3000)}) is None


def test_what_is_blocked_by_what_and_where_it_begins() -> None:
    waits = {"a": ["b", "c"], "b": ["d"], "c": []}
    assert rules.blocked(waits, {"a", "b", "c", "d"}) == (
        Blocked("a", ("b", "c"), ("c", "d")),
        Blocked("b", ("d",), ("d",)),
    )
    assert rules.blocked(waits, {"a", "b"}) == (Blocked("a", ("b",), ("b",)),)
    assert rules.blocked(waits, {"a"}) == ()


graphs = st.dictionaries(
    st.sampled_from("abcdefgh"), st.sets(st.sampled_from("abcdefgh"), max_size=3), max_size=8
)


@given(graphs)
def test_a_ring_is_found_exactly_where_no_order_is_possible(waits: dict[str, set[str]]) -> None:
    found = rules.ring(waits)
    try:
        tuple(TopologicalSorter(waits).static_order())
    except CycleError:
        assert found and found[0] == found[-1]
        assert all(after in waits[before] for before, after in pairwise(found))
    else:
        assert found is None


@given(graphs, st.sets(st.sampled_from("abcdefgh")))
def test_whoever_is_blocked_waits_for_something_open(
    waits: dict[str, set[str]], still_open: set[str]
) -> None:
    found = {each.step: each for each in rules.blocked(waits, still_open)}
    for step in still_open:
        before = waits.get(step, set()) & still_open
        assert (step in found) == bool(before)
        if before:
            assert set(found[step].by) == before
    if rules.ring(waits) is None:
        assert all(root not in found for each in found.values() for root in each.at_root)
        assert all(each.at_root for each in found.values())
