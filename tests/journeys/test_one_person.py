"""One person on four screens, each without what it should not have; and midnight, when one of them goes dark."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Looking, Workspace, on
from throughgate.site import demonstrate

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
JORDAN = "Jordan Merrowby"
TODAY = date.fromisoformat(demonstrate.TODAY)


@dataclass(frozen=True)
class Screen:
    """What one post sees of who works with Jordan, and what must be nowhere on its pages."""

    post: str
    organisations: set[str]
    lacks: tuple[str, ...]


SCREENS = (
    Screen(
        "resettlement",
        {"Dunmarrow Prison", "Ellorshire Probation"},
        ("Wrenholt", "Second Wind", "Ellorshire Police"),
    ),
    Screen(
        "housing",
        {"Ellorshire Council", "Dunmarrow Prison", "Ellorshire Probation"},
        ("Clearwater", "Wrenholt", "Second Wind", "Ellorshire Police", "may tell"),
    ),
    Screen(
        "police",
        {"Ellorshire Police", "Dunmarrow Prison", "Ellorshire Probation"},
        ("Clearwater", "Wrenholt", "Second Wind", "Ellorshire Council", "may tell"),
    ),
    Screen(
        "treatment",
        {"Clearwater Recovery", "Dunmarrow Prison", "Ellorshire Probation"},
        ("Wrenholt", "Second Wind", "Ellorshire Police", "Ellorshire Council"),
    ),
)


def open_jordan(page: Page) -> None:
    page.get_by_role("link", name="People", exact=True).click()
    page.get_by_role("link", name=JORDAN).first.click()
    expect(page.locator(".app-person__name")).to_have_text(JORDAN)


def working_with_her(page: Page) -> set[str]:
    """The organisations on the page of sharing, as the list above the health information shows them."""
    lists = page.locator("h2:has-text('Who works with them') + ul .app-row__name")
    return set(lists.all_inner_texts())


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.post)
def test_one_person_four_screens(
    page: Page, workspace: Workspace, looking: Looking, screen: Screen
) -> None:
    workspace.sign_in(page, screen.post)
    open_jordan(page)
    looking.at(page, f"one-person-{screen.post}")
    expect(page.locator(".app-person__head")).not_to_contain_text("Somebody whose name")
    page.get_by_role("link", name="Sharing", exact=True).click()
    on(page, "Sharing")
    assert working_with_her(page) == screen.organisations
    text = page.locator("main").inner_text()
    assert [word for word in screen.lacks if word in text] == []
    looking.at(page, f"one-person-{screen.post}-sharing")


def test_the_page_for_jordan(page: Page, workspace: Workspace, looking: Looking) -> None:
    workspace.sign_in(page, "probation")
    open_jordan(page)
    page.get_by_role("link", name="Sharing", exact=True).click()
    page.get_by_role("link", name="Who can see what about you").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who can see what about you")
    looking.at(page, "who-can-see-what")
    page.get_by_role("link", name="Large print").click()
    looking.at(page, "who-can-see-what-large")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Main navigation")).to_be_hidden()
    expect(page.get_by_text("Official: sensitive")).to_be_visible()
    page.emulate_media(media="screen")


def test_midnight(page: Page, browser: Browser, workspace: Workspace, looking: Looking) -> None:
    """The council's work ends today: its officer sees Jordan to the end of the day, and not a minute longer."""
    workspace.sign_in(page, "housing")
    open_jordan(page)
    jordan = re.search(r"/people/([0-9a-f-]{36})/", page.url)[1]  # type: ignore[index]
    page.get_by_role("link", name="Sharing", exact=True).click()
    page.get_by_role("link", name=re.compile("^End")).click()
    looking.at(page, "end-an-involvement")
    page.get_by_role("button", name="End it").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter the last day")
    for label, part in (("Day", TODAY.day), ("Month", TODAY.month), ("Year", TODAY.year)):
        page.get_by_label(label, exact=True).fill(str(part))
    page.get_by_label("Why it ends").fill("She has a home to go to")
    page.get_by_role("button", name="End it").click()
    expect(page.locator(".app-person__name")).to_have_text(JORDAN)
    expect(page.locator("main")).to_contain_text("until 5 January 2026")
    looking.at(page, "before-midnight")

    with workspace.on(TODAY + timedelta(days=1)) as after:
        council, probation = browser.new_page(), browser.new_page()
        after.sign_in(council, "housing")
        council.goto(f"{after.address}/people/{jordan}/sharing")
        expect(council.get_by_role("heading", level=1)).to_have_text("Page not found")
        looking.at(council, "after-midnight-council")
        council.goto(f"{after.address}/people/")
        expect(council.locator("main")).not_to_contain_text(JORDAN)
        after.sign_in(probation, "probation")
        probation.goto(f"{after.address}/people/{jordan}/sharing")
        assert working_with_her(probation) >= {"Ellorshire Probation", "Dunmarrow Prison"}
        expect(probation.locator("main")).not_to_contain_text("Ellorshire Council")
        looking.at(probation, "after-midnight-probation")
        council.close()
        probation.close()
        who_had_looked(browser, after, jordan, looking)


def who_had_looked(browser: Browser, after: Workspace, jordan: str, looking: Looking) -> None:
    """The information officer still reads that the council's officer had seen her, while it was involved."""
    officer = browser.new_page()
    after.sign_in(officer, "information")
    officer.goto(f"{after.address}/people/{jordan}/seen")
    expect(officer.locator("main")).to_contain_text("Council housing officer")
    looking.at(officer, "after-midnight-who-had-looked")
    officer.close()
