"""In an emergency: somebody whom one does not work with is seen for a day, and an officer reviews it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import made_people
from tests.journeys.conftest import Looking, Workspace, on, press

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
NAME = "Perrin Ashgate"
STRANGER = """
from throughgate.people.person.names import keys
prison = organisation("Dunmarrow Prison")
person = saved(Person(created_by=prison))
involve(prison)
here = held("resettlement", prison)
saved(Identity(**here, given_names="Perrin", family_name="Ashgate", birth_date=today.replace(year=1984)))
keys.renew(person.pk, prison.pk)
"""


def ask(page: Page, name: str) -> None:
    page.get_by_label("First name and family name").fill(name)
    for label, part in (("Day", "5"), ("Month", "1"), ("Year", "1984")):
        page.get_by_label(label, exact=True).fill(part)
    page.get_by_label("Why you must see this person now").fill("A call from the bridge")
    page.get_by_role("button", name="Open the record").click()


def test_in_an_emergency(page: Page, workspace: Workspace, looking: Looking) -> None:
    stranger = made_people.make(workspace, STRANGER)
    workspace.sign_in(page, "probation")
    page.goto(f"{workspace.address}/people/{stranger}/")
    on(page, "Page not found")
    page.goto(f"{workspace.address}/people/")
    page.get_by_role("link", name="See somebody in an emergency").click()
    on(page, "See somebody in an emergency")
    ask(page, "Perrin Nobody")
    expect(page.get_by_role("alert")).to_contain_text("Nothing was opened")
    looking.at(page, "emergency-nobody")
    ask(page, NAME)
    expect(page.locator(".app-person__name")).to_have_text(NAME)
    expect(page.locator("main")).to_contain_text("You see this record in an emergency, until")
    looking.at(page, "emergency")
    page.get_by_role("button", name="Sign out").click()
    on(page, "Sign in")

    workspace.sign_in(page, "information")
    page.goto(f"{workspace.address}/people/emergencies")
    on(page, "Emergency accesses")
    opened = page.get_by_role("listitem").filter(has_text="A call from the bridge")
    opened.get_by_role("link").first.click()
    on(page, "Emergency access")
    page.get_by_label("What you found").fill("It was needed")
    looking.at(page, "emergency-review")
    press(page, "Keep my review", "Emergency accesses")
    expect(page.locator("main")).not_to_contain_text("A call from the bridge")
