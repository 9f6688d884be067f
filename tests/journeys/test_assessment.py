"""From reception to a signed assessment: the prison asks, probation goes on with the answers, treatment adds its part."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import made_people
from tests.journeys.conftest import LONG, Looking, Workspace, on, press

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
PARTS = 10  # the seven pathways, in the parts of the full set
NAME = "Casey Thornwick"
RECEIVED = """
prison, probation = organisation("Dunmarrow Prison"), organisation("Ellorshire Probation")
treatment = organisation("Clearwater Recovery")
person = saved(Person(created_by=prison))
involve(prison)
involve(probation)
involve(treatment, "treatment", "Treatment through the gate")
here = held("resettlement", prison)
saved(Identity(**here, given_names="Casey", family_name="Thornwick"))
saved(Whereabouts(**here, kind="custody", establishment="Dunmarrow Prison", first_day=today - timedelta(days=3)))
saved(Allocation(**here, worker=worker("resettlement"), part="lead", first_day=today))
saved(Allocation(**held("probation", probation), worker=worker("probation"), part="lead", first_day=today))
"""


@pytest.fixture(scope="module")
def casey(workspace: Workspace) -> str:
    """Received three days ago; probation and the treatment service already work with them."""
    return made_people.make(workspace, RECEIVED)


def open_needs(page: Page, workspace: Workspace, person: str) -> None:
    page.goto(f"{workspace.address}/people/{person}/")
    expect(page.locator(".app-person__name")).to_have_text(NAME)
    page.get_by_role("link", name="Needs", exact=True).click()
    on(page, "Needs")


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
    page: Page, browser: Browser, workspace: Workspace, looking: Looking, casey: str
) -> None:
    page.set_default_timeout(LONG)
    workspace.sign_in(page, "resettlement")
    page.get_by_role("link", name=f"{NAME}: Immediate needs").click()
    on(page, "Needs")
    looking.at(page, "needs")
    press(page, "Start: Immediate needs", "Start an assessment")
    press(page, "Start", "Immediate needs")
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
    on(page, "Immediate needs")
    press(page, "Check the answers", "Check the answers")
    looking.at(page, "assessment-check")
    press(page, "The answers are right: go on to sign", "Sign: Immediate needs")
    looking.at(page, "assessment-sign")
    press(page, "Sign", "Immediate needs")
    expect(page.locator("main")).to_contain_text("Signed and locked")
    looking.at(page, "assessment-signed")

    probation = browser.new_page(viewport={"width": 1100, "height": 900})
    probation.set_default_timeout(LONG)
    workspace.sign_in(probation, "probation")
    open_needs(probation, workspace, casey)
    start(probation, "Review")
    expect(probation.locator("main")).to_contain_text("Still so?")
    looking.at(probation, "assessment-still-so")

    treatment = browser.new_page(viewport={"width": 1100, "height": 900})
    treatment.set_default_timeout(LONG)
    workspace.sign_in(treatment, "treatment")
    open_needs(treatment, workspace, casey)
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
