"""Random small populations and tables for the tests, and an attacker that shares no code with the engine."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from throughgate.privacy.disclosure import Kind, Law, Quantity, Row, Scheme, Table

PLAIN = Scheme(
    (
        Quantity("people", headline=True),
        Quantity("reoffenders", part_of=("people",), falls_with=("people",), headline=True),
        Quantity("reoffences", Kind.AMOUNT, falls_with=("reoffenders",)),
        Quantity("summary", part_of=("reoffenders",), falls_with=("reoffenders",)),
    ),
    (Law((("reoffences", 1.0), ("reoffenders", -1.0))),),
)


def row(name: str, leaves: Sequence[int], people: int, reoffenders: int, **more: int) -> Row:
    figures = {"people": people, "reoffenders": reoffenders, **more}
    return Row(name, tuple(leaves), figures, total=name == "total")


def table(leaves: Sequence[tuple[int, ...]], name: str = "By group", totals: bool = True) -> Table:
    """A table of leaves (people, reoffenders, reoffences, summary) and, as a row, their total."""
    names = ("people", "reoffenders", "reoffences", "summary")
    rows = [
        Row(f"group {n}", (n,), dict(zip(names, leaf, strict=False)))
        for n, leaf in enumerate(leaves)
        if leaf[0]
    ]
    sums = [sum(column) for column in zip(*leaves, strict=True)]
    every = tuple(n for n, leaf in enumerate(leaves) if leaf[0])
    total = Row("total", every, dict(zip(names, sums, strict=False)), total=True, view="total")
    return Table(name, (*rows, total) if totals else tuple(rows))


@st.composite
def leaf(draw: st.DrawFn, largest: int = 40) -> tuple[int, int, int, int]:
    people = draw(st.integers(1, largest))
    reoffenders = draw(st.integers(0, people))
    summary = draw(st.integers(0, reoffenders))
    extra = draw(st.integers(0, 6)) if reoffenders else 0
    return people, reoffenders, reoffenders + extra, summary


def attack(
    shown: list[tuple[list[int], str, int]],  # atoms, quantity, value
    listed: list[list[int]],  # atoms of every row that is listed
    atoms: int,
    target: tuple[list[int], str],
) -> tuple[int, int]:
    """The whole-number range of a figure: what an attacker who writes down everything shown can say."""
    names = ("people", "reoffenders", "reoffences", "summary")
    at = {(a, q): a * 4 + n for a in range(atoms) for n, q in enumerate(names)}
    lines, low, high = [], [], []

    def add(terms: list[tuple[int, int]], least: float, most: float) -> None:
        line = np.zeros(atoms * 4)
        for column, weight in terms:
            line[column] += weight
        lines.append(line)
        low.append(least)
        high.append(most)

    for where, quantity, value in shown:
        add([(at[a, quantity], 1) for a in where], value, value)
    for where in listed:
        add([(at[a, "people"], 1) for a in where], 1, np.inf)
    for a in range(atoms):
        add([(at[a, "people"], 1), (at[a, "reoffenders"], -1)], 0, np.inf)
        add([(at[a, "reoffences"], 1), (at[a, "reoffenders"], -1)], 0, np.inf)
        add([(at[a, "reoffenders"], 1), (at[a, "summary"], -1)], 0, np.inf)
    goal = np.zeros(atoms * 4)
    for a in target[0]:
        goal[at[a, target[1]]] = 1
    ends = []
    for sign in (1, -1):
        found = milp(
            sign * goal,
            integrality=np.ones(atoms * 4),
            bounds=Bounds(0, 5000),
            constraints=LinearConstraint(np.array(lines), low, high),
            options={"presolve": False},  # with it possible worlds were seen to be lost
        )
        assert found.success, found.message
        ends.append(round(sign * found.fun))
    return ends[0], ends[1]
