"""From reception to a signed assessment: the prison asks, probation goes on with the answers, treatment adds its part."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Looking, Workspace
from tests.journeys.test_one_person import open_jordan

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
LONG = 90_000  # milliseconds
PARTS = 10  # the seven pathways, in the parts of the full set


def open_needs(page: Page) -> None:
    open_jordan(page)
    page.get_by_role("link", name="Needs", exact=True).click()
    on(page, "Needs")


def on(page: Page, heading: str) -> None:
    """The page with this heading has come."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading, timeout=LONG)
    page.wait_for_load_state("load")


def press(page: Page, button: str, heading: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()
    on(page, heading)


def start(page: Page, kind: str) -> None:
    press(page, "Start an assessment", "Start an assessment")
    page.get_by_label(kind, exact=True).check()
    press(page, "Start", kind)


def answer_everything(page: Page) -> None:
    """The first answer of each question on the page; the rest can stay open."""
    page.locator("input[type=radio][name*='.']").evaluate_all(
        "boxes => boxes.reverse().forEach(box => { box.checked = true; })"
    )


def test_reception_to_signed_assessment(
    page: Page, browser: Browser, workspace: Workspace, looking: Looking
) -> None:
    page.set_default_timeout(LONG)
    workspace.sign_in(page, "resettlement")
    open_needs(page)
    looking.at(page, "needs")
    start(page, "Review")
    looking.at(page, "assessment-tasks")
    page.get_by_role("link", name="Where I live").click()
    on(page, "Where I live")
    for number in range(PARTS):
        answer_everything(page)
        if number == 0:
            page.get_by_label("What the person says about it").fill("I want my own front door.")
            looking.at(page, "assessment-part")
        with page.expect_navigation(wait_until="load"):
            page.get_by_role("button", name="Save and go on").click()
    on(page, "Safety from abuse")
    page.get_by_role("link", name="Back", exact=True).click()
    on(page, "Review")
    press(page, "Check the answers", "Check the answers")
    looking.at(page, "assessment-check")
    press(page, "The answers are right: go on to sign", "Sign: Review")
    looking.at(page, "assessment-sign")
    press(page, "Sign", "Review")
    expect(page.locator("main")).to_contain_text("Signed and locked")
    looking.at(page, "assessment-signed")

    probation = browser.new_page(viewport={"width": 1100, "height": 900})
    probation.set_default_timeout(LONG)
    workspace.sign_in(probation, "probation")
    open_needs(probation)
    start(probation, "Review")
    expect(probation.locator("main")).to_contain_text("Still so?")

    treatment = browser.new_page(viewport={"width": 1100, "height": 900})
    treatment.set_default_timeout(LONG)
    workspace.sign_in(treatment, "treatment")
    open_needs(treatment)
    treatment.get_by_role("link", name="Go on with: Review").click()
    on(treatment, "Review")
    looking.at(treatment, "assessment-treatment")
    expect(treatment.locator("main")).not_to_contain_text("Where I live")
    treatment.get_by_role("link", name="Drugs", exact=True).click()
    on(treatment, "Drugs")
    treatment.get_by_label("Now", exact=True).first.check()
    press(treatment, "Save and hand in", "Hand in: Drugs")
    press(treatment, "Hand in", "Review")
    expect(treatment.locator("main")).to_contain_text("handed in")
    treatment.close()

    probation.reload()
    press(probation, "Check the answers", "Check the answers")
    expect(probation.locator("main")).to_contain_text("Clearwater Recovery")
    with probation.expect_navigation():
        probation.get_by_role("button", name="All of these are still so").click()
    press(probation, "The answers are right: go on to sign", "Sign: Review")
    press(probation, "Sign", "Review")
    expect(probation.locator("main")).to_contain_text(re.compile("to be countersigned"))
    probation.get_by_role("link", name="Needs", exact=True).first.click()
    on(probation, "Needs")
    expect(probation.locator("main")).to_contain_text("Treatment or support for drug use")
    looking.at(probation, "needs-signed")
    probation.close()
