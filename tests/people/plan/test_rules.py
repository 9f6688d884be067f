"""States of goals and steps, what is late, when a plan is agreed, what is carried into the next sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum

import pytest

from throughgate.common.errors import WrongUse
from throughgate.people.plan import rules
from throughgate.people.plan.rules import (
    Agreement,
    Goal,
    GoalState,
    NeedStatus,
    PathwayStatus,
    Returned,
    Step,
    StepState,
)

TODAY = date(2026, 11, 26)  # a Thursday
DAY = timedelta(days=1)
TABLES: list[tuple[type[StrEnum], dict, Callable[..., None]]] = [
    (GoalState, rules.GOAL_MOVES, rules.check_goal_move),
    (StepState, rules.STEP_MOVES, rules.check_step_move),
    (NeedStatus, rules.NEED_MOVES, rules.check_need_move),
]
CELLS = [(t, a, b) for t in TABLES for a in t[0] for b in t[0]]


def step(
    code: str = "s", state: StepState = StepState.NOT_STARTED, due: date | None = None
) -> Step:
    return Step(code, f"Step {code}", state, "person", due)


def goal(
    code: str = "g", state: GoalState = GoalState.ACTIVE, *steps: Step, **more: object
) -> Goal:
    target = TODAY if state is GoalState.ACTIVE else None
    return Goal(
        **{
            "code": code,
            "title": f"Goal {code}",
            "state": state,
            "pathway": "health",
            "target": target,
            "steps": steps,
            **more,
        }
    )  # type: ignore[arg-type]


@pytest.mark.parametrize(("table", "before", "after"), CELLS, ids=lambda each: str(each)[:20])
def test_every_pair_is_a_move_or_refused_in_words(
    table: tuple, before: StrEnum, after: StrEnum
) -> None:
    _states, moves, check = table
    if after in moves[before]:
        check(before, after)
    else:
        with pytest.raises(WrongUse, match="cannot become"):
            check(before, after)


@pytest.mark.parametrize("table", TABLES, ids=lambda each: each[0].__name__)
def test_every_state_can_be_left_and_reached(table: tuple) -> None:
    states, moves, _check = table
    assert set(moves) == set(states)
    assert all(moves.values())
    assert set().union(*moves.values()) == set(states)


def test_a_goal_for_later_has_no_date_and_an_active_one_has() -> None:
    rules.check_goal(goal())
    rules.check_goal(goal(state=GoalState.FUTURE))
    for wrong, words in (
        (goal(target=None), "by when"),
        (goal(state=GoalState.FUTURE, target=TODAY), "no date yet"),
        (goal(title=" "), "needs words"),
        (goal(related=("health",)), "another one"),
    ):
        with pytest.raises(WrongUse, match=words):
            rules.check_goal(wrong)


def test_a_plan_is_agreed_with_an_active_goal_and_a_step_on_each() -> None:
    full = goal("a", GoalState.ACTIVE, step())
    for answer in Agreement:
        rules.check_agreement([full], answer, words="I said so")
    rules.check_agreement([full, goal("b", GoalState.FUTURE)], Agreement.AGREED, words="")
    for goals, words in (
        ([], "no active goal"),
        ([goal("b", GoalState.FUTURE, step())], "no active goal"),
        ([full, goal("b")], "“Goal b” has no step"),
        ([goal("b", GoalState.ACTIVE, step(state=StepState.NO_LONGER))], "has no step"),
    ):
        with pytest.raises(WrongUse, match=words):
            rules.check_agreement(goals, Agreement.AGREED, words="")


def test_who_does_not_agree_is_heard() -> None:
    with pytest.raises(WrongUse, match="own words"):
        rules.check_agreement(
            [goal("a", GoalState.ACTIVE, step())], Agreement.DOES_NOT_AGREE, words=" "
        )
    with pytest.raises(WrongUse, match="could not"):
        rules.check_agreement(
            [goal("a", GoalState.ACTIVE, step())], Agreement.COULD_NOT_ANSWER, words=""
        )


def test_what_is_late_in_working_days_the_longest_first() -> None:
    steps = [
        step("today", due=TODAY),
        step("yesterday", due=TODAY - DAY),
        step("friday", StepState.IN_PROGRESS, TODAY - 6 * DAY),
        step("done", StepState.DONE, TODAY - 9 * DAY),
        step("no_longer", StepState.NO_LONGER, TODAY - 9 * DAY),
        step("none"),
    ]
    found = rules.late(steps, today=TODAY)
    assert [(each.step.code, each.working_days) for each in found] == [
        ("friday", 4),
        ("yesterday", 1),
    ]
    assert rules.late([step(due=date(2026, 11, 28))], today=date(2026, 11, 29))[0].working_days == 0


def test_a_plan_is_looked_at_again_within_three_months_on_a_working_day() -> None:
    assert rules.review_due(date(2026, 11, 26)) == date(2027, 2, 26)
    assert rules.review_due(date(2026, 9, 25)) == date(2026, 12, 29)


def test_what_steps_say_of_a_need_and_needs_of_a_pathway() -> None:
    N, P, S = NeedStatus, PathwayStatus, StepState
    assert rules.need_status([]) is N.NOT_STARTED
    assert rules.need_status([step(), step(state=S.DONE)]) is N.IN_PROGRESS
    assert rules.need_status([step(state=S.CANNOT_YET)]) is N.NOT_STARTED
    assert rules.need_status([step(state=S.DONE)], declined=True) is N.DECLINED
    for needs, status in (
        ([], P.NOT_REQUIRED),
        ([N.DECLINED], P.DECLINED),
        ([N.MET, N.DECLINED], P.DONE),
        ([N.MET, N.NOT_STARTED], P.IN_PROGRESS),
        ([N.NOT_STARTED, N.DECLINED], P.SUPPORT_REQUIRED),
    ):
        assert rules.pathway_status(needs, assessed=True) is status
    assert rules.pathway_status([], assessed=False) is P.NOT_STARTED


def test_a_recall_carries_what_is_not_reached_and_asks_both_what_got_in_the_way() -> None:
    S = StepState
    open_ = goal(
        "open",
        GoalState.ACTIVE,
        step("done", S.DONE),
        step("begun", S.IN_PROGRESS, TODAY - DAY),
        step("ahead", S.NOT_STARTED, TODAY + DAY),
        step("not_needed", S.NO_LONGER),
        needs=("health.gp",),
        target=TODAY - DAY,
    )
    goals = [
        open_,
        goal("later", GoalState.FUTURE),
        goal("met", GoalState.ACHIEVED),
        goal("out", GoalState.REMOVED),
    ]
    found = rules.carry_forward(goals, Returned.RECALL, today=TODAY)
    assert [(each.code, each.state, each.target, each.needs) for each in found.goals] == [
        ("open", GoalState.ACTIVE, None, ("health.gp",)),
        ("later", GoalState.FUTURE, None, ()),
    ]
    assert [(s.code, s.state, s.due) for s in found.goals[0].steps] == [
        ("begun", S.IN_PROGRESS, None),
        ("ahead", S.NOT_STARTED, TODAY + DAY),
    ]
    assert [each.code for each in found.left] == ["met", "out"]
    assert {(each.goal, each.of, each.question) for each in found.asked} == {
        ("open", of, question)
        for of in ("person", "worker")
        for question in ("in_the_way", "would_have_helped")
    }
