"""The band of time: where somebody was and what went on beside it, as bars on one scale. The template draws it.

Bars are in percent of the width and words in their own size, so that it is read at any width and on paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from throughgate.common import dates

LANE, BAR, TOP, FOOT = 36, 14, 4, 22
MARKS = (1, 2, 5, 10)  # years between the marks of the scale
MOST_MARKS = 5
NARROWEST = 0.6  # percent: a day must still be seen


@dataclass(frozen=True)
class Span:
    """Something that lasted: in which lane, from when, until when. shade: how its bar is drawn, beside its words."""

    lane: str
    words: str
    first: date
    last: date | None
    shade: str


@dataclass(frozen=True)
class Bar:
    """One bar, in percent across and points down."""

    x: float
    width: float
    y: int
    shade: str
    words: str


@dataclass(frozen=True)
class Band:
    """What the template draws, and the same in words."""

    height: int
    lanes: tuple[tuple[int, str], ...]
    bars: tuple[Bar, ...]
    marks: tuple[tuple[float, str], ...]
    now: float
    words: tuple[str, ...]


def draw(spans: Sequence[Span], *, today: date) -> Band | None:
    """Lanes in the order in which they are first met; None where nothing lasted."""
    if not spans:
        return None
    first = min(span.first for span in spans)
    last = max([today, *(span.last for span in spans if span.last)])
    scale = _Scale(first, max((last - first).days, 1))
    named = list(dict.fromkeys(span.lane for span in spans))
    places = {lane: TOP + n * LANE for n, lane in enumerate(named)}
    return Band(
        TOP + len(named) * LANE + FOOT,
        tuple((places[lane] + 13, lane) for lane in named),
        tuple(_bar(span, places[span.lane], scale, today) for span in spans),
        tuple(scale.marks(first, last)),
        scale.at(today),
        tuple(said(span) for span in spans),
    )


@dataclass(frozen=True)
class _Scale:
    first: date
    days: int

    def at(self, day: date) -> float:
        return round(100 * (day - self.first).days / self.days, 2)

    def marks(self, first: date, last: date) -> Iterable[tuple[float, str]]:
        years = last.year - first.year
        step = next((each for each in MARKS if years / each <= MOST_MARKS), MARKS[-1])
        for year in range(first.year + 1, last.year + 1, step):
            yield self.at(date(year, 1, 1)), str(year)


def _bar(span: Span, y: int, scale: _Scale, today: date) -> Bar:
    x = scale.at(span.first)
    width = max(scale.at(span.last or max(today, span.first)) - x, NARROWEST)
    return Bar(min(x, 100 - width), round(width, 2), y + 17, span.shade, said(span))


def said(span: Span) -> str:
    """“In prison – HMP Northgate: 5 March 2027 to 9 April 2027”."""
    until = dates.long(span.last) if span.last else _("now")
    return _("%(what)s: %(first)s to %(last)s") % {
        "what": span.words,
        "first": dates.long(span.first),
        "last": until,
    }
