"""Two journeys in a real browser, against a workspace as `make run` starts it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import little_county
from tests.journeys.conftest import LONG, Looking, Workspace

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


def test_measure_the_county(
    page: Page, browser: Browser, workspace: Workspace, looking: Looking, tmp_path: Path
) -> None:
    workspace.sign_in(page, "analyst")
    looking.at(page, "home")
    page.get_by_role("link", name="Evidence").click()
    looking.at(page, "evidence")
    page.get_by_role("link", name="Measure Little county").click()
    looking.at(page, "measure")

    page.get_by_role("button", name="Measure").click()
    expect(page.get_by_role("alert")).to_contain_text("Say which period")
    expect(page).to_have_title(re.compile("^Error:"))
    looking.at(page, "measure-with-an-error")
    page.get_by_role("link", name="Say which period").click()
    expect(page.get_by_label("Period", exact=True)).to_be_focused()

    page.get_by_label("Period", exact=True).fill("2020")
    page.get_by_label("Sex").check()
    page.get_by_role("button", name="Measure").click()
    expect(page.get_by_role("heading", name="How it was counted")).to_be_visible(timeout=LONG)
    sentence = page.locator(".app-headline").inner_text()
    assert re.search(r"\d+ in 100 reoffended within a year, between \d+ and \d+", sentence)
    looking.at(page, "result")

    with page.expect_download() as download:
        page.get_by_role("link", name="Download CSV").click()
    download.value.save_as(tmp_path / "figures.csv")
    people = (tmp_path / "figures.csv").read_text().splitlines()[1]
    shown = page.get_by_role("table", name="Figures").locator("tbody tr").first.locator("td")
    assert shown.first.inner_text().replace(",", "") in people or "All" in shown.first.inner_text()

    colleague = browser.new_context(java_script_enabled=False).new_page()
    workspace.sign_in(colleague, "coordinator")
    colleague.goto(page.url)
    assert colleague.locator(".app-headline").inner_text() == sentence, "the link can be sent"
    colleague.get_by_role("link", name="Page to print").click()
    expect(colleague.locator("body")).to_contain_text(sentence)
    colleague.context.close()


def test_upload_files_with_errors_and_read_the_receipt(
    page: Page, workspace: Workspace, looking: Looking, tmp_path: Path
) -> None:
    tables = little_county.rows()
    tables["offences"][3] = {**tables["offences"][3], "offence_date": "2019-02-30"}
    tables["people"].append({**tables["people"][0], "person_id": ""})
    files = little_county.write(tmp_path, tables)

    workspace.sign_in(page, "analyst")
    page.goto(f"{workspace.address}/evidence/")
    page.get_by_role("button", name="Build a store from files").click()
    looking.at(page, "build")
    page.get_by_label("Whose data these are").fill("A made-up force")
    page.get_by_role("button", name="Send and build").click()
    expect(page.get_by_role("alert")).to_contain_text("Give the store a name")
    looking.at(page, "build-with-errors")
    expect(page.get_by_label("Whose data these are")).to_have_value("A made-up force")

    page.get_by_label("Name of the store").fill("County sent by a browser")
    page.get_by_label("Which offences and which courts they hold").fill("All courts")
    page.get_by_label("Which area they are from").fill("A made-up county")
    page.get_by_label("What they miss").fill("Nothing")
    for name, paths in files.items():
        page.locator(f"input[type=file][name={name}]").set_input_files(paths)
    page.get_by_role("button", name="Send and build").click()
    expect(page.get_by_text("The store is built")).to_be_visible(timeout=LONG)
    page.wait_for_load_state("load")
    receipt = page.locator("main").inner_text()
    assert "2 rows were left out" in receipt
    assert "people.csv" in receipt and "offences.csv" in receipt
    looking.at(page, "receipt")
    uploads = workspace.home / "uploads"
    assert [path for path in uploads.rglob("*") if path.is_file()] == [], "the files are deleted"

    page.get_by_role("link", name="Go to the store").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("County sent by a browser")
    looking.at(page, "store")
