"""Every row obeys evidence/tables.py, whatever the seed and the last day."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.data.synthetic.made import BEGINS, UNTIL, files, people
from throughgate.data.synthetic.arrays import NONE
from throughgate.data.synthetic.block import Block
from throughgate.data.synthetic.custody import NOT_ENDED
from throughgate.data.synthetic.days import age
from throughgate.evidence.tables import CUSTODY_KINDS, TABLES

blocks = st.builds(
    people,
    number=st.just(400),
    seed=st.integers(0, 2**40),
    until=st.integers(BEGINS + 400, UNTIL),
)


@given(blocks)
@settings(max_examples=12, deadline=None)
def test_rows_are_possible(made: Block) -> None:
    sanctions, offences, who = made.sanctions, made.offences, made.people
    person = sanctions.person[offences.occasion]
    assert (offences.offence <= sanctions.proven[offences.occasion]).all()
    assert (age(who.born[person], offences.offence) >= 10).all()
    assert (np.diff(sanctions.person) >= 0).all()
    assert set(np.bincount(sanctions.person, minlength=400)) >= {1}
    named = np.stack([sanctions.person, sanctions.number])
    assert np.unique(named, axis=1).shape == named.shape
    spells = made.custody
    ended = spells.released != NONE
    assert (spells.released[ended] >= spells.received[ended]).all()
    assert ((spells.ended == NOT_ENDED) == ~ended).all()
    held = spells.occasion >= 0
    assert (sanctions.person[spells.occasion[held]] == spells.person[held]).all()


@given(st.integers(0, 2**40), st.integers(BEGINS + 400, UNTIL))
@settings(max_examples=8, deadline=None)
def test_nothing_is_dated_after_the_last_day(seed: int, until: int) -> None:
    made = people(300, seed, until)
    dates = (
        made.sanctions.proven,
        made.offences.offence,
        made.custody.received,
        made.custody.released,
        made.supervision.started,
        made.supervision.ended,
        made.support.started,
        made.support.ended,
        made.people.died,
    )
    assert all((column <= until).all() for column in dates)


@given(blocks)
@settings(max_examples=8, deadline=None)
def test_spells_do_not_overlap(made: Block) -> None:
    spells = made.custody
    same = spells.person[1:] == spells.person[:-1]
    before = spells.released[:-1][same]
    assert (before != NONE).all()
    assert (spells.received[1:][same] >= before).all()


@given(blocks)
@settings(max_examples=8, deadline=None)
def test_a_release_touches_no_later_spell(made: Block) -> None:
    """Else it would be no release: spells that touch are one."""
    spells = made.custody
    same = spells.person[1:] == spells.person[:-1]
    sentence = CUSTODY_KINDS.index("sentence")
    let_out = same & (spells.kind[:-1] == sentence) & (spells.ended[:-1] == 0)
    gap = spells.received[1:] - spells.released[:-1]
    assert (gap[let_out] >= 2).all()


@given(blocks)
@settings(max_examples=8, deadline=None)
def test_the_dead_do_nothing(made: Block) -> None:
    died = made.people.died
    pairs = (
        (made.sanctions.person, made.sanctions.proven),
        (made.custody.person, made.custody.received),
        (made.supervision.person, made.supervision.started),
        (made.support.person, made.support.started),
    )
    for person, when in pairs:
        dead = died[person]
        assert ((dead == NONE) | (when <= dead)).all()


@pytest.mark.parametrize("name", TABLES)
def test_columns_are_those_of_the_tables(
    name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    table = files(tmp_path_factory.mktemp("made"))[name]
    declared = TABLES[name]
    assert set(table.column_names) <= {column.name for column in declared.columns}
    assert set(declared.needed) <= set(table.column_names)
    for column in declared.columns:
        if column.codes and column.name in table.column_names:
            values = set(table[column.name].to_pylist()) - {None}
            assert values <= set(column.codes), column.name
