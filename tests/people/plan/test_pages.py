"""The plan as its users walk it: from needs to an agreed plan, together, over a recall, and on paper."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.making import making
from tests.people.plan.conftest import Case, needs
from tests.truth.scene import TODAY
from throughgate.people.person.moves.models import KeyDate, Whereabouts
from throughgate.people.plan.models import (
    AskedOnReturn,
    Goal,
    Plan,
    PlanAgreement,
    Progress,
    RefusedSuggestion,
    Step,
)
from throughgate.people.plan.rules import review_due
from throughgate.privacy.audit.models import AuditEvent

SETTLED = "accommodation.settled"
MOST_QUERIES = 25


def day(name: str, when: date) -> dict[str, int]:
    return {f"{name}_0": when.day, f"{name}_1": when.month, f"{name}_2": when.year}


def goal_form(**changes: Any) -> dict[str, Any]:
    typed = {"key": uuid4(), "version": 0, "title": "I have a home", "pathway": "accommodation"}
    return typed | {"state": "active", **day("target", TODAY + timedelta(days=60))} | changes


def step_form(title: str, **changes: Any) -> dict[str, Any]:
    typed = {"key": uuid4(), "version": 0, "title": title, "by_organisation": "person"}
    return typed | day("due", TODAY + timedelta(days=9)) | changes


def rows(model: type[Model]) -> list[Any]:
    with making():
        return list(model._base_manager.order_by("entered_on", "pk"))


def kinds() -> set[str]:
    with making():
        return set(AuditEvent.objects.values_list("kind", flat=True))


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def with_goal(case: Case) -> tuple[Client, Goal]:
    browser = case.browser(case.probation)
    browser.post(case.at("/goals/add"), goal_form(needs=[SETTLED]))
    return browser, rows(Goal)[0]


def with_step(case: Case, title: str = "Apply for a home", **changes: Any) -> tuple[Client, Step]:
    browser, goal = with_goal(case)
    browser.post(case.at(f"/steps/add?goal={goal.pk}"), step_form(title, **changes))
    return browser, rows(Step)[0]


def test_from_needs_to_an_agreed_plan(case: Case) -> None:
    needs(case, SETTLED, "accommodation.rent")
    browser = case.browser(case.probation)
    page = text(browser.get(case.at("/needs")))
    assert "It scores 4; the threshold is 2." in page and "Linked to serious harm." in page
    assert browser.post(case.at("/take"), {"need": SETTLED}).status_code == 302
    assert browser.post(case.at("/take"), {"need": SETTLED}).status_code == 302  # pressed twice
    [goal], steps = rows(Goal), rows(Step)
    assert goal.needs == [SETTLED] and {step.need for step in steps} == {SETTLED}
    agree = {"key": uuid4(), "version": 0, "answer": "agreed", "how": "phone", "words": "Yes, that"}
    assert browser.post(case.at("/agreement"), agree | day("said_on", TODAY)).status_code == 302
    page = text(browser.get(case.at()))
    assert "Agrees with the plan: “Yes, that”" in page
    assert {"PlanBegun", "PlanAnswered"} <= kinds()


def test_what_is_needed_at_the_gate_is_due_before_it(case: Case) -> None:
    night = "accommodation.first_night"
    needs(case, SETTLED, night)
    sunday = TODAY + timedelta(days=6 - TODAY.weekday() + 14)
    with making():
        given = {"kind": "conditional_release", "day": sunday, "source": "The prison"}
        held = {"held_by": case.scene.ours, "entered_by": case.probation, "entered_on": TODAY}
        KeyDate(person=case.person, **held, **given).save(force_insert=True)
    browser = case.browser(case.probation)
    for need in (night, SETTLED):
        browser.post(case.at("/take"), {"need": need})
    due = {row.need: row.due for row in rows(Step)}
    assert due == {night: sunday - timedelta(days=4), SETTLED: review_due(TODAY)}
    assert next(row for row in rows(Goal) if night in row.needs).target == due[night]


def test_no_is_kept_in_their_own_words(case: Case) -> None:
    browser, _step = with_step(case)
    no = {"key": uuid4(), "version": 0, "answer": "does_not_agree", "how": "phone"}
    answer = browser.post(case.at("/agreement"), no | day("said_on", TODAY))
    assert answer.status_code == 422 and "in the person’s own words" in text(answer)
    browser.post(case.at("/agreement"), no | day("said_on", TODAY) | {"words": "Not there"})
    assert [row.words for row in rows(PlanAgreement)] == ["Not there"]


def test_a_plan_without_a_step_cannot_be_agreed(case: Case) -> None:
    browser, _goal = with_goal(case)
    agree = {"key": uuid4(), "version": 0, "answer": "agreed", "how": "phone"}
    answer = browser.post(case.at("/agreement"), agree | day("said_on", TODAY))
    assert answer.status_code == 422 and "has no step yet" in text(answer)
    assert rows(PlanAgreement) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": ""}, "Say what the person wants to reach"),
        ({"target_0": "", "target_1": "", "target_2": ""}, "Say by when"),
        ({"target_1": 14}, "real date"),
        ({"state": "future"}, "A goal for later has no date yet"),
        ({"pathway": "gardening"}, "from the list"),
    ],
)
def test_a_goal_that_cannot_be(case: Case, changes: dict[str, Any], said: str) -> None:
    answer = case.browser(case.probation).post(case.at("/goals/add"), goal_form(**changes))
    assert answer.status_code == 422 and said in text(answer)
    assert rows(Goal) == [] == rows(Plan)


def test_sent_twice_it_is_one_goal(case: Case) -> None:
    browser, typed = case.browser(case.probation), goal_form()
    for _ in range(2):
        assert browser.post(case.at("/goals/add"), typed).status_code == 302
    assert len(rows(Goal)) == 1


def test_a_ring_through_three_others_is_refused_and_named(case: Case) -> None:
    browser, first = with_step(case, "A")
    add, last = case.at(f"/steps/add?goal={first.goal_id}"), first
    for title in "BCD":
        browser.post(add, step_form(title, waits_for=[last.pk]))
        last = next(row for row in rows(Step) if row.title == title)
    change = case.at(f"/steps/{first.pk}")
    answer = browser.post(change, step_form("A", version=1, waits_for=[last.pk]))
    assert answer.status_code == 422
    assert all(f"“{title}”" in text(answer) for title in "ABCD")
    assert next(row for row in rows(Step) if row.pk == first.pk).waits_for == []
    page = text(browser.get(case.at()))
    assert "3 steps wait for others" in page and "it begins with “A”" in page


def test_two_workers_on_one_goal_lose_nothing(case: Case) -> None:
    browser, goal = with_goal(case)
    change = case.at(f"/goals/{goal.pk}")
    assert browser.post(change, goal_form(version=1, title="I have my own key")).status_code == 302
    late = browser.post(change, goal_form(version=1, title="I have a flat"))
    assert late.status_code == 422
    assert "I have my own key" in text(late) and "I have a flat" in text(late)
    again = browser.post(change, goal_form(version=2, title="I have a flat"))
    assert again.status_code == 302 and rows(Goal)[0].title == "I have a flat"


def test_another_organisation_says_how_a_step_goes_in_a_row_of_its_own(case: Case) -> None:
    browser, step = with_step(case)
    prison = case.browser(case.prison)
    assert prison.get(case.at(f"/steps/{step.pk}")).status_code == 404  # not theirs to change
    say = case.at(f"/steps/{step.pk}/progress")
    typed = {"key": uuid4(), "version": 0, "seen": "not_started", "state": "done"}
    assert prison.post(say, typed | {"words": "Sent it off"}).status_code == 302
    [said] = rows(Progress)
    assert said.held_by == case.scene.theirs and said.pathway == "accommodation"
    assert "Sent it off" in text(browser.get(case.at()))
    late = browser.post(say, typed | {"key": uuid4(), "state": "in_progress"})
    assert late.status_code == 422 and "Sent it off" in text(late)
    assert "StepProgressed" in kinds()


def test_a_reader_sees_the_goals_of_the_pathways_that_flow(case: Case) -> None:
    browser, _step = with_step(case)
    browser.post(case.at("/goals/add"), goal_form(title="Drugs no longer run my days", pathway="drugs_alcohol"))  # fmt: skip
    page = text(case.browser(case.prison).get(case.at()))
    assert "I have a home" in page and "Drugs no longer" not in page
    assert "I have a home" not in text(case.browser(case.council).get(case.at()))
    assert "Drugs no longer" not in text(case.browser(case.prison).get(case.at("/give")))


def test_naming_somebody_to_whom_no_flow_carries_the_step_is_said(case: Case) -> None:
    browser = case.browser(case.probation)
    for pathway in ("accommodation", "drugs_alcohol"):
        browser.post(case.at("/goals/add"), goal_form(pathway=pathway))
        goal = next(row for row in rows(Goal) if row.pathway == pathway)
        typed = step_form(f"Of {pathway}", by_organisation=case.scene.theirs.pk)
        browser.post(case.at(f"/steps/add?goal={goal.pk}"), typed)
    page = text(browser.get(case.at()))
    assert page.count("They are not shown this step") == 1


def test_refused_with_a_reason_and_suggested_again(case: Case) -> None:
    needs(case, SETTLED)
    browser = case.browser(case.probation)
    typed = {
        "key": uuid4(),
        "version": 0,
        "code": "settled.supported",
        "reason": "Wants to be alone",
    }
    assert browser.post(case.at("/refuse"), typed | {"reason": ""}).status_code == 422
    assert browser.post(case.at("/refuse"), typed).status_code == 302
    assert "Wants to be alone" in text(browser.get(case.at("/needs")))
    browser.post(case.at("/take"), {"need": SETTLED})
    assert "settled.supported" not in {row.suggestion for row in rows(Step)}
    [refused] = rows(RefusedSuggestion)
    assert browser.post(case.at(f"/refused/{refused.pk}/again")).status_code == 302
    assert rows(RefusedSuggestion) == []


def test_the_order_says_why_and_is_used_with_one_click(case: Case) -> None:
    needs(case, SETTLED, "accommodation.rent")
    browser = case.browser(case.probation)
    for need in ("accommodation.rent", SETTLED):
        browser.post(case.at("/take"), {"need": need})
    page = text(browser.get(case.at("/order")))
    assert "Another step waits for it" in page and "The need it serves ranks higher" in page
    assert browser.post(case.at("/order")).status_code == 302
    steps = {row.suggestion: row.place for row in rows(Step)}
    assert steps["settled.options"] < steps["settled.apply"]


def test_a_recall_since_the_plan_was_begun_asks_to_carry_it_forward(case: Case) -> None:
    browser, _step = with_step(case)
    carry = f"{case.at('/carry')}?because=recall"
    assert carry not in text(browser.get(case.at()))
    held = {"held_by": case.scene.ours, "entered_by": case.probation, "entered_on": TODAY}
    with making():
        Plan._base_manager.update(begun_on=TODAY - timedelta(days=30))
        for first, last in ((20, 5), (5, None)):  # moved to another prison since
            days = {"first_day": TODAY - timedelta(days=first)}
            days["last_day"] = TODAY - timedelta(days=last) if last else None
            Whereabouts(person=case.person, kind="recall", **held, **days).save(force_insert=True)
    page = text(browser.get(case.at()))
    assert "Recalled on 13 February 2027, since" in page and carry in page
    with making():
        Plan._base_manager.update(begun_on=TODAY - timedelta(days=20))  # begun on its day
    assert carry not in text(browser.get(case.at()))


def test_carried_forward_after_recall_and_what_got_in_the_way(case: Case) -> None:
    browser, step = with_step(case)
    [plan] = rows(Plan)
    carried = browser.post(case.at("/carry"), {"seen": plan.pk, "because": "recall"})
    assert carried.headers["Location"] == case.at("/asked")
    again = browser.post(case.at("/carry"), {"seen": plan.pk, "because": "recall"})
    assert again.status_code == 422 and "carried this plan forward" in text(again)
    goals, plans = rows(Goal), rows(Plan)
    assert len(goals) == len(plans) == 2
    new = next(goal for goal in goals if goal.carried_from_id)
    assert new.needs == [SETTLED] and new.plan_id in {p.pk for p in plans if p.before_id == plan.pk}
    assert next(s for s in rows(Step) if s.goal_id == new.pk).carried_from_id == step.pk
    answers = {f"person-in_the_way-{new.pk}": "No phone", f"worker-in_the_way-{new.pk}": "No beds"}
    assert browser.post(case.at("/asked"), answers).status_code == 302
    assert {row.of: row.words for row in rows(AskedOnReturn)} == {"person": "No phone", "worker": "No beds"}  # fmt: skip
    page = text(browser.get(case.at("/before")))
    assert "Carried forward after a recall" in page and "“No phone”" in page
    assert text(browser.get(case.at())).count("Apply for a home</strong>") == 1


def test_a_review_moves_the_next_one(case: Case) -> None:
    browser, _step = with_step(case)
    typed = {"key": uuid4(), "version": 0, "words": "All on course"}
    ahead = typed | day("reviewed_on", TODAY + timedelta(days=1))
    assert browser.post(case.at("/review"), ahead).status_code == 422
    assert browser.post(case.at("/review"), typed | day("reviewed_on", TODAY)).status_code == 302
    assert "7 June 2027" in text(browser.get(case.at()))


def test_the_page_to_give_is_plain_and_can_be_large(case: Case) -> None:
    needs(case, SETTLED)
    browser, _step = with_step(case)
    page = text(browser.get(case.at("/give")))
    assert "I have a home" in page and "app-give--large" not in page
    assert "score" not in page.lower() and "risk" not in page.lower()
    assert "app-give--large" in text(browser.get(case.at("/give?large=1")))


def test_what_is_late_is_on_the_plan_the_overview_and_the_home_page(case: Case) -> None:
    browser, _step = with_step(case, **day("due", TODAY - timedelta(days=7)))
    assert "1 step is late" in text(browser.get(case.at()))
    assert "5 working days late" in text(browser.get(case.at()))
    assert "1 step is late, by 5 working days." in text(browser.get(f"/people/{case.person.pk}/"))
    home = text(browser.get("/"))
    assert "Jo Made-Up – Step: Apply for a home" in home
    assert "Was due on" in home and "5 working days ago" in home


def test_few_queries_whatever_the_rows(case: Case) -> None:
    needs(case, SETTLED, "accommodation.rent", "accommodation.keep")
    browser = case.browser(case.probation)
    for need in (SETTLED, "accommodation.rent", "accommodation.keep"):
        browser.post(case.at("/take"), {"need": need})
    for rest in ("", "/needs", "/order", "/before", "/give", "/agreement", "/goals/add"):
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(case.at(rest)).status_code == 200
        assert len(asked) <= MOST_QUERIES, (rest, len(asked))
