"""The picture of the list: twelve weeks as columns, people as rows, essentials as small squares in the week of release."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from throughgate.common.values import load
from throughgate.people.release.essentials import rules as essentials
from throughgate.people.release.essentials.rules import Readiness
from throughgate.people.release.listing.queries import Line
from throughgate.people.release.listing.rules import WEEK, WEEKS, week

SIDE, STEP, A_ROW = 7, 9, 7  # of a square; from one to the next; squares beside each other
NAMES, COLUMN, HEAD, ROW = 182, 66, 34, 28


@dataclass(frozen=True)
class Square:
    """One essential. state: how it is drawn; late: with a thick edge."""

    x: int
    y: int
    state: str
    late: bool
    words: str


@dataclass(frozen=True)
class Drawn:
    """One person's row."""

    y: int
    name: str
    squares: tuple[Square, ...]


@dataclass(frozen=True)
class Picture:
    """All of it, with its columns and their first days."""

    width: int
    height: int
    columns: tuple[tuple[int, str], ...]
    rows: tuple[Drawn, ...]


def picture(lines: Sequence[Line], *, today: date) -> Picture:
    columns = tuple((NAMES + n * COLUMN, _short(today + n * WEEK)) for n in range(WEEKS))
    rows = tuple(_row(line, HEAD + n * ROW, today) for n, line in enumerate(lines))
    return Picture(NAMES + WEEKS * COLUMN, HEAD + len(rows) * ROW, columns, rows)


def _row(line: Line, y: int, today: date) -> Drawn:
    x = NAMES + week(line.day, today=today) * COLUMN + 2
    name = line.name or _("Somebody")
    return Drawn(y, name if len(name) <= 20 else name[:19] + "…", squares(line.ready, x, y + 5))


def squares(ready: Sequence[Readiness], x: int = 1, y: int = 1) -> tuple[Square, ...]:
    """In the order of the list, seven in a row."""
    called = load(essentials.PACKAGE)["states"].latest
    return tuple(
        Square(
            x + n % A_ROW * STEP,
            y + n // A_ROW * STEP,
            each.state.value,
            each.late,
            f"{each.essential.name}: {called[each.state].lower()}",
        )
        for n, each in enumerate(ready)
    )


def _short(day: date) -> str:
    return f"{day.day} {day:%b}"
