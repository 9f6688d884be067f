"""From days to completed years: which day's age OGRS3 takes, months since, and days that contradict each other."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from throughgate.common.errors import WrongUse
from throughgate.predictors import ogrs3
from throughgate.predictors.known import Record, Sex
from throughgate.predictors.offences import Offence


def record(**other: Any) -> Record:
    """A man born on 7 December 1965, sanctioned twice, as in a test of the Ministry's service."""
    usual: dict[str, Any] = {
        "sex": Sex.MALE,
        "born": date(1965, 12, 7),
        "first_sanctioned": date(2013, 6, 1),
        "convicted": date(2025, 5, 13),
        "follow_up_from": date(2026, 12, 6),
        "assessed": date(2026, 12, 6),
        "sanctions": 2,
        "offence": Offence("other_offences", 0.7606, False, "02700"),
    }
    return Record(**{**usual, **other})


def test_the_published_case() -> None:
    known = record().for_ogrs3()
    assert (known.age, known.age_at_conviction, known.age_at_first_sanction) == (60, 59, 47)
    assert [int(percent) for percent in ogrs3.score(known).percent.values()] == [8, 16]


START_AND_AGE = [
    # follow-up from, assessed, age for OGRS3, age for the two-year models
    ("2024-01-10", "2024-01-10", 58, 58),
    ("2024-01-10", "2026-01-10", 58, 58),  # exactly 24 months: still the start
    ("2024-01-10", "2026-01-11", 60, 58),  # more: the assessment
    ("2026-12-07", "2026-12-06", 60, 61),  # the start is still to come: the assessment
    ("2024-02-29", "2026-02-28", 58, 58),
    ("2024-02-29", "2026-03-01", 60, 58),
]


@pytest.mark.parametrize(("start", "assessed", "of_ogrs3", "of_two_year"), START_AND_AGE)
def test_whose_age(start: str, assessed: str, of_ogrs3: int, of_two_year: int) -> None:
    days = {"follow_up_from": date.fromisoformat(start), "assessed": date.fromisoformat(assessed)}
    made = record(**days, convicted=date(2024, 1, 10))
    assert made.for_ogrs3().age == of_ogrs3
    assert made.for_two_year().age == of_two_year


MONTHS = [
    ("2026-01-31", "2026-02-28", 0),
    ("2026-01-31", "2026-03-31", 2),
    ("2026-01-15", "2027-01-14", 11),
    ("2026-01-15", "2027-01-15", 12),
    ("2026-01-15", "2025-12-01", 0),
]


@pytest.mark.parametrize(("start", "assessed", "months"), MONTHS)
def test_whole_months_free_of_offences(start: str, assessed: str, months: int) -> None:
    days = {"follow_up_from": date.fromisoformat(start), "assessed": date.fromisoformat(assessed)}
    assert record(**days).for_two_year().offence_free_months == months


def test_born_on_29_february_is_a_year_older_on_1_march() -> None:
    born = date(1996, 2, 29)
    for day, age in ((date(2026, 2, 28), 29), (date(2026, 3, 1), 30)):
        assert record(born=born, follow_up_from=day, assessed=day).for_ogrs3().age == age


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (
            {"convicted": date(1960, 1, 1)},
            r"current conviction .1 January 1960. is before the birth date",
        ),
        (
            {"first_sanctioned": date(2025, 5, 14)},
            "first conviction or caution .* is after the current conviction",
        ),
        (
            {"sanctions": 1},
            "One conviction or caution is given, yet the first .* are on different days. Count both",
        ),
        (
            {"first_sanctioned": date(2025, 5, 13)},
            "2 convictions and cautions do not fit between the first .*several on one day count as one",
        ),
    ],
)
def test_days_that_contradict_each_other_are_refused(wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(WrongUse, match=said):
        record(**wrong)
