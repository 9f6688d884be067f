"""What the changes of a plan leave behind, in whichever order they are saved; nothing when the audit cannot be written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.making import making
from tests.people.person.rows import keep
from tests.people.plan.conftest import Case
from tests.people.plan.rows import of_plan
from tests.truth.scene import NOW, TODAY
from throughgate.common.errors import Stale, WrongUse
from throughgate.people.plan import changes
from throughgate.people.plan.carrying import changes as carrying
from throughgate.people.plan.graph.rules import ring
from throughgate.people.plan.models import (
    Goal,
    Plan,
    PlanAgreement,
    PlanReview,
    Progress,
    RefusedSuggestion,
    Step,
)
from throughgate.people.plan.rules import Returned
from throughgate.privacy.access.sight import seeing
from throughgate.privacy.audit import changes as audit

TABLES = (Plan, Goal, Step, Progress, PlanAgreement, PlanReview, RefusedSuggestion)
HERE = {"pathway": "accommodation"}


@contextmanager
def as_probation(case: Case) -> Iterator[dict[str, Any]]:
    with seeing(case.probation.pk, today=TODAY, now=NOW):
        yield {"by": case.probation, "today": TODAY, "now": NOW}


def a_goal(case: Case) -> Goal:
    target = TODAY + timedelta(days=60)
    return Goal(person=case.person, title="I have a home", target=target, **HERE)


def standing(case: Case) -> tuple[Goal, Step]:
    """A goal with one step, in a plan."""
    goal = a_goal(case)
    step = Step(person=case.person, title="Apply", **HERE)
    with as_probation(case) as who:
        changes.add_goal(goal=goal, steps=[step], **who)
    return goal, step


def _another(case: Case, goal: Goal, step: Step) -> dict[str, Callable[..., Any]]:
    """Each change, ready to be made."""
    about = {"person": case.person}
    said = Progress(**about, **HERE, step=step, state="done", said_at=NOW)
    yes = PlanAgreement(**about, answer="agreed", said_on=TODAY, how="phone")
    seen = PlanReview(**about, reviewed_on=TODAY, words="Looked at")
    out = RefusedSuggestion(**about, **HERE, code="accommodation.rent", reason="Owes nothing")
    fields = {"title": "I have a key", "state": "achieved", "target": goal.target}
    person = case.person.pk
    return {
        "add_goal": lambda **who: changes.add_goal(goal=a_goal(case), **who),
        "change_goal": lambda **who: changes.change_goal(
            goal=goal, version=1, fields=fields, **who
        ),
        "add_step": lambda **who: changes.add_step(
            step=Step(**about, **HERE, goal=goal, title="Ring"), **who
        ),
        "change_step": lambda **who: changes.change_step(
            step=step, version=1, fields={"title": "Write"}, **who
        ),
        "report": lambda **who: changes.report(progress=said, seen="not_started", **who),
        "refuse": lambda **who: changes.refuse(refused=out, **who),
        "arrange": lambda **who: changes.arrange(person=person, places={step.pk: 7}, **who),
        "answer": lambda **who: changes.answer(agreement=yes, **who),
        "review": lambda **who: changes.review(review=seen, **who),
        "carry": lambda **who: carrying.carry(
            person=person, seen=goal.plan_id, because=Returned.RECALL, **who
        ),
    }


def kept() -> list[Any]:
    with making():
        return [list(model._base_manager.order_by("pk").values()) for model in TABLES]


def test_nothing_is_saved_when_the_audit_fails(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    goal, step = standing(case)
    before = kept()

    def broken(**_parts: Any) -> None:
        raise RuntimeError("the audit cannot be written")

    for name, change in _another(case, goal, step).items():
        with monkeypatch.context() as broke:
            broke.setattr(audit, "keep", broken)
            with as_probation(case) as who, pytest.raises(RuntimeError), transaction.atomic():
                change(**who)
        assert kept() == before, name


def test_every_change_leaves_something(case: Case) -> None:
    goal, step = standing(case)
    for name, change in _another(case, goal, step).items():
        before = kept()
        with as_probation(case) as who, transaction.atomic():
            change(**who)
            assert kept() != before, name
            transaction.set_rollback(True)


def test_a_state_that_somebody_moved_meanwhile_is_not_overwritten(case: Case) -> None:
    _goal, step = standing(case)
    about = {"person": case.person, "step": step, "said_at": NOW, **HERE}
    with as_probation(case) as who:
        changes.report(progress=Progress(**about, state="done"), seen="not_started", **who)
        with pytest.raises(Stale):
            changes.report(progress=Progress(**about, state="done"), seen="not_started", **who)
        with pytest.raises(WrongUse, match="cannot become"):
            changes.report(progress=Progress(**about, state="cannot_yet"), seen="done", **who)


LINKS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=8, unique=True)


@given(LINKS, st.randoms(use_true_random=False))
@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_links_saved_in_any_order_never_make_a_ring(
    case: Case, links: list[tuple[int, int]], shuffled: Any
) -> None:
    """Each is taken or refused; what stands is no ring, and links that make none all stand, whatever the order."""
    whole = {n: {after for before, after in links if before == n} for n in range(5)}
    sound = ring({str(n): [str(each) for each in after] for n, after in whole.items()}) is None
    shuffled.shuffle(links)
    with as_probation(case) as who, transaction.atomic():
        steps = [Step(id=uuid4(), person=case.person, title=f"{n}", **HERE) for n in range(5)]
        changes.add_goal(goal=a_goal(case), steps=steps, **who)
        stands: dict[int, set[int]] = {n: set() for n in range(5)}
        for before, after in links:
            row = Step.objects.get(pk=steps[before].pk)
            wanted = [*row.waits_for, steps[after].pk]
            try:
                changes.change_step(step=row, version=row.version, fields={"waits_for": wanted}, **who)  # fmt: skip
                stands[before].add(after)
            except WrongUse:
                assert not sound
        assert ring({str(n): [str(each) for each in after] for n, after in stands.items()}) is None
        assert not sound or stands == whole
        assert {n: _numbers(steps, Step.objects.get(pk=steps[n].pk).waits_for) for n in range(5)} == stands  # fmt: skip
        transaction.set_rollback(True)


def _numbers(steps: list[Step], keys: list[UUID]) -> set[int]:
    return {n for n, step in enumerate(steps) if step.pk in keys}


BAD = [
    (Goal, {"state": "lost"}, "goal_state_is_known"),
    (Goal, {"title": ""}, "goal_has_words"),
    (Goal, {"state": "future"}, "goal_for_later_has_no_date"),
    (Goal, {"target": None}, "goal_active_has_a_date"),
    (Step, {"title": ""}, "step_has_words"),
    (Step, {"by_worker": "Sam"}, "step_worker_is_of_an_organisation"),
    (Progress, {"state": "lost"}, "progress_state_is_known"),
    (Progress, {"state": "cannot_yet", "words": ""}, "progress_cannot_yet_says_why"),
    (Plan, {"because": "recall"}, "plan_carried_names_the_one_before"),
    (PlanAgreement, {"answer": "does_not_agree"}, "planagreement_keeps_the_words"),
    (PlanAgreement, {"how": "owl"}, "planagreement_how_is_known"),
    (PlanReview, {"words": ""}, "planreview_says_something"),
    (RefusedSuggestion, {"reason": ""}, "refusedsuggestion_says_why"),
]


@pytest.fixture
def made(case: Case) -> list[Any]:
    rows = of_plan(case.person, case.scene.ours, case.probation)
    with making():
        keep(rows)
    return rows


def test_the_database_refuses_what_cannot_be(made: list[Any]) -> None:
    """The rows as they are stand; each changed so that it says what cannot be does not."""
    for model, changes_, name in BAD:
        row = next(each for each in made if isinstance(each, model))
        with making(), pytest.raises(IntegrityError, match=name), transaction.atomic():
            model._base_manager.filter(pk=row.pk).update(**changes_)
