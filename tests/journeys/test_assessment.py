"""From reception to a signed assessment: the prison asks, probation goes on with the answers, treatment adds its part."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Looking, Workspace
from tests.journeys.test_one_person import open_jordan

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
PARTS = 10  # the seven pathways, in the parts of the full set


def open_needs(page: Page) -> None:
    open_jordan(page)
    page.get_by_role("link", name="Needs", exact=True).click()


def start(page: Page, kind: str) -> None:
    page.get_by_role("button", name="Start an assessment").click()
    page.get_by_label(kind, exact=True).check()
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(kind)


def answer_everything(page: Page) -> None:
    """The first answer of each question on the page; the rest can stay open."""
    names = page.locator("input[type=radio][name*='.']").evaluate_all(
        "boxes => [...new Set(boxes.map(box => box.name))]"
    )
    for name in names:
        page.locator(f"input[name='{name}']").first.check()


def test_reception_to_signed_assessment(
    page: Page, browser: Browser, workspace: Workspace, looking: Looking
) -> None:
    workspace.sign_in(page, "resettlement")
    open_needs(page)
    looking.at(page, "needs")
    start(page, "Review")
    looking.at(page, "assessment-tasks")
    page.get_by_role("link", name="Where I live").click()
    for number in range(PARTS):
        answer_everything(page)
        if number == 0:
            page.get_by_label("What the person says about it").fill("I want my own front door.")
            looking.at(page, "assessment-part")
        page.get_by_role("button", name="Save and go on").click()
    page.get_by_role("link", name="Back", exact=True).click()
    page.get_by_role("button", name="Check the answers").click()
    looking.at(page, "assessment-check")
    still_so = page.get_by_role("button", name="All of these are still so")
    if still_so.is_visible():
        still_so.click()
    page.get_by_role("button", name="The answers are right: go on to sign").click()
    looking.at(page, "assessment-sign")
    page.get_by_role("button", name="Sign", exact=True).click()
    expect(page.locator("main")).to_contain_text("Signed and locked")
    looking.at(page, "assessment-signed")

    probation = browser.new_page(viewport={"width": 1100, "height": 900})
    workspace.sign_in(probation, "probation")
    open_needs(probation)
    start(probation, "Review")
    expect(probation.locator("main")).to_contain_text("Still so?")

    treatment = browser.new_page(viewport={"width": 1100, "height": 900})
    workspace.sign_in(treatment, "treatment")
    open_needs(treatment)
    treatment.get_by_role("link", name="Go on with: Review").click()
    looking.at(treatment, "assessment-treatment")
    expect(treatment.locator("main")).not_to_contain_text("Where I live")
    treatment.get_by_role("link", name="Drugs", exact=True).click()
    treatment.get_by_label("Now", exact=True).first.check()
    treatment.get_by_role("button", name="Save and hand in").click()
    treatment.get_by_role("button", name="Hand in").click()
    expect(treatment.locator("main")).to_contain_text("handed in")
    treatment.close()

    probation.get_by_role("button", name="Check the answers").click()
    expect(probation.locator("main")).to_contain_text("Clearwater Recovery")
    probation.get_by_role("button", name="All of these are still so").click()
    probation.get_by_role("button", name="The answers are right: go on to sign").click()
    probation.get_by_role("button", name="Sign", exact=True).click()
    expect(probation.locator("main")).to_contain_text(re.compile("to be countersigned"))
    open_needs_again = probation.get_by_role("link", name="Needs", exact=True).first
    open_needs_again.click()
    expect(probation.locator("main")).to_contain_text("Treatment or support for drug use")
    looking.at(probation, "needs-signed")
    probation.close()
