"""A whole workspace as `throughgate serve` starts it, and a browser that may reach nothing else."""

from __future__ import annotations

import json
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

import throughgate.evidence as evidence
from tests import little_county
from tests.installation import environment_of
from throughgate.data.demonstration.addresses import HOST, PASSWORD
from throughgate.site import demonstrate

ROOT = Path(__file__).parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PICTURES = ROOT / "test-results" / "journeys"
COMMAND = [sys.executable, "-m", "throughgate.cli"]
HEAVIEST = 150_000  # bytes of a page with its styles and scripts, as sent
NARROW = 320
LONG = 120_000  # milliseconds; the worker takes up a file when it comes to it, and a first count compiles
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


PEOPLE = 60
# The demonstration's posts, and a few of its people: the person of the tutorial, and a case of most things.
MAKE_PEOPLE = f"""
from datetime import datetime, time
from throughgate.common.dates import LONDON, today
from throughgate.data import synthetic
from throughgate.evidence import installation
from throughgate.site.demonstrate import make_posts
from throughgate.site.environment import Role
from throughgate.site.set_up import as_role
with as_role(Role.OWNER):
    from throughgate.data.demonstration import loading
    make_posts()
    histories = installation.folder("few")
    synthetic.make(histories, synthetic.County(people=2_000, seed=1))
    loading.IN_VIEW = {PEOPLE}
    morning = datetime.combine(today(), time(7), tzinfo=LONDON)
    loading.fill(histories, today=today(), now=morning, say=print)
"""


def about(words: str, what: str) -> re.Pattern[str]:
    """A link or button that says to a screen reader what it is about."""
    return re.compile(f"^{re.escape(words)}.*{re.escape(what)}$")


def on(page: Page, heading: str) -> None:
    """The page with this heading has come, whole: what is read at once after it is not read of half a page."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading, timeout=LONG)
    page.wait_for_load_state("load")


def press(page: Page, button: str, heading: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()
    on(page, heading)


@dataclass(frozen=True)
class Workspace:
    """A served installation with the little county and the posts of the demonstration in it."""

    address: str
    home: Path
    environment: dict[str, str]

    @contextmanager
    def on(self, day: date) -> Iterator[Workspace]:
        """The same installation on another day: a second server of it, beside the first."""
        environment = self.environment | {"THROUGHGATE_TODAY": day.isoformat()}
        with _served(self.home, environment) as address:
            yield replace(self, address=address, environment=environment)

    def sign_in(self, page: Page, post: str, password: str = PASSWORD) -> None:
        """By keyboard alone, as the page leads."""
        page.goto(f"{self.address}/sign-in")
        page.get_by_label("E-mail address").focus()
        page.keyboard.type(f"{post}@{HOST}")
        page.keyboard.press("Tab")
        page.keyboard.type(password)
        with page.expect_navigation():
            page.keyboard.press("Enter")


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    home = tmp_path_factory.mktemp("workspace")
    environment = environment_of(home) | {"THROUGHGATE_MODE": "demonstration"}
    environment["THROUGHGATE_TODAY"] = demonstrate.TODAY
    with _served(home, environment) as address:
        place = home / "stores" / "little"
        files = little_county.write(home / "files")
        evidence.build(place, files, complete_to=little_county.LAST)
        add = [*COMMAND, "stores", "add", "Little county", str(place)]
        subprocess.run(add, env=environment, check=True, stdout=subprocess.DEVNULL)
        fill = [sys.executable, "-c", MAKE_PEOPLE]
        subprocess.run(fill, env=environment, check=True, stdout=subprocess.DEVNULL)
        yield Workspace(address, home, environment)


@contextmanager
def _served(home: Path, environment: dict[str, str]) -> Iterator[str]:
    """The address at which it answers, until it is stopped."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with (home / f"log-{port}").open("w") as log:
        served = subprocess.Popen(
            [*COMMAND, "serve", "--port", str(port)],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=log,
        )
        try:
            _wait(f"http://127.0.0.1:{port}/health", served, home / f"log-{port}")
            yield f"http://localhost:{port}"
        finally:
            served.send_signal(signal.SIGTERM)
            served.wait(60)


def _wait(address: str, served: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(1200):  # of a quarter second: machines that do much else start slowly
        if served.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                if set(json.load(answer).values()) == {"ok"}:
                    return
        except OSError:
            pass
        time.sleep(0.25)
    raise AssertionError(f"the workspace does not start:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if (found := shutil.which(name))), None)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, workspace: Workspace) -> Iterator[Page]:
    """A page that fails the test when it asks anything of anyone but the workspace, or breaks its own policy."""
    opened = browser.new_page(viewport={"width": 1100, "height": 900})
    outside: list[str] = []
    complaints: list[str] = []

    def asked(request: Request) -> None:
        if not request.url.startswith((workspace.address, "data:", "blob:")):
            outside.append(request.url)

    opened.on("request", asked)
    opened.on(
        "console",
        lambda said: complaints.append(said.text) if "Security Policy" in said.text else None,
    )
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    opened.close()
    assert outside == [] and complaints == []


class Looking:
    """What must hold on every page: nothing serious for axe, narrow enough, light enough; and a picture for the docs."""

    def at(self, page: Page, name: str) -> None:
        page.wait_for_load_state("networkidle")
        self._axe(page, name)
        self._weight(page, name)
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png", full_page=True)
        page.set_viewport_size({"width": NARROW, "height": 900})
        wide = page.evaluate("document.documentElement.scrollWidth")
        page.screenshot(path=PICTURES / f"{name}-narrow.png", full_page=True)
        page.set_viewport_size({"width": 1100, "height": 900})
        assert wide <= NARROW, f"{name} scrolls sideways on a narrow screen: {wide}"

    @staticmethod
    def _axe(page: Page, name: str) -> None:
        """Through the debugger's own door, past the page's policy, which lets no foreign script in."""
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        serious = [
            (v["id"], v["help"], [node["html"][:120] for node in v["nodes"]][:3])
            for v in found["violations"]
            if v["impact"] in ("serious", "critical")
        ]
        assert serious == [], f"axe on {name}"

    @staticmethod
    def _weight(page: Page, name: str) -> None:
        weight = page.evaluate(
            "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]"
            ".reduce((sum, entry) => sum + entry.encodedBodySize, 0)"
        )
        assert 0 < weight < HEAVIEST, f"{name} weighs {weight} bytes"


@pytest.fixture
def looking() -> Looking:
    assert AXE.exists(), "run make assets: axe-core is installed with what builds the styles"
    return Looking()
