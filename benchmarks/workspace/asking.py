"""Twenty users at once, each with a browser of their own, asking one kind of page for a while."""

from __future__ import annotations

import http.cookiejar
import re
import statistics
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
PersonPages = Callable[[int], Sequence[str]]


@dataclass(frozen=True)
class Answers:
    """Seconds of each answer of one kind of page."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.seconds, n=20)[-1]


class Browser:
    """One signed-in user."""

    def __init__(self, address: str) -> None:
        self.address = address
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar)

    def sign_in(self, email: str, password: str) -> None:
        page = self.get("/sign-in")
        self.post("/sign-in", page, login=email, password=password)

    def get(self, path: str) -> str:
        with self.opener.open(self.address + path, timeout=60) as answer:
            return str(answer.read().decode())

    def post(self, path: str, page: str, **fields: str) -> str:
        found = TOKEN.search(page)
        body = {"csrfmiddlewaretoken": found[1] if found else "", **fields}
        request = urllib.request.Request(
            self.address + path,
            urllib.parse.urlencode(body).encode(),
            {"Referer": self.address + path, "Origin": self.address},
        )
        with self.opener.open(request, timeout=60) as answer:
            return str(answer.read().decode())


def at_once(
    browsers: Sequence[Browser], ask: Callable[[Browser, int], object], *, each: int
) -> Answers:
    """Every browser asks `each` times, one after the other, all browsers at once."""
    seconds: list[float] = []

    def work(place: int, browser: Browser) -> None:
        for turn in range(each):
            begun = time.perf_counter()
            ask(browser, place * each + turn)
            seconds.append(time.perf_counter() - begun)

    threads = [threading.Thread(target=work, args=pair) for pair in enumerate(browsers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Answers(tuple(seconds))
