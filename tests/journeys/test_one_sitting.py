"""A new worker, one sitting: somebody is received; what they need is asked, signed, planned, agreed and printed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PICTURES, Looking, Workspace, on, press
from tests.journeys.test_assessment import PARTS
from tests.journeys.test_plan import one_page, take
from throughgate.site import demonstrate

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
TODAY = date.fromisoformat(demonstrate.TODAY)
RELEASED = TODAY + timedelta(
    days=46
)  # a Friday: one leaves on Thursday, and is ready the day before
NAME = "Morgan Ashbeck"


def type_day(page: Page, day: date) -> None:
    for label, part in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        page.get_by_label(label, exact=True).fill(str(part))


def part_of_record(page: Page, name: str) -> None:
    parts = page.get_by_role("navigation", name="Parts of the record")
    parts.get_by_role("link", name=name, exact=True).click()
    on(page, name)


def receive(page: Page) -> None:
    """On the record, in prison, with a day of release."""
    page.get_by_role("link", name="People", exact=True).click()
    page.get_by_role("link", name="Add a person").click()
    given, family = NAME.split()
    page.get_by_label("First and middle names").fill(given)
    page.get_by_label("Family name").fill(family)
    type_day(page, date(1988, 3, 7))
    page.get_by_label("Manage the sentence – Managing sentences and release").check()
    page.get_by_role("button", name="Add this person").click()
    expect(page.locator(".app-person__name")).to_have_text(NAME)
    part_of_record(page, "Where they are")
    press(page, "Enter where they are", "Enter where they are")
    page.get_by_label("In prison, serving a sentence").check()
    page.get_by_label("Which prison or hospital").fill("Dunmarrow Prison")
    type_day(page, TODAY - timedelta(days=3))
    press(page, "Save", "Where they are")
    press(page, "Enter a date", "Enter a date")
    page.get_by_label("Which date").select_option("Conditional release")
    type_day(page, RELEASED)
    page.get_by_label("Who or what gave it").fill("Prison records")
    press(page, "Save", "Where they are")


def ask_everything(page: Page) -> None:
    """The second answer of each question: most say that something is needed."""
    page.get_by_role("link", name="Where I live").click()
    on(page, "Where I live")
    for _part in range(PARTS):
        page.evaluate(
            "for (const one of document.querySelectorAll('main fieldset')) {"
            " const boxes = one.querySelectorAll(\"input[type=radio][name*='.']\");"
            " if (boxes.length > 1) boxes[1].checked = true; }"
        )
        with page.expect_navigation(wait_until="load"):
            page.get_by_role("button", name="Save and go on").click()


def test_from_reception_to_a_printed_plan_in_one_sitting(
    page: Page, workspace: Workspace, looking: Looking
) -> None:
    workspace.sign_in(page, "resettlement")
    receive(page)
    part_of_record(page, "Needs")
    press(page, "Start: Immediate needs", "Start an assessment")
    press(page, "Start", "Immediate needs")
    ask_everything(page)
    page.get_by_role("link", name="Back", exact=True).click()
    press(page, "Check the answers", "Check the answers")
    press(page, "The answers are right: go on to sign", "Sign: Immediate needs")
    press(page, "Sign", "Immediate needs")
    page.get_by_role("link", name="On to the plan: goals and steps for these needs").click()
    press(page, "See needs and what is suggested", "What they need, and what could help")
    for words in ("I can prove who I am", "I have a place of my own to live"):
        take(page, words)
    looking.at(page, "one-sitting-needs")
    page.get_by_role("button", name="Go on to the plan").click()
    on(page, "Plan")
    expect(page.locator("main")).to_contain_text("Put the papers into my property bag")
    expect(page.locator("main")).to_contain_text(f"by {RELEASED - timedelta(days=2):%-d %B %Y}")
    page.get_by_role("button", name="What does the person say?").click()
    page.get_by_label("Agrees with the plan").check()
    page.get_by_label("In their own words").fill("Papers first, then the flat")
    page.get_by_label("Face to face").check()
    press(page, "Save", "Plan")
    page.get_by_role("link", name="A plan to give to the person").click()
    on(page, "My plan")
    expect(page.locator("main")).to_contain_text("Papers first, then the flat")
    one_page(page, PICTURES / "one-sitting.pdf")
