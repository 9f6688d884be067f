"""A plan: the states of goals and steps, what is late, when it is agreed, and what is carried into the next sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from throughgate.common.dates import add_months, next_working_day, working_days_until
from throughgate.common.errors import WrongUse
from throughgate.common.values import load

PACKAGE = "throughgate.people.plan"


class GoalState(StrEnum):
    """Where a goal stands."""

    ACTIVE = "active"
    FUTURE = "future"
    ACHIEVED = "achieved"
    REMOVED = "removed"


class StepState(StrEnum):
    """Where a step stands."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    CANNOT_YET = "cannot_yet"  # cannot be done yet
    NO_LONGER = "no_longer"  # no longer needed
    DONE = "done"


class NeedStatus(StrEnum):
    """What has become of a need."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    MET = "met"
    DECLINED = "declined"


class PathwayStatus(StrEnum):
    """What has become of a pathway, as resettlement services say it."""

    NOT_STARTED = "not_started"
    SUPPORT_REQUIRED = "support_required"
    IN_PROGRESS = "in_progress"
    NOT_REQUIRED = "not_required"
    DECLINED = "declined"
    DONE = "done"


class Agreement(StrEnum):
    """What the person says of the plan."""

    AGREED = "agreed"
    DOES_NOT_AGREE = "does_not_agree"
    COULD_NOT_ANSWER = "could_not_answer"


class Returned(StrEnum):
    """Why a plan goes on under another sentence."""

    RECALL = "recall"
    NEW_SENTENCE = "new_sentence"


G, S, N = GoalState, StepState, NeedStatus

# What was achieved or removed by mistake comes back; nothing is lost by a move.
GOAL_MOVES: dict[GoalState, frozenset[GoalState]] = {
    G.ACTIVE: frozenset({G.FUTURE, G.ACHIEVED, G.REMOVED}),
    G.FUTURE: frozenset({G.ACTIVE, G.REMOVED}),
    G.ACHIEVED: frozenset({G.ACTIVE}),
    G.REMOVED: frozenset({G.ACTIVE, G.FUTURE}),
}
STEP_MOVES: dict[StepState, frozenset[StepState]] = {
    S.NOT_STARTED: frozenset({S.IN_PROGRESS, S.CANNOT_YET, S.NO_LONGER, S.DONE}),
    S.IN_PROGRESS: frozenset({S.NOT_STARTED, S.CANNOT_YET, S.NO_LONGER, S.DONE}),
    S.CANNOT_YET: frozenset({S.NOT_STARTED, S.IN_PROGRESS, S.NO_LONGER, S.DONE}),
    S.NO_LONGER: frozenset({S.NOT_STARTED}),
    S.DONE: frozenset({S.IN_PROGRESS}),
}
NEED_MOVES: dict[NeedStatus, frozenset[NeedStatus]] = {
    N.NOT_STARTED: frozenset({N.IN_PROGRESS, N.MET, N.DECLINED}),
    N.IN_PROGRESS: frozenset({N.NOT_STARTED, N.MET, N.DECLINED}),
    N.MET: frozenset({N.IN_PROGRESS}),
    N.DECLINED: frozenset({N.NOT_STARTED, N.IN_PROGRESS}),
}
OPEN = frozenset({S.NOT_STARTED, S.IN_PROGRESS, S.CANNOT_YET})
CARRIED_GOALS = frozenset({G.ACTIVE, G.FUTURE})


@dataclass(frozen=True)
class Step:
    """One thing to do. by: `person`, or the code or name of the organisation whose worker does it."""

    code: str
    title: str
    state: StepState
    by: str
    due: date | None = None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


@dataclass(frozen=True)
class Goal:
    """What the person wants to reach, with its steps in their order."""

    code: str
    title: str
    state: GoalState
    pathway: str
    related: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    target: date | None = None
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Late:
    """A step that was due, and how many working days ago; 0 where only days of rest have passed since."""

    step: Step
    working_days: int


@dataclass(frozen=True)
class Asked:
    """One question about a goal that was not reached, put to the person and to the worker, each apart."""

    goal: str
    question: str
    of: str


@dataclass(frozen=True)
class Carried:
    """A plan under its next sentence. left: goals that stay with the plan before, as they were."""

    because: Returned
    goals: tuple[Goal, ...]
    left: tuple[Goal, ...]
    asked: tuple[Asked, ...]


def check_goal_move(before: GoalState, after: GoalState) -> None:
    if after not in GOAL_MOVES[before]:
        _refuse("goal", before, after)


def check_step_move(before: StepState, after: StepState) -> None:
    if after not in STEP_MOVES[before]:
        _refuse("step", before, after)


def check_need_move(before: NeedStatus, after: NeedStatus) -> None:
    if after not in NEED_MOVES[before]:
        _refuse("need", before, after)


def _refuse(thing: str, before: str, after: str) -> None:
    raise WrongUse(
        f"A {thing} that is “{_said(before)}” cannot become “{_said(after)}”. "
        "Somebody may have changed it since: load the page again."
    )


def _said(state: str) -> str:
    return state.replace("_", " ")


def check_goal(goal: Goal) -> None:
    """An active goal has a day to reach it by; a future one has none."""
    if not goal.title.strip():
        raise WrongUse("A goal needs words: say what the person wants to reach.")
    if goal.state is GoalState.FUTURE and goal.target:
        raise WrongUse("A goal for later has no date yet. Take the date out, or make it active.")
    if goal.state is GoalState.ACTIVE and not goal.target:
        raise WrongUse("Say by when, or keep it as a goal for later.")
    if goal.pathway in goal.related:
        raise WrongUse(
            "A related pathway is another one than the goal’s own. Take it out of the list."
        )


def cannot_agree(goals: Iterable[Goal]) -> tuple[str, ...]:
    """What keeps a plan from being agreed; nothing when it can be."""
    active = [goal for goal in goals if goal.state is GoalState.ACTIVE]
    if not active:
        return ("The plan has no active goal yet. Add at least one.",)
    empty = [goal for goal in active if not any(s.state is not S.NO_LONGER for s in goal.steps)]
    return tuple(f"“{goal.title}” has no step yet. Add at least one." for goal in empty)


def check_agreement(goals: Iterable[Goal], answer: Agreement, *, words: str) -> None:
    """A plan is put to the person when there is something in it. Where they do not agree, their words are kept."""
    missing = cannot_agree(goals)
    if missing:
        raise WrongUse(" ".join(missing))
    if answer is not Agreement.AGREED and not words.strip():
        raise WrongUse(
            "Write down in the person’s own words why they do not agree."
            if answer is Agreement.DOES_NOT_AGREE
            else "Say why the person could not answer."
        )


def review_due(last: date) -> date:
    """By when a plan is looked at again, after it was agreed or last reviewed; on a day when people work."""
    months = int(load(PACKAGE)["review_within"].on(last))
    return next_working_day(add_months(last, months))


def late(steps: Iterable[Step], *, today: date) -> tuple[Late, ...]:
    """Open steps whose day has passed, the longest ago first."""
    found = [
        Late(step, -working_days_until(step.due, today=today))
        for step in steps
        if step.is_open and step.due and step.due < today
    ]
    return tuple(sorted(found, key=lambda each: (each.step.due or today, each.step.code)))


def need_status(steps: Iterable[Step], *, declined: bool = False) -> NeedStatus:
    """What the steps for a need say of it. Met is said by a worker; all steps done only makes it likely."""
    if declined:
        return NeedStatus.DECLINED
    begun = [step for step in steps if step.state in (StepState.IN_PROGRESS, StepState.DONE)]
    return NeedStatus.IN_PROGRESS if begun else NeedStatus.NOT_STARTED


def pathway_status(needs: Iterable[NeedStatus], *, assessed: bool) -> PathwayStatus:
    """What the needs of a pathway say of it, once it was assessed."""
    found = set(needs)
    if not assessed:
        return PathwayStatus.NOT_STARTED
    if not found:
        return PathwayStatus.NOT_REQUIRED
    if found == {NeedStatus.DECLINED}:
        return PathwayStatus.DECLINED
    if found <= {NeedStatus.MET, NeedStatus.DECLINED}:
        return PathwayStatus.DONE
    begun = found & {NeedStatus.IN_PROGRESS, NeedStatus.MET}
    return PathwayStatus.IN_PROGRESS if begun else PathwayStatus.SUPPORT_REQUIRED


def carry_forward(goals: Iterable[Goal], because: Returned, *, today: date) -> Carried:
    """The plan as it goes on after a recall or a new sentence: nothing begun is lost, and it is agreed anew.

    Active and future goals go on with the steps still open, whose past days are to be set again. Each active goal
    is asked about, of the person and of the worker.
    """
    every = tuple(goals)
    going_on = [goal for goal in every if goal.state in CARRIED_GOALS]
    questions = load(PACKAGE)["questions_on_return"].on(today)
    return Carried(
        because,
        tuple(_renewed(goal, today) for goal in going_on),
        tuple(goal for goal in every if goal not in going_on),
        tuple(
            Asked(goal.code, question, of)
            for goal in going_on
            if goal.state is GoalState.ACTIVE
            for of in ("person", "worker")
            for question in questions
        ),
    )


def _renewed(goal: Goal, today: date) -> Goal:
    steps = tuple(replace(s, due=_ahead(s.due, today)) for s in goal.steps if s.is_open)
    return replace(goal, target=_ahead(goal.target, today), steps=steps)


def _ahead(day: date | None, today: date) -> date | None:
    return day if day and day >= today else None
