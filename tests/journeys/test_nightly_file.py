"""The nightly file: people come in from another system, and the next night's moved dates are on a home page."""

from __future__ import annotations

import csv
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import LONG, Looking, Workspace

CHANGED = re.compile(r"(\d+) (?:people have|person has) changed since you last looked")
pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
PEOPLE, MOVED = 120, 40
RELEASE = date(2026, 6, 1)


def nightly(path: Path, *, moved: int, wrong: bool = False) -> Path:
    """One line a person, in an order of its own each night; the first few have another release date."""
    rows = [
        {
            "conditional_release": (RELEASE + timedelta(n + 10 * (n < moved))).isoformat(),
            "family_name": "Filely",
            "given_names": f"Nightly {'abcdefghijkl'[n // 10]}{n % 10}",
            "birth_date": (date(1970, 1, 1) + timedelta(90 * n)).isoformat(),
            "crn": f"Y{n:06}",
            "place": "custody",
            "establishment": "Dunmarrow Prison",
        }
        for n in range(PEOPLE)
    ]
    if wrong:
        rows.append({**rows[0], "family_name": "Nobody", "birth_date": "1990-02-30"})
    rows = rows[::-1] if moved else rows
    columns = list(rows[0])[::-1] if moved else list(rows[0])
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)
    return path


def send(page: Page, file: Path) -> None:
    page.get_by_role("link", name="Bring people in from a file").click()
    page.get_by_role("button", name="Send a file").or_(
        page.get_by_role("link", name="Send a file")
    ).first.click()
    page.get_by_label("Which system is the file from?").fill("Case system")
    page.get_by_label("Manage the sentence").first.check()
    page.get_by_label("File of people").set_input_files(file)
    page.get_by_role("button", name="Send and look").click()
    expect(page.get_by_text("Nothing has come in yet")).to_be_visible(timeout=LONG)


def words(page: Page) -> str:
    page.wait_for_load_state("load")
    return " ".join(page.locator("main").inner_text().split())


def bring_in(page: Page) -> None:
    page.get_by_role("button", name="Yes, bring this in").click()
    expect(page.get_by_text("The file is in. This is what it did.")).to_be_visible(timeout=LONG)


def test_the_nightly_file(
    page: Page, workspace: Workspace, looking: Looking, tmp_path: Path
) -> None:
    workspace.sign_in(page, "records")
    changed = CHANGED.search(words(page))  # what the made-up county shows
    before = int(changed[1]) if changed else 0
    send(page, nightly(tmp_path / "first.csv", moved=0, wrong=True))
    preview = words(page)
    assert f"New {PEOPLE}" in preview and "Lines refused 1" in preview
    assert "“1990-02-30” is not a day that there is" in preview
    looking.at(page, "nightly-preview")
    bring_in(page)

    page.get_by_role("link", name="Home").first.click()
    send(page, nightly(tmp_path / "second.csv", moved=MOVED))
    assert f"Changed {MOVED}" in words(page)
    bring_in(page)
    looking.at(page, "nightly-report")

    page.get_by_role("link", name="Home").first.click()
    expect(
        page.get_by_text(f"{MOVED + before} people have changed since you last looked")
    ).to_be_visible()
    looking.at(page, "nightly-home")
    page.get_by_role("link", name=f"See all {MOVED + before}").click()
    looking.at(page, "nightly-changed")
    page.get_by_role("link", name="Nightly a0 Filely").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nightly a0 Filely")

    page.get_by_role("link", name="Home").first.click()
    left = f"{MOVED + before - 1} people have changed since you last looked"
    expect(page.get_by_text(left)).to_be_visible()

    send(page, nightly(tmp_path / "again.csv", moved=MOVED))
    again = words(page)
    assert f"The same {PEOPLE}" in again and "Changed 0" in again, "twice changes nothing"
