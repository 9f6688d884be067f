"""What stands around every page about a person: the header's facts, the side navigation, the overview's cards.

Each topic says here what it adds, from the area's `apps.py`; the frame knows none of them by name. All are asked with
the opened record, once a page, before anything is rendered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from throughgate.common import dates
from throughgate.people.record.band import Band
from throughgate.people.record.opening import Opened
from throughgate.privacy.access import lists
from throughgate.privacy.access.models import Post


@dataclass(frozen=True)
class Fact:
    """One fact of the header: “Where now: HMP Northgate, since 5 March 2027”."""

    label: str
    text: str
    tag: str = ""  # said as a tag, in words
    colour: str = "grey"
    href: str = ""


@dataclass(frozen=True)
class Part:
    """One entry of the side navigation: shown to whoever one of its sections is open to, where `only` agrees."""

    route: str
    words: str | Promise
    sections: tuple[str, ...]
    rank: int
    only: Callable[[Opened], bool] | None = None

    def open_to(self, opened: Opened) -> bool:
        one = any(opened.sees(section) for section in self.sections)
        return one and (self.only is None or self.only(opened))


@dataclass(frozen=True)
class Action:
    """What can be begun from every page of a person, by whoever writes in its section; `choosing` asks about whom."""

    route: str
    words: str | Promise
    section: str
    choosing: str
    choosing_words: str | Promise


@dataclass(frozen=True)
class Line:
    """A line of a card: what, its answer, and who said it when."""

    key: str
    text: str
    said: str = ""
    href: str = ""


@dataclass(frozen=True)
class Card:
    """One topic's part of the overview. Something late is said first, as a sentence."""

    title: str
    lines: tuple[Line, ...] = ()
    empty: str = ""
    late: str = ""
    on_href: str = ""
    on_words: str = ""
    band: Band | None = None


class Statement(Protocol):
    """The person's own words about something that is on their record."""

    section: str
    row: UUID | None


@dataclass(frozen=True)
class Frame:
    """The frame of one page."""

    opened: Opened
    facts: list[Fact]
    parts: list[dict[str, object]]
    actions: list[dict[str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    beside: list[Statement] = field(default_factory=list)  # what the person says of this page

    @property
    def name(self) -> str:
        return self.opened.named.name

    def said_of(self, row: UUID) -> list[Statement]:
        """What the person says of one row, to show beside it."""
        return [each for each in self.beside if each.row == row]


AskFact = Callable[[Opened], Fact | None]
AskCard = Callable[[Opened], Card | None]
AskWarning = Callable[[Opened], str]
AskBeside = Callable[[Opened], Sequence[Statement]]
FACTS: dict[AskFact, int] = {}
CARDS: dict[AskCard, int] = {}
WARNINGS: dict[AskWarning, int] = {}
PARTS: dict[str, Part] = {}
BESIDE: list[AskBeside] = []
OVERVIEW = "person"
ACTIONS: dict[str, Action] = {}


def tell(fact: AskFact, *, rank: int) -> None:
    """Have a topic asked for its fact of the header; a lower rank stands first."""
    FACTS[fact] = rank


def warn(warning: AskWarning, *, rank: int) -> None:
    """Have a topic asked for what must be said on every page of a record; nothing where it has nothing to say."""
    WARNINGS[warning] = rank


def summarise(card: AskCard, *, rank: int) -> None:
    """Have a topic asked for its card of the overview."""
    CARDS[card] = rank


def offer(
    route: str,
    words: str | Promise,
    *sections: str,
    rank: int,
    only: Callable[[Opened], bool] | None = None,
) -> None:
    """Put a page into the side navigation."""
    PARTS[route] = Part(route, words, sections, rank, only)


def set_beside(statements: AskBeside) -> None:
    """Have a topic asked for what the person says of what is on their record."""
    if statements not in BESIDE:
        BESIDE.append(statements)


def act(action: Action) -> None:
    """Have something begun in one click from every page of a person, and from the lists of people."""
    ACTIONS[action.route] = action


def begun_from_lists(post: Post | None, *, today: date) -> list[dict[str, str]]:
    """What somebody can begin who has not said about whom."""
    opens = lists.opens(post.role, today) if post else frozenset()
    return [
        {"text": str(action.choosing_words), "href": reverse(action.choosing)}
        for action in ACTIONS.values()
        if action.section in opens
    ]


def frame(opened: Opened, here: str) -> Frame:
    """The frame of the page that stands in the part of this route."""
    facts = [fact(opened) for fact in _ranked(FACTS)]
    parts = [
        {
            "text": str(part.words),
            "href": reverse(part.route, kwargs={"person": opened.person}),
            "current": part.route == here,
        }
        for part in sorted(PARTS.values(), key=lambda part: part.rank)
        if part.open_to(opened)
    ]
    warnings = [warning for ask in _ranked(WARNINGS) if (warning := ask(opened))]
    actions = [
        {"text": str(action.words), "href": reverse(action.route, kwargs={"person": opened.person})}
        for action in ACTIONS.values()
        if opened.may_write(action.section)
    ]
    return Frame(
        opened,
        [fact for fact in facts if fact],
        parts,
        actions,
        warnings,
        beside=_beside(opened, here),
    )


def _beside(opened: Opened, here: str) -> list[Statement]:
    """Of the sections of this page; on the overview, of all."""
    sections = PARTS[here].sections if here in PARTS else ()
    return [
        said
        for asked in BESIDE
        for said in asked(opened)
        if here == OVERVIEW or said.section in sections
    ]


def cards(opened: Opened) -> list[Card]:
    """The overview, whatever is late first."""
    found = [card(opened) for card in _ranked(CARDS)]
    return sorted((card for card in found if card), key=lambda card: not card.late)


def _ranked(asked: dict[Callable[[Opened], object], int] | dict) -> Iterable:  # type: ignore[type-arg]
    return sorted(asked, key=lambda each: asked[each])


def said_by(organisation: str, day: date, source: str = "") -> str:
    """Who said a thing and when, for the small grey line beneath it."""
    named = f"{organisation} ({source})" if source and source != "here" else organisation
    return f"{named}, {dates.long(day)}"


def near(day: date, today: date) -> str:
    """“Tuesday 9 March, in 4 working days”; a day that is further off has its year and no distance."""
    if not dates.is_near(day, today=today):
        return dates.long(day)
    return _("%(day)s, %(distance)s") % {
        "day": dates.weekday(day),
        "distance": _distance(day, today),
    }


def _distance(day: date, today: date) -> str:
    """In working days; in days where no working day lies between."""
    apart, working = (day - today).days, dates.working_days_until(day, today=today)
    if apart == 0:
        return _("today")
    if abs(apart) == 1:
        return _("tomorrow") if apart > 0 else _("yesterday")
    if working > 0:
        return ngettext("in %(n)s working day", "in %(n)s working days", working) % {"n": working}
    if working < 0:
        said = ngettext("%(n)s working day ago", "%(n)s working days ago", -working)
        return said % {"n": -working}
    return (_("in %(n)s days") if apart > 0 else _("%(n)s days ago")) % {"n": abs(apart)}
