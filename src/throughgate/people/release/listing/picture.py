"""The picture of the list: twelve weeks as columns, people as rows, essentials as small squares in the week of release."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from throughgate.people.release import readiness
from throughgate.people.release.essentials.rules import Readiness, essentials
from throughgate.people.release.listing.queries import Line
from throughgate.people.release.listing.rules import WEEK, WEEKS, week

SIDE, STEP, A_ROW = 7, 9, 7  # of a square; from one to the next; squares beside each other
NAMES, COLUMN, HEAD, ROW = 182, 66, 34, 28


@dataclass(frozen=True)
class Squares:
    """The essentials of one person that are drawn alike. drawn: how, late ones with a thick edge; path: where."""

    drawn: str
    path: str


@dataclass(frozen=True)
class Drawn:
    """One person's row; words: how many are ready."""

    y: int
    name: str
    squares: tuple[Squares, ...]
    words: str


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
    short = name if len(name) <= 20 else name[:19] + "…"
    of = readiness.counted(line.ready)
    said = _("%(ready)s of %(of)s ready.") % of if of["of"] else line.words
    return Drawn(y, short, squares(line.ready, today, x, y + 5), said)


def order(today: date) -> list[str]:
    """Which square is which: the names of the essentials, seven in a row. One not open to the reader leaves a gap."""
    return [each.name for each in essentials(today)]


def squares(ready: Sequence[Readiness], today: date, x: int = 1, y: int = 1) -> tuple[Squares, ...]:
    """Each at its place in the list, seven in a row; all that are drawn alike in one path."""
    paths: dict[str, str] = defaultdict(str)
    places = {each.code: n for n, each in enumerate(essentials(today))}
    for each in ready:
        n = places[each.essential.code]
        drawn = f"app-square--{readiness.shown_as(each).replace('_', '-')}"
        corner = f"M{x + n % A_ROW * STEP} {y + n // A_ROW * STEP}"
        paths[f"{drawn} app-square--late" if each.late else drawn] += (
            f"{corner}h{SIDE}v{SIDE}h-{SIDE}z"
        )
    return tuple(Squares(drawn, path) for drawn, path in paths.items())


def _short(day: date) -> str:
    return f"{day.day} {day:%b}"
