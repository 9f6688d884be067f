"""The plan to give: what it says of itself when it is a part, not agreed to, and of who leads."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.making import making
from tests.people.plan.conftest import Case, needs
from tests.people.plan.test_pages import SETTLED, day, text, with_step
from tests.truth.scene import PURPOSE, TODAY
from throughgate.people.involvement.allocation.models import Allocation
from throughgate.privacy.access import lists

pytestmark = pytest.mark.django_db


def test_the_page_to_give_says_what_they_want_only_where_they_said_yes(case: Case) -> None:
    needs(case, SETTLED)
    browser, _step = with_step(case)
    page = text(browser.get(case.at("/give")))
    assert "This is what we suggest" in page and "This is what I want" not in page
    said = {"key": uuid4(), "version": 0, "answer": "agreed", "how": "phone", "words": "Yes"}
    assert browser.post(case.at("/agreement"), said | day("said_on", TODAY)).status_code == 302
    page = text(browser.get(case.at("/give")))
    assert "This is what I want" in page and "This is what we suggest" not in page
    said |= {"key": uuid4(), "answer": "does_not_agree", "words": "No"}
    assert browser.post(case.at("/agreement"), said | day("said_on", TODAY)).status_code == 302
    page = text(browser.get(case.at("/give")))
    assert "This is what we suggest" in page and "This is what I want" not in page


def test_the_page_to_give_says_when_it_is_a_part_and_names_who_leads(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs(case, SETTLED)
    browser, _step = with_step(case)
    with making():
        Allocation.objects.filter(person=case.person).delete()
    assert "I ask my worker" in text(browser.get(case.at("/give")))
    with making():
        Allocation.objects.create(
            person=case.person, held_by=case.scene.ours, worker=case.probation, part="lead",
            first_day=TODAY, entered_on=TODAY,
        )  # fmt: skip
    page = text(browser.get(case.at("/give")))
    assert f"I ask {case.probation}, {case.scene.ours.name} for help" in page
    part = f"Part of your plan: what {case.scene.ours.name} works on with you"
    manages = lists.limiting_purposes
    for purposes, is_part in ((frozenset({PURPOSE}), False), (frozenset(), True)):
        monkeypatch.setattr(lists, "limiting_purposes", lambda _day, found=purposes: found)
        assert (part in text(browser.get(case.at("/give")))) is is_part
    monkeypatch.setattr(lists, "limiting_purposes", manages)
