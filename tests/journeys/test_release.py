"""Twelve weeks to go: from essentials missing to essentials done, by the prison, with the lists and the timeline."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import PICTURES, Looking, Workspace, about, on, press

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
JORDAN = "Jordan Merrowby"


def how_far(page: Page, essential: str) -> Locator:
    return page.get_by_role("link", name=about("Say how far it is", essential))


def say(page: Page, essential: str, state: str, words: str = "") -> None:
    how_far(page, essential).click()
    page.get_by_label(state, exact=True).check()
    if words:
        page.get_by_label("Anything else to know").fill(words)
    press(page, "Save", "Release")


def test_twelve_weeks_to_go(page: Page, workspace: Workspace, looking: Looking) -> None:
    workspace.sign_in(page, "resettlement")
    expect(page.get_by_role("main")).to_contain_text("essentials ready")
    looking.at(page, "release-home")
    page.get_by_role("link", name="People", exact=True).click()
    page.get_by_role("link", name="Releases", exact=True).click()
    page.get_by_label("Release", exact=True).select_option("Within 12 weeks")
    page.get_by_label("Missing").select_option("Somewhere to sleep on the first night")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("table")).to_contain_text(JORDAN)
    looking.at(page, "release-list")
    page.emulate_media(media="print")
    page.screenshot(path=PICTURES / "release-list-print.png", full_page=True)
    page.emulate_media(media="screen")

    page.get_by_role("table").get_by_role("link", name=JORDAN).click()
    expect(page.get_by_role("main")).to_contain_text("This day is a Friday")
    looking.at(page, "release-before")
    how_far(page, "Somewhere to sleep on the first night").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose how far it is")
    looking.at(page, "release-essential")
    page.get_by_role("link", name="Back").click()
    on(page, "Release")
    missing = page.locator(".app-row").filter(has_not=page.locator(".govuk-tag--green"))
    names = [name.strip() for name in missing.locator(".app-row__name").all_inner_texts()]
    assert "Somewhere to sleep on the first night" in names
    for name in names:
        if how_far(page, name).count():
            say(page, name, "Ready", "Settled with them today")
    expect(page.get_by_role("main")).to_contain_text("Everything is ready.")
    looking.at(page, "release-ready")

    page.get_by_role("link", name="Timeline", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("Somewhere to sleep on the first night: ready")
    looking.at(page, "timeline")
    page.get_by_label("About").select_option("Accommodation")
    page.get_by_role("button", name="Show these").click()
    expect(page.get_by_role("main")).not_to_contain_text("A bank account: ready")
    page.get_by_role("link", name="Overview", exact=True).click()
    looking.at(page, "overview-with-band")
    page.goto(f"{workspace.address}/people/releases?missing=first_night&whose=all")
    expect(page.get_by_role("main")).not_to_contain_text(JORDAN)
