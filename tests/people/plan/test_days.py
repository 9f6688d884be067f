"""The days of suggested steps against a day of release: at the gate before one leaves, none before those it waits for."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from throughgate.common.dates import last_working_day
from throughgate.people.plan.days.rules import days
from throughgate.people.plan.suggestions import rules as suggestions

DAY = timedelta(days=1)
TODAY = date(2026, 1, 5)
GOALS = suggestions.goals(TODAY)


def of(need: str, leaves: date | None) -> dict[str, date]:
    otherwise = date(2026, 4, 7)
    return days(GOALS[need].steps, leaves=leaves, otherwise=otherwise, known={}, today=TODAY)


def test_the_first_appointment_is_the_day_after_and_the_rest_before_one_leaves() -> None:
    leaves = date(2026, 1, 29)  # a Thursday: the Friday was moved
    assert of("drugs_alcohol.handover", leaves) == {
        "handover.name": date(2026, 1, 28),
        "handover.first": date(2026, 1, 30),
    }
    assert set(of("accommodation.first_night", leaves).values()) == {date(2026, 1, 28)}
    # What the gate waits for is due by then too, though it could wait by itself.
    assert of("health.mental", leaves)["mental.see"] <= date(2026, 1, 28)
    assert set(of("health.mental", None).values()) == {date(2026, 4, 7)}


def test_a_step_that_can_wait_is_not_due_before_one_of_the_plan_that_it_waits_for() -> None:
    late = {"identity.apply": date(2026, 6, 1)}
    found = days(GOALS["finance.bank"].steps, leaves=None, otherwise=TODAY, known=late, today=TODAY)
    assert found == {"bank.open": date(2026, 6, 1)}


@given(
    need=st.sampled_from(sorted(GOALS)),
    ahead=st.none() | st.integers(-3, 200),
    today=st.dates(date(2024, 1, 1), date(2028, 1, 1)),
)
def test_whatever_is_suggested(need: str, ahead: int | None, today: date) -> None:
    leaves = None if ahead is None else today + ahead * DAY
    steps = GOALS[need].steps
    otherwise = today + 90 * DAY
    found = days(steps, leaves=leaves, otherwise=otherwise, known={}, today=today)
    assert set(found) == {step.code for step in steps}
    for step in steps:
        assert found[step.code] >= today
        assert all(found[code] <= found[step.code] for code in step.after if code in found)
        if leaves and leaves > today and step.gate is not None:
            if step.after_release:
                assert leaves <= found[step.code] <= leaves + step.after_release * DAY
            else:
                assert found[step.code] <= max(today, last_working_day(leaves - DAY))
