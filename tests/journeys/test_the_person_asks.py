"""The person asks: a case with a third party in the record, by the organisations that hold something; it does not get out."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Looking, Workspace

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
THIRD_PARTY = "Zebedee Quillfeather"
PERSON = "0f6b9d8e-5d5a-4b51-9c37-6f0f7ad3c1aa"
MAKE_PERSON = f"""
from datetime import timedelta
from throughgate.site.environment import Role
from throughgate.site.set_up import as_role

def make():
    from django.utils import timezone
    from throughgate.common import dates
    from throughgate.people.involvement.models import Involvement
    from throughgate.people.person.contact.models import ContactDetail
    from throughgate.people.person.models import Identity, Person
    from throughgate.people.person.notes.models import Note
    from throughgate.people.person.risk.models import Flag
    from throughgate.privacy.access.models import Agreement, AgreementParty, Flow, Organisation, User
    from throughgate.privacy.access.sight import crossing

    today = dates.today()
    with crossing("a made-up person for a journey", today=today):
        probation = Organisation.objects.get(name="Ellorshire Probation")
        prison = Organisation.objects.get(name="Dunmarrow Prison")
        worker = User.objects.get(email__startswith="probation@")
        theirs = User.objects.get(email__startswith="resettlement@")
        agreement = Agreement.objects.create(
            name="A journey's agreement", first_day=today - timedelta(days=9),
            last_day=today + timedelta(days=300), dpia="D", dpia_on=today - timedelta(days=9))
        for party in (probation, prison):
            AgreementParty.objects.create(
                agreement=agreement, organisation=party, controller=party, signed_on=today - timedelta(days=9))
        Flow.objects.create(
            agreement=agreement, sender=prison, receiver=probation, purpose="manage_sentence",
            power="oma_2007_s14", sections=["identity"], sender_regime="part_3", receiver_regime="part_3")
        person = Person(id="{PERSON}", created_by=probation)
        person.save(force_insert=True)
        Involvement(person=person, organisation=probation, purpose="manage_sentence", agreement=agreement,
                    origin="a journey", first_day=today - timedelta(days=5)).save(force_insert=True)
        def enter(model, holder, by, **parts):
            model(person=person, held_by=holder, entered_by=by, entered_on=today, **parts).save(force_insert=True)
        enter(Identity, probation, worker, given_names="Robin", family_name="Marshgate")
        enter(ContactDetail, probation, worker, kind="mobile", value="07700 900321", use="any")
        enter(ContactDetail, probation, worker, kind="through", value="Through {THIRD_PARTY}", use="any")
        enter(Note, prison, theirs, section="notes", written_at=timezone.now(),
              happened="Visited by {THIRD_PARTY}, who is worried about him. He was calm.")
        enter(Flag, prison, theirs, kind="child", ring="The school of {THIRD_PARTY}", review_on=today)

with as_role(Role.OWNER):
    make()
"""


@pytest.fixture
def asking(workspace: Workspace) -> Workspace:
    subprocess.run([sys.executable, "-c", MAKE_PERSON], env=workspace.environment, check=True)
    return workspace


@contextmanager
def signed_in(browser: Browser, workspace: Workspace, post: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1100, "height": 900})
    page = context.new_page()
    workspace.sign_in(page, post)
    yield page
    context.close()


def decide_the_rest(page: Page) -> None:
    page.get_by_role("button", name="Decide the rest").click()
    page.get_by_role("button", name="We have decided on everything").click()
    expect(page.get_by_text("The leading organisation sees that")).to_be_visible()


def open_case(page: Page, workspace: Workspace, looking: Looking) -> None:
    page.goto(f"{workspace.address}/people/{PERSON}/")
    page.get_by_role("link", name="Rights and corrections").click()
    looking.at(page, "rights-of-a-person")
    page.get_by_role("button", name="They ask what is kept about them").click()
    page.get_by_role("button", name="Open the case").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter the day it came")
    looking.at(page, "open-request-with-an-error")
    for name, part in zip(("Day", "Month", "Year"), _today(workspace), strict=True):
        page.get_by_label(name, exact=True).fill(part)
    page.get_by_label("Letter").check()
    page.get_by_role("button", name="Open the case").click()
    expect(page.get_by_text(re.compile(r"To be answered by .* working days\."))).to_be_visible()
    looking.at(page, "request-received")


def find_everything(page: Page) -> None:
    page.get_by_role("button", name="Find everything").click()
    page.wait_for_load_state("load")
    for _try in range(120):
        if page.get_by_role("button", name="Decide on what your organisation holds").count():
            return
        page.wait_for_timeout(500)
        page.reload()
    raise AssertionError("the worker did not find the rows")


def test_the_person_asks(
    page: Page, browser: Browser, asking: Workspace, looking: Looking, tmp_path: Path
) -> None:
    asking.sign_in(page, "information")
    looking.at(page, "home-information-officer")
    open_case(page, asking, looking)
    find_everything(page)
    case = page.url
    page.get_by_role("button", name="Decide on what your organisation holds").click()
    expect(page.get_by_text("Visited by")).to_have_count(0)
    looking.at(page, "request-items")
    decide_the_rest(page)

    with signed_in(browser, asking, "prison.4") as theirs:
        theirs.locator(f"main a[href*='{PERSON}']").first.click()
        theirs.get_by_role("button", name="Decide on what your organisation holds").click()
        expect(theirs.get_by_text("07700 900321")).to_have_count(0)
        note = theirs.get_by_role("listitem").filter(has_text="Visited by")
        note.get_by_role("link", name="Decide").first.click()
        theirs.get_by_label("Goes out with words taken out").check()
        theirs.get_by_label("Words to take out, one passage a line").fill(THIRD_PARTY)
        theirs.get_by_label("It tells of somebody else").check()
        looking.at(theirs, "decide-item")
        theirs.get_by_role("button", name="Decide").click()
        decide_the_rest(theirs)

    page.goto(case)
    send = page.get_by_role("button", name="Send to a second person")
    send.click()
    expect(page.locator("main")).to_be_visible()
    expect(send).to_have_count(0)
    with signed_in(browser, asking, "probation.manager") as manager:
        manager.locator(f"main a[href*='{PERSON}']").first.click()
        looking.at(manager, "request-to-approve")
        manager.get_by_role("button", name="Read what goes out").click()
        shown = manager.locator("main")
        expect(shown).to_contain_text("Visited by […], who is worried about him.")
        expect(shown).not_to_contain_text("Zebedee")
        looking.at(manager, "request-preview")
        manager.goto(case)
        manager.get_by_role("button", name="Approve").click()
        expect(manager.get_by_text("It can be given to the person now.")).to_be_visible()
        assert manager.request.get(f"{case}/file.json").status == 403

    page.goto(case)
    for link in ("Download the file to read", "Download the same for machines"):
        with page.expect_download() as download:
            page.get_by_role("link", name=link).click()
        download.value.save_as(tmp_path / "file")
        text = (tmp_path / "file").read_text(encoding="utf-8")
        assert "Zebedee" not in text and "Quillfeather" not in text
        assert "Marshgate" in text and "07700 900321" in text and "Visited by […]" in text
    looking.at(page, "request-approved")
    page.get_by_role("button", name="The person has it").click()
    expect(page.get_by_text("The case is over.")).to_be_visible()
    page.get_by_role("link", name="Rights", exact=True).click()
    looking.at(page, "rights")


def _today(workspace: Workspace) -> tuple[str, str, str]:
    moved = workspace.environment.get("THROUGHGATE_TODAY")
    today = date.fromisoformat(moved) if moved else date.today()
    return str(today.day), str(today.month), str(today.year)
