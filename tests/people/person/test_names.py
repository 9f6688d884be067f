"""Names as people type them: order, accents, short forms, spelling, any script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughgate.people.person.names import rules
from throughgate.people.person.names.rules import fit, name_keys, prefix_range, readings, words

FINDS = [
    ("ellis jordan", "Jordan Ellis", "same name"),
    ("ELLIS, Jordan", "Jordan Ellis", "same name"),
    ("bob ellis", "Robert Ellis", "short or other form of the name"),
    ("obrien", "Siân O’Brien", "same name"),
    ("o'brien", "Sian O'Brien", "same name"),
    ("jose", "José Ángel", "same name"),
    ("lukasz zolw", "Łukasz Żółw", "same name"),
    ("mohamed", "Muhammad Ali", "short or other form of the name"),
    ("anne-marie", "Annmarie Jones", "spelt nearly so"),
    ("ann marie", "Annmarie Jones", "same name"),
    ("annmarie", "Ann Marie Jones", "same name"),
    ("mac donald", "MacDonald", "same name"),
    ("smyth", "Smith", "spelt nearly so"),
    ("jorda", "Jordan Ellis", "begins so"),
    ("علي", "محمد علي", "same name"),
    ("शर्मा", "मोहित शर्मा", "same name"),
    ("李", "李小龍", None),
    ("李小", "李小龍", "begins so"),
    ("oлга", "Ольга", None),
    ("jordan", "Ellis", None),
    ("jordan zebra", "Jordan Ellis", None),
    ("", "Jordan Ellis", None),
]


@pytest.mark.parametrize(("asked", "name", "why"), FINDS)
def test_what_finds_whom(asked: str, name: str, why: str | None) -> None:
    found = fit(asked, [name])
    assert (found.why if found else None) == why


@pytest.mark.parametrize(("asked", "name", "why"), FINDS)
def test_the_keys_kept_hold_every_name_that_fits(asked: str, name: str, why: str | None) -> None:
    """Ranking never sees somebody whom the keys did not find, so they must find at least as much."""
    assert why is None or kept_keys_find(asked, name)


@given(st.text(max_size=20), st.text(max_size=20))
def test_what_fits_is_found_by_its_keys(asked: str, name: str) -> None:
    assert fit(asked, [name]) is None or kept_keys_find(asked, name)


def kept_keys_find(asked: str, name: str) -> bool:
    kept = name_keys(name)
    return any(all(_finds(word, kept) for word in reading) for reading in readings(asked))


def _finds(word: str, kept: frozenset[str]) -> bool:
    equal, between = rules.word_alternatives(word)
    return bool(equal & kept) or bool(between and any(between[0] <= k < between[1] for k in kept))


@given(st.text(max_size=40))
def test_words_are_stable_and_without_case(name: str) -> None:
    found = words(name)
    assert words(" ".join(found)) == found
    assert all(word == word.casefold() and not word.isspace() for word in found)


@given(st.text(min_size=1, max_size=8), st.text(max_size=8))
def test_a_prefix_range_holds_what_begins_so_and_nothing_else(prefix: str, rest: str) -> None:
    if not words(prefix):
        return
    key = words(prefix)[0]
    low, high = prefix_range(key)
    assert low.encode() <= (key + rest).encode("utf-8", "surrogatepass") < high.encode()
    assert not low <= key[:-1] < high or len(key) == 1


def test_the_best_name_counts_and_the_better_spelt_comes_first() -> None:
    people = {"a": ["Stephen Gray"], "b": ["Steven Grey", "Bill Grey"], "c": ["Greyson Steven"]}
    found = {who: fit("steven grey", names) for who, names in people.items()}
    ranked = sorted(found, key=lambda who: -(found[who].score if found[who] else 0))
    assert ranked == ["b", "c", "a"]


def test_a_very_long_name_makes_few_keys() -> None:
    assert len(name_keys("x" * 10_000 + " y" * 1_000)) < 60
