"""What of the suggestions stands open, and what is folded: nothing is lost, and what is folded can still be answered."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.test import Client

from tests.people.plan.conftest import Case, needs
from tests.people.plan.test_pages import rows, text
from throughgate.people.plan.models import Goal

FIRST = ["finance.bank", "finance.benefits", "accommodation.settled"]  # in their rank: by name
OTHERS = ["health.gp", "finance.debt", "finance.budget"]
FOLD = re.compile(r"<details class=\"govuk-details app-fold\">(.*?)</details>", re.S)


def _rows(page: str) -> list[str]:
    return re.findall(r'<li class="app-row" id="([^"]*)"', page)


def _folds(page: str) -> dict[str, list[str]]:
    """The words of each fold, and the needs in it."""
    return {
        re.sub("<[^>]*>", "", fold.split("</summary>")[0]).strip(): _rows(fold)
        for fold in FOLD.findall(page)
    }


@pytest.fixture
def browser(case: Case) -> Client:
    needs(case, *FIRST, *OTHERS)
    return case.browser(case.probation)


def test_the_first_three_stand_open_and_the_others_are_counted_by_pathway(
    case: Case, browser: Client
) -> None:
    page = text(browser.get(case.at("/needs")))
    assert _rows(FOLD.sub("", page)) == FIRST
    assert _folds(page) == {
        "Health: 1 suggestion": ["health.gp"],
        "Finance, benefit and debt: 2 suggestions": ["finance.debt", "finance.budget"],
    }
    for need in FIRST + OTHERS:  # each once, with its button
        assert page.count(f'name="need" value="{need}"') == 1


def test_what_is_answered_leaves_its_place_to_the_next_and_is_found_in_its_pathway(
    case: Case, browser: Client
) -> None:
    taken = browser.post(case.at("/take"), {"need": "finance.bank"})
    assert taken.headers["Location"].endswith("/plan/needs#finance.bank")
    no = {"key": uuid4(), "version": 0, "code": "finance.budget", "reason": "Manages well"}
    assert browser.post(case.at("/refuse"), no).status_code == 302
    page = text(browser.get(case.at("/needs")))
    assert _rows(FOLD.sub("", page)) == [*FIRST[1:], "health.gp"]
    assert _folds(page) == {
        "Finance, benefit and debt: 1 suggestion, 1 in the plan, 1 not wanted": [
            "finance.bank",
            "finance.debt",
            "finance.budget",
        ]
    }
    assert "Manages well" in page


def test_where_all_is_answered_everything_is_in_the_folds(case: Case, browser: Client) -> None:
    for need in FIRST + OTHERS:
        browser.post(case.at("/take"), {"need": need})  # those that are folded too
    assert len(rows(Goal)) == 6
    page = text(browser.get(case.at("/needs")))
    assert "Nothing that is suggested waits for an answer." in page and 'id="first"' not in page
    assert _rows(FOLD.sub("", page)) == []
    assert {need for fold in _folds(page).values() for need in fold} == {*FIRST, *OTHERS}


def test_the_parts_of_the_record_are_one_list_under_the_name_of_the_part(
    case: Case, browser: Client
) -> None:
    page = text(browser.get(case.at("/needs")))
    [parts] = re.findall(r'<nav class="app-person__parts".*?</nav>', page)
    assert (
        re.sub("<[^>]*>", "", parts.split("</summary>")[0]).strip() == "Parts of the record: Plan"
    )
    assert parts.count("<details") == 1 == parts.count(f'href="{case.at()}"')
    [current] = re.findall(r'<a [^>]*aria-current="page">([^<]*)</a>', parts)
    assert current == "Plan" and " open" not in parts.split("</summary>")[0].split(">")[1]
