"""Several tables of the same people, given out one after the other: what they tell together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.privacy.disclosure.worlds import PLAIN, attack
from throughgate.common.errors import TooSmall
from throughgate.privacy.disclosure import Membership, Row, Table, atoms_of, protect

Person = tuple[int, int, int, int]  # month, sex, area, what came of it
OUTCOMES = ((1, 0, 0, 0), (1, 1, 1, 0), (1, 1, 2, 1), (1, 1, 3, 0))
NAMES = ("people", "reoffenders", "reoffences", "summary")


@dataclass(frozen=True)
class Asked:
    """A table asked for: the months from, to (not included), and the column to group by (0: none)."""

    begin: int
    end: int
    by: int

    def leaf(self, person: Person) -> int | None:
        if not self.begin <= person[0] < self.end:
            return None
        return person[self.by] if self.by else 0


def made(asked: Asked, people: list[Person]) -> tuple[Table, Membership]:
    leaves = [asked.leaf(person) for person in people]
    inside = [(n, leaf) for n, leaf in enumerate(leaves) if leaf is not None]
    groups = sorted({leaf for _, leaf in inside})
    rows = [
        _row(f"group {g}", (g,), [people[n] for n, leaf in inside if leaf == g]) for g in groups
    ]
    total = _row("total", tuple(groups), [people[n] for n, _ in inside])
    numbers, leaf_of = np.array(inside, dtype=np.int64).reshape(-1, 2).T
    members = Membership(numbers.astype(np.uint64), leaf_of.astype(np.int32))
    return Table(str(asked), (*rows, total) if asked.by else (total,)), members


def _row(name: str, leaves: tuple[int, ...], people: list[Person]) -> Row:
    sums = np.array([OUTCOMES[person[3]] for person in people]).sum(axis=0)
    figures = dict(zip(NAMES, (int(one) for one in sums), strict=True))
    return Row(name, leaves, figures, total=name == "total", view=name.split()[0])


def as_given(table: Table) -> Table:
    """A table as it is kept: what was shown, and which were hidden."""
    rows = []
    for position, row in enumerate(table.rows):
        gone = table.hidden_in(position)
        figures = {name: value for name, value in row.figures.items() if name not in gone}
        rows.append(Row(row.name, row.leaves, figures, total=row.total, view=row.view))
    return Table(table.name, tuple(rows), table.hidden)


def ask(people: list[Person], questions: list[Asked]) -> list[tuple[Table, Membership]]:
    """The tables given out, in order; a refused one is left out."""
    given_out: list[tuple[Table, Membership]] = []
    for question in questions:
        if not any(question.leaf(person) is not None for person in people):
            continue
        table, members = made(question, people)
        earlier, their_members = zip(*given_out, strict=True) if given_out else ((), ())
        atoms = atoms_of([members, *their_members])
        try:
            shown = protect(table, PLAIN, earlier=earlier, atoms=atoms)
        except TooSmall:
            continue
        given_out.append((as_given(shown), members))
    return given_out


def narrowest(given_out: list[tuple[Table, Membership]]) -> float:
    """The narrowest range an attacker finds for a hidden count over everything given out."""
    atoms = atoms_of([members for _, members in given_out])
    shown, listed, hidden = [], [], set()
    for number, (table, _) in enumerate(given_out):
        for position, row in enumerate(table.rows):
            where = np.flatnonzero(np.isin(atoms[:, number], row.leaves)).tolist()
            listed.append(where)
            shown += [(where, name, value) for name, value in row.figures.items()]
            hidden |= {(tuple(where), name) for name in table.hidden_in(position)}
    hidden -= {(tuple(where), name) for where, name, _ in shown}
    widths = [np.inf]
    for where, name in sorted(hidden):
        if not _told(where, name, shown):
            low, high = attack(shown, listed, len(atoms), (list(where), name))
            widths.append(high - low)
    return min(widths)


def _told(where: tuple[int, ...], name: str, shown: list[tuple[list[int], str, int]]) -> bool:
    """None or all of a larger group did: that may be shown, and tells of its parts."""
    for larger in {tuple(w) for w, n, _ in shown if n == name and set(where) <= set(w)}:
        figures = {n: value for w, n, value in shown if tuple(w) == larger}
        if figures[name] == 0 or figures[name] in [figures.get(w) for w in PLAIN.wholes(name)]:
            return True
    return False


people = st.lists(
    st.tuples(
        st.integers(0, 2), st.integers(0, 1), st.integers(0, 2), st.sampled_from([0, 0, 1, 2, 3])
    ),
    min_size=1,
    max_size=12,
).flatmap(
    lambda kinds: st.lists(st.integers(1, 20), min_size=len(kinds), max_size=len(kinds)).map(
        lambda times: [kind for kind, n in zip(kinds, times, strict=True) for _ in range(n)]
    )
)
questions = st.permutations(
    [Asked(0, 3, 0), Asked(0, 2, 0), Asked(0, 3, 1), Asked(0, 3, 2), Asked(1, 3, 1)]
)


@settings(max_examples=25, deadline=None)
@given(people, questions, st.integers(2, 4))
def test_no_hidden_count_can_be_told_from_all_tables_together(people, questions, many):
    given_out = ask(people, questions[:many])
    assume(given_out)
    assert narrowest(given_out) >= 3


def crowd(**months: int) -> list[Person]:
    return [
        (int(month[1:]), 0, 0, n % 3 % 2) for month, count in months.items() for n in range(count)
    ]


def test_a_nested_period_that_leaves_few_people_is_refused_and_names_the_earlier_table():
    everybody = crowd(m0=60, m1=60, m2=3)
    year, members = made(Asked(0, 3, 0), everybody)
    shorter, also = made(Asked(0, 2, 0), everybody)
    first = as_given(protect(year, PLAIN, atoms=atoms_of([members])))
    with pytest.raises(TooSmall, match="Asked") as refused:
        protect(shorter, PLAIN, earlier=[first], atoms=atoms_of([also, members]))
    assert "coarser groups or a longer period" in str(refused.value)


def test_a_nested_period_that_leaves_many_people_is_shown():
    everybody = crowd(m0=60, m1=60, m2=60)
    assert len(ask(everybody, [Asked(0, 3, 0), Asked(0, 2, 0)])) == 2


def test_the_same_groups_in_two_lists_hide_the_same():
    by_sex = [(0, 0, 0, 1)] * 3 + [(0, 0, 0, 0)] * 50 + [(0, 1, 0, 1)] * 40 + [(0, 1, 0, 0)] * 60
    tables = ask(by_sex, [Asked(0, 3, 1), Asked(0, 1, 1)])
    assert [table.hidden for table, _ in tables] == [tables[0][0].hidden] * 2
    assert Counter(name for _, name in tables[0][0].hidden)["reoffenders"] == 2
