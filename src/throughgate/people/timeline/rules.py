"""What happened, in order: the newest first, filtered, and a page of it between two moments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Happened:
    """One thing on a day, as one organisation has it. said: its small grey line; href: where it is read in full."""

    day: date
    what: str
    organisation: int
    agency: str
    said: str
    pathway: str = ""
    detail: str = ""
    href: str = ""


@dataclass(frozen=True)
class Filter:
    """Which of them are asked for; empty: all."""

    pathway: str = ""
    organisation: int | None = None


def wanted(events: Iterable[Happened], asked: Filter) -> list[Happened]:
    return [
        each
        for each in events
        if asked.pathway in ("", each.pathway) and asked.organisation in (None, each.organisation)
    ]


def between(
    events: Iterable[Happened], *, after: date | None, until: date | None
) -> list[Happened]:
    """The newest first. Notes come a page at a time: other things stand on the page of the notes of their days.

    until: the day of the last note of the page before; after: the day of this page's last note, where there are more.
    """
    found = [
        each
        for each in events
        if (until is None or each.day <= until) and (after is None or each.day > after)
    ]
    return sorted(found, key=lambda each: each.day, reverse=True)
