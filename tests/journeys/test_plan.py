"""From needs to an agreed plan, by two agencies; carried forward after a recall; and the page the person is given."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import made_people
from tests.journeys.conftest import NARROW, PICTURES, Looking, Workspace, about, on

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
NAME = "Robin Fellgate"
NEEDS = """
probation = organisation("Ellorshire Probation")
person = saved(Person(created_by=probation))
involve(probation)
involve(organisation("Dunmarrow Prison"))
here = held("probation", probation)
saved(Identity(**here, given_names="Robin", family_name="Fellgate"))
of = saved(Assessment(**here, kind="start_of_order", question_set="full_1", started_on=today,
                      state="signed", signed_by=worker("probation"), signed_on=today))
for code, part, points in (("accommodation.settled", "accommodation", 8),
                           ("employment.job", "employment", 4),
                           ("drugs_alcohol.drug_treatment", "drugs", 3),
                           ("families.someone", "relationships", 1)):
    pathway = code.split(".")[0]
    saved(Need(**here, assessment=of, code=code, pathway=pathway, section=f"needs:{pathway}", part=part,
               points=points, threshold=3, linked_to_reoffending=True, first_day=today))
"""


def open_plan(page: Page, workspace: Workspace, post: str, robin: str) -> None:
    workspace.sign_in(page, post)
    page.goto(f"{workspace.address}/people/{robin}/")
    expect(page.locator(".app-person__name")).to_have_text(NAME)
    page.get_by_role("navigation", name="Parts of the record").get_by_role(
        "link", name="Plan"
    ).click()


def take(page: Page, words: str) -> None:
    """A goal that is suggested; where it is folded with its pathway, that is opened first. It is seen in the plan."""
    folded = page.locator(".app-fold:not([open])", has=page.locator("button", has_text=words))
    if folded.count():
        folded.locator("summary").focus()
        page.keyboard.press("Enter")
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name=about("Take this goal", words)).click()
    expect(page.get_by_text(f"Goal: {words}", exact=True)).to_be_visible()


def on_a_phone(page: Page, looking: Looking) -> None:
    """By keyboard: the parts of the record are one line until they are opened, and a list beside on a wide screen."""
    parts = page.get_by_role("navigation", name="Parts of the record")
    folded, plan = parts.locator("summary"), parts.get_by_role("link", name="Plan")
    expect(plan).to_be_visible()
    expect(folded).to_be_hidden()
    page.set_viewport_size({"width": NARROW, "height": 900})
    expect(folded).to_have_text("Parts of the record: Plan")
    expect(plan).to_be_hidden()
    tall = parts.bounding_box()
    assert tall and tall["height"] < 80
    page.get_by_role("link", name="Write a note").focus()
    page.keyboard.press("Tab")
    expect(folded).to_be_focused()
    page.keyboard.press("Enter")
    expect(plan).to_have_attribute("aria-current", "page")
    page.keyboard.press("Tab")
    expect(parts.get_by_role("link", name="Overview")).to_be_focused()
    looking.at(page, "parts-opened")  # and leaves a wide screen


def all_of_it_on_paper(page: Page) -> None:
    folded = page.locator("h3", has_text="Someone to turn to")
    expect(folded).to_be_hidden()
    page.emulate_media(media="print")
    expect(folded).to_be_visible()
    page.emulate_media(media="null")  # as it was: what is printed later is printed


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out").click()
    on(page, "Sign in")


def test_needs_to_agreed_plan_printed_and_carried_forward(
    page: Page, workspace: Workspace, looking: Looking
) -> None:
    robin = made_people.make(workspace, NEEDS)  # their key: the address of their record
    agreed(page, workspace, looking, robin)
    sign_out(page)
    printed(page, workspace, looking, robin)
    sign_out(page)
    carried_forward(page, workspace, looking, robin)


def agreed(page: Page, workspace: Workspace, looking: Looking, robin: str) -> None:
    open_plan(page, workspace, "probation", robin)
    on_a_phone(page, looking)
    page.get_by_role("button", name="See needs and what is suggested").click()
    looking.at(page, "plan-needs")
    all_of_it_on_paper(page)
    for words in ("I have a place of my own to live", "I have a job"):
        take(page, words)
    page.get_by_role("link", name=about("Not wanted", "Drugs no longer run my days")).click()
    page.get_by_label("Why", exact=True).fill("He is in treatment already, elsewhere")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("He is in treatment already, elsewhere")).to_be_visible()
    page.get_by_role("link", name="Back", exact=True).click()
    page.get_by_role("link", name="What comes first, and why").click()
    expect(page.get_by_text("A home and treatment come before work").first).to_be_visible()
    expect(page.get_by_text("This partnership’s rule").first).to_be_visible()
    looking.at(page, "plan-order")
    page.get_by_role("button", name="Use this order for what we hold").click()
    page.get_by_role("button", name="What does the person say?").click()
    page.get_by_label("Agrees with the plan").check()
    page.get_by_label("In their own words").fill("Get me the flat and I will do the rest")
    page.get_by_label("Face to face").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Get me the flat and I will do the rest")).to_be_visible()
    sign_out(page)

    open_plan(page, workspace, "resettlement", robin)
    page.get_by_role("link", name=about("Say how it goes", "Apply for a home")).click()
    page.get_by_label("Done", exact=True).check()
    page.get_by_label("What was done, or what stands in the way").fill("Filled in with him")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Filled in with him")).to_be_visible()
    expect(page.get_by_role("link", name=about("Change", "Apply for a home"))).to_have_count(0)
    looking.at(page, "plan")


def printed(page: Page, workspace: Workspace, looking: Looking, robin: str) -> None:
    open_plan(page, workspace, "probation", robin)
    page.get_by_role("link", name="A plan to give to the person").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My plan")
    looking.at(page, "plan-to-give")
    one_page(page, PICTURES / "plan-to-give.pdf")
    page.get_by_role("link", name="Large print").click()
    looking.at(page, "plan-to-give-large")
    page.goto(workspace.address)


def one_page(page: Page, place: Path) -> None:
    """On A4 it is one page."""
    place.write_bytes(page.pdf(format="A4"))
    assert place.read_bytes().count(b"/Type /Page\n") == 1


def carried_forward(page: Page, workspace: Workspace, looking: Looking, robin: str) -> None:
    """After a recall."""
    open_plan(page, workspace, "resettlement", robin)
    page.get_by_role("link", name="Carry it forward").click()
    page.get_by_label("They were recalled").check()
    looking.at(page, "carry-plan")
    page.get_by_role("button", name="Carry it forward").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("What got in the way")
    page.get_by_label("The person says: What got in the way?").first.fill("No phone, no calls")
    looking.at(page, "plan-asked")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Not asked yet.")).to_be_visible()
    expect(page.get_by_role("heading", name="I have a place of my own to live")).to_have_count(1)
    page.get_by_role("link", name="What was before").click()
    expect(page.get_by_text("No phone, no calls")).to_be_visible()
    looking.at(page, "plan-before")
