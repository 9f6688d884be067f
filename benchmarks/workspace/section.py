"""The workspace with a region in it: what a page asks, how it stands beside an empty page, twenty users at once."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.report import ratio, table
from benchmarks.workspace.asking import Answers, Browser, at_once
from benchmarks.workspace.filling import DAY, FAMILY, GIVEN, Size, person_id
from benchmarks.workspace.inside import OF_ONE, PAGES
from benchmarks.workspace.prepare import PASSWORD

USERS, EACH = 20, 15
FIRST_MANAGER = 181
ADDRESS_EMPTY = "/account"  # “Why am I here?” lists every agreement, and is far from empty


def section(people: int) -> str:
    with TemporaryDirectory() as folder:
        home = os.environ.get("THROUGHGATE_BENCH_WORKSPACE") or folder
        environment = {
            **os.environ,
            "THROUGHGATE_HOME": home,
            "THROUGHGATE_MODE": "demonstration",
            "THROUGHGATE_TODAY": DAY.isoformat(),
        }
        _python(environment, "benchmarks.workspace.prepare", str(people))
        with _served(environment) as address:
            inside = json.loads(
                _python(environment, "benchmarks.workspace.inside").splitlines()[-1]
            )
            pages = _pages(address, people)
            importing = json.loads(
                _python(environment, "benchmarks.workspace.importing").splitlines()[-1]
            )
    return _words(people, inside, pages, importing)


def _python(environment: dict[str, str], *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *words],
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


@contextmanager
def _served(environment: dict[str, str]) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "throughgate.cli", "serve", "--port", str(port)]
    log = Path(environment["THROUGHGATE_HOME"]) / "log"
    with log.open("w") as said:
        serving = subprocess.Popen(command, env=environment, stdout=said, stderr=said)
    try:
        address = f"http://localhost:{port}"
        for _ in range(240):
            try:
                urllib.request.urlopen(f"{address}/sign-in", timeout=5).close()
                break
            except OSError:
                time.sleep(0.5)
        yield address
    finally:
        serving.terminate()
        serving.wait(60)


def _pages(address: str, people: int) -> dict[str, Answers]:
    """Each user looks at their own organisation's people; the name that is searched is another each time."""
    organisations = Size().organisations
    browsers = _signed_in(address, 1)

    def of_mine(path: str) -> Any:
        def ask(browser: Browser, turn: int) -> str:
            number = browsers.index(browser) + 1
            mine = person_id((number + organisations * turn) % people)
            return browser.get(f"/people/{mine}/{path}")

        return ask

    def find(browser: Browser, turn: int) -> str:
        words = f"{GIVEN[turn % len(GIVEN)]} {FAMILY[turn * 7 % len(FAMILY)]}"
        return browser.post("/people/find", browser.get("/people/find"), words=words)

    asked: dict[str, Any] = {
        "empty": _get(ADDRESS_EMPTY),
        **{name: _get(path) for name, path in PAGES.items()},
        **{name: of_mine(path) for name, path in OF_ONE.items()},
        "search": find,
    }
    found = {}
    for name, ask in asked.items():
        at_once(browsers, ask, each=2)
        found[name] = at_once(browsers, ask, each=EACH)
    managers = _signed_in(address, FIRST_MANAGER)  # later: thirty may sign in within a minute
    at_once(managers, asked["home"], each=2)
    found["home of a manager"] = at_once(managers, asked["home"], each=EACH)
    return found


def _signed_in(address: str, first: int) -> list[Browser]:
    browsers = [Browser(address) for _ in range(USERS)]
    for number, browser in enumerate(browsers, start=first):
        browser.sign_in(f"user{number}@bench.example", PASSWORD)
    return browsers


def _get(path: str) -> Any:
    return lambda browser, turn: browser.get(path)


def _words(
    people: int, inside: dict[str, Any], pages: dict[str, Answers], importing: dict[str, Any]
) -> str:
    empty = pages["empty"]
    rows = [
        [
            name,
            inside["queries"].get(name, "–"),
            f"{1000 * each.median:.0f} ms",
            f"{1000 * each.p95:.0f} ms",
            ratio(each.median, empty.median),
            ratio(each.p95, empty.median),
        ]
        for name, each in pages.items()
    ]
    head = ["page", "queries", "median", "p95", "median, times empty", "p95, times empty"]
    policies, search = inside["policies"], inside["search"]
    lines = [
        "## The workspace",
        f"{people:,} people, {4 * people:,} involvements, 3,000 users; {USERS} users at once, server and "
        "browsers on the same two cores. Empty: signed in, the same frame, no person.",
        table(head, rows),
        "Aims: at most 25 queries; at most 5 times an empty page at the median and 8 at p95. "
        "A search is two pages: the form and its answer.",
        f"The caseload page with the database's lock takes {ratio(policies['bound'], policies['unbound'])} "
        "times what it takes a role it does not bind (aim: under 1.3).",
    ]
    if search:
        lines.append(
            f"A name among {people:,} people: {search['milliseconds']:.1f} ms in the database "
            f"({search['statements']:.0f} statements, as the role of pages; aim: under 10 ms)."
        )
    first, again = importing["first"], importing["again"]
    lines.append(
        f"A file of 5,000 people whom nobody knew: shown after {first['preview']:.1f} s, everything in after "
        f"{first['whole']:.1f} s (aim: under 20 s). The same with 40 dates moved: {again['preview']:.1f} and "
        f"{again['whole']:.1f} s."
    )
    return "\n\n".join(lines)


if __name__ == "__main__":
    print(section(int(sys.argv[1]) if len(sys.argv) > 1 else Size().people))
