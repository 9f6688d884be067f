"""The release date shown, days before rest, lists, milestones, and what a moved date makes late."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.spec.table import rows
from throughgate.common import dates
from throughgate.people.release import rules
from throughgate.people.release.rules import Kind, ReleaseDate, StepDue, Window

TODAY = date(2026, 11, 26)  # a Thursday
DAY = timedelta(days=1)


def given_date(
    kind: Kind, day: date = TODAY, *, entered: date = TODAY, of: Kind | None = None
) -> ReleaseDate:
    return ReleaseDate(kind, day, "prison records", entered, of)


@pytest.mark.parametrize("first", range(len(Kind)))
def test_the_first_kind_there_is_is_shown(first: int) -> None:
    known = [given_date(kind) for kind in list(Kind)[first:]]
    for order in (known, known[::-1]):
        found = rules.shown(order, today=TODAY)
        assert found and found.kind is list(Kind)[first]
        assert found.source == "prison records" and found.entered_on == TODAY


def test_of_one_kind_the_one_entered_last() -> None:
    old = given_date(Kind.AUTOMATIC, TODAY + DAY, entered=TODAY - DAY)
    new = given_date(Kind.AUTOMATIC, TODAY)
    assert rules.shown([new, old], today=TODAY) == new
    assert rules.shown([], today=TODAY) is None


FLAGS = """
    day        | kind        | of     | served || why                     | suggested  | not moved
    2026-11-26 | automatic   |        | 200    || -                       |            |
    2026-11-27 | automatic   |        | 200    || friday                  | 2026-11-26 |
    2026-11-27 | conditional |        |        || friday                  | 2026-11-26 |
    2026-11-27 | automatic   |        | 28     || friday                  | 2026-11-26 |
    2026-11-27 | automatic   |        | 27     || friday                  |            | short
    2026-11-27 | curfew      |        | 200    || friday                  |            | kind
    2026-11-27 | parole      |        | 200    || friday                  |            | kind
    2026-11-27 | confirmed   | curfew | 200    || friday                  |            | kind
    2026-11-27 | confirmed   |        | 200    || friday                  | 2026-11-26 |
    2026-11-28 | automatic   |        | 200    || not_working_day         | 2026-11-26 |
    2026-12-24 | automatic   |        | 200    || before_bank_holiday     | 2026-12-23 |
    2026-12-25 | automatic   |        | 200    || not_working_day         | 2026-12-23 |
    2026-12-29 | automatic   |        | 200    || -                       |            |
    2027-03-25 | automatic   |        | 200    || before_bank_holiday     | 2027-03-24 |
    2027-03-29 | automatic   |        | 200    || not_working_day         | 2027-03-24 |
    2027-05-02 | automatic   |        | 200    || not_working_day | 2027-04-29 |
"""


@pytest.mark.parametrize(("given_", "found"), rows(FLAGS)[2], ids=str)
def test_a_day_before_rest_is_flagged(given_: dict[str, str], found: dict[str, str]) -> None:
    release = given_date(
        Kind(given_["kind"]),
        date.fromisoformat(given_["day"]),
        of=Kind(given_["of"]) if given_["of"] else None,
    )
    served = int(given_["served"]) if given_["served"] else None
    told = rules.flag(release, served=served, today=TODAY)
    if told is None:
        assert found["why"] == "-"
        return
    assert (",".join(told.why), str(told.suggested or ""), told.not_moved or "") == tuple(
        found.values()
    )


@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)))
def test_the_suggested_day_is_a_working_day_before_with_nothing_against_it(day: date) -> None:
    found = rules.earlier(day)
    assert found < day and dates.is_working_day(found) and not rules.why_flagged(found)


WINDOWS = """
    days || windows
    85   ||
    84   || twelve_weeks
    57   || twelve_weeks
    56   || twelve_weeks,duty_to_refer
    29   || twelve_weeks,duty_to_refer
    28   || twelve_weeks,duty_to_refer,four_weeks
    8    || twelve_weeks,duty_to_refer,four_weeks
    7    || twelve_weeks,duty_to_refer,four_weeks,seven_days
    1    || twelve_weeks,duty_to_refer,four_weeks,seven_days
    0    || twelve_weeks,duty_to_refer,four_weeks,seven_days,today
    -1   ||
"""


@pytest.mark.parametrize(("given_", "found"), rows(WINDOWS)[2], ids=str)
def test_who_is_in_which_list(given_: dict[str, str], found: dict[str, str]) -> None:
    release = TODAY + int(given_["days"]) * DAY
    told = rules.windows(release, today=TODAY)
    assert ",".join(told) == found["windows"]
    assert rules.window(release, today=TODAY) == (told[-1] if told else None)


def test_milestones_after_release() -> None:
    found = rules.milestones(TODAY, today=TODAY)
    assert [(each.code, (each.day - TODAY).days) for each in found] == [
        ("first_night", 0),
        ("seven_days", 7),
        ("treatment", 21),
        ("four_weeks", 28),
        ("thirteen_weeks", 91),
        ("twenty_six_weeks", 182),
    ]


def test_a_release_six_weeks_earlier_says_what_is_now_late() -> None:
    before, after = TODAY + 70 * DAY, TODAY + 28 * DAY
    steps = [
        StepDue("refer", "Tell the council", before - 56 * DAY, before=56),
        StepDue("keys", "Keys", before - 7 * DAY, before=7),
        StepDue("own", "Own day", TODAY + 40 * DAY),
        StepDue("late", "Late already", TODAY - 10 * DAY),
        StepDue("papers", "Papers", before - 84 * DAY, before=84),
    ]
    found = rules.moved(before, after, steps, today=TODAY)
    assert found.days == -42
    assert [(e.step.code, e.due, e.newly) for e in found.late] == [
        ("papers", after - 84 * DAY, False),
        ("refer", after - 56 * DAY, True),
        ("late", TODAY - 10 * DAY, False),
    ]
    assert [each.working_days for each in found.late] == [40, 20, 8]
    assert [each.step.code for each in found.too_late] == ["own"]
    assert (found.entered, found.passed) == (Window.FOUR_WEEKS, (Window.DUTY_TO_REFER,))


def test_a_later_release_makes_nothing_late() -> None:
    steps = [StepDue("refer", "Tell the council", TODAY + DAY, before=56)]
    found = rules.moved(TODAY + 57 * DAY, TODAY + 90 * DAY, steps, today=TODAY)
    assert (found.days, found.late, found.too_late) == (33, (), ())
    assert (found.entered, found.passed) == (None, ())


def test_working_days_around_bank_holidays() -> None:
    thursday = date(2026, 12, 24)
    assert dates.add_working_days(thursday, 1) == date(2026, 12, 29)
    assert dates.add_working_days(thursday, 5) == date(2027, 1, 5)
    assert dates.add_working_days(date(2026, 12, 29), -1) == thursday
    assert dates.add_working_days(date(2026, 12, 26), 0) == date(2026, 12, 26)
    assert dates.last_working_day(date(2026, 12, 28)) == thursday
    assert dates.last_working_day(thursday) == thursday
    assert dates.is_bank_holiday(date(2026, 12, 28)) and not dates.is_bank_holiday(thursday)
    assert not dates.is_bank_holiday(date(2026, 11, 30))  # Scotland's alone
    assert not dates.is_bank_holiday(date(2027, 3, 17))  # Northern Ireland's alone


@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)), st.integers(1, 30))
def test_adding_working_days_is_what_counting_them_undoes(day: date, count: int) -> None:
    later = dates.add_working_days(day, count)
    assert dates.is_working_day(later)
    assert dates.working_days_until(later, today=day) == count
    if dates.is_working_day(day):
        assert dates.add_working_days(later, -count) == day
