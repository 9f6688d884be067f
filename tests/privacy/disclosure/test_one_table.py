"""One table: what is hidden alone, and that nobody finds it again from what stands beside it."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.privacy.disclosure.worlds import PLAIN, attack, leaf, row, table
from throughgate.common.errors import TooSmall
from throughgate.privacy.disclosure import Limits, Table, limits, protect, rate_shown
from throughgate.privacy.disclosure.rules import hidden_in_row


def hidden(one: object) -> frozenset[str]:
    return hidden_in_row(one, PLAIN, limits())  # type: ignore[arg-type]


def test_the_thresholds_are_values_with_a_source():
    assert limits() == Limits(5, 30, 0.8, 3)


@pytest.mark.parametrize(
    ("people", "reoffenders", "gone"),
    [
        (4, 2, {"people", "reoffenders"}),
        (5, 0, {"reoffenders"}),  # none of a small group
        (29, 0, {"reoffenders"}),
        (30, 0, set()),
        (29, 29, {"reoffenders"}),  # all of a small group
        (30, 30, set()),
        (100, 1, {"reoffenders"}),
        (100, 4, {"reoffenders"}),
        (100, 5, set()),
        (100, 95, set()),
        (100, 96, {"reoffenders"}),  # four did not
        (100, 99, {"reoffenders"}),
        (10, 5, set()),
    ],
)
def test_counts_of_one_to_four_are_hidden_of_those_who_did_and_those_who_did_not(
    people, reoffenders, gone
):
    assert hidden(row("a", [0], people, reoffenders)) == gone


def test_what_hangs_on_a_hidden_count_is_hidden_with_it():
    gone = hidden(row("a", [0], 100, 3, reoffences=9, summary=0))
    assert gone == {"reoffenders", "reoffences", "summary"}


@pytest.mark.parametrize(("summary", "shown"), [(0, True), (4, False), (5, True), (16, False)])
def test_levels_are_counted_among_those_who_reoffended(summary, shown):
    gone = hidden(row("a", [0], 100, 20, reoffences=40, summary=summary))
    assert ("summary" not in gone) is shown


@pytest.mark.parametrize(("largest", "shown"), [(80, True), (81, False)])
def test_reoffences_mostly_of_one_or_two_people_are_hidden(largest, shown):
    one = row("a", [0], 100, 20, reoffences=100)
    one = type(one)(one.name, one.leaves, one.figures, {"reoffences": largest})
    assert ("reoffences" not in hidden(one)) is shown


@pytest.mark.parametrize(("people", "shown"), [(29, False), (30, True)])
def test_rates_need_thirty_people(people, shown):
    assert rate_shown(people, limits()) is shown


def test_one_small_group_takes_the_next_smallest_with_it():
    shown = protect(table([(60, 20, 50, 10), (50, 2, 3, 1), (40, 12, 20, 6)]), PLAIN)
    assert (1, "reoffenders") in shown.hidden  # two of fifty
    assert (2, "reoffenders") in shown.hidden  # else the total less the rest gives it back
    assert not {(0, "reoffenders"), (3, "reoffenders"), (2, "people")} & shown.hidden


def test_nothing_is_hidden_where_all_is_large():
    assert not protect(table([(600, 200, 500, 100), (500, 120, 300, 60)]), PLAIN).hidden


def _ranges(shown: Table, leaves: int) -> list[tuple[int, int]]:
    printed = [(list(shown.rows[p].leaves), name, value) for (p, name), value in shown.shown()]
    listed = [list(one.leaves) for one in shown.rows]
    return [
        attack(printed, listed, leaves, (list(shown.rows[p].leaves), name))
        for p, name in sorted(shown.hidden)
        if not _told_by_the_total(shown, name)
    ]


def _told_by_the_total(shown: Table, name: str) -> bool:
    """That none or all of a large group did may be shown, and holds for each part of it."""
    last = len(shown.rows) - 1
    figures = {n: v for (p, n), v in shown.shown() if p == last}
    wholes = (figures.get(whole) for whole in PLAIN.wholes(name))
    return name in figures and (figures[name] == 0 or figures[name] in wholes)


def _protected(leaves) -> Table | None:
    """None where it is refused as a whole: then nothing of it is shown."""
    try:
        return protect(table(leaves), PLAIN)
    except TooSmall:
        return None


@settings(max_examples=60, deadline=None)
@given(st.lists(leaf(), min_size=1, max_size=4))
@example([(1, 0, 0, 0), (1, 0, 0, 0), (3, 0, 0, 0)])
def test_no_hidden_count_can_be_told_within_three(leaves):
    shown = _protected(leaves)
    assert shown is None or all(high - low >= 3 for low, high in _ranges(shown, len(leaves)))


@settings(max_examples=60, deadline=None)
@given(st.lists(leaf(), min_size=2, max_size=6))
def test_what_a_list_leaves_of_its_total_is_never_one_to_four(leaves):
    shown = _protected(leaves)
    for name in ("people", "reoffenders", "summary") if shown else ():
        rest = [p for p in range(len(leaves)) if (p, name) in shown.hidden]
        if rest and (len(leaves), name) not in shown.hidden:
            assert sum(shown.rows[p].figures[name] for p in rest) not in (1, 2, 3, 4)
