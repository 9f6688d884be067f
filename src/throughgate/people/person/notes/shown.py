"""What pages show of notes: in the list, in the frame, on the overview, on the home page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from throughgate.common import dates
from throughgate.common.pathways import pathways
from throughgate.people.person.notes import plain, queries
from throughgate.people.person.notes.forms import SEEN_BY
from throughgate.people.person.notes.models import Note
from throughgate.people.person.notes.queries import Filter, Holders
from throughgate.people.person.notes.rules import Seen
from throughgate.people.record import frame
from throughgate.people.record.frame import Action, Card, Line
from throughgate.people.record.opening import Opened
from throughgate.privacy.access import home, lists
from throughgate.privacy.access.home import Group, Row
from throughgate.privacy.access.models import Post, User

FEW, SHORT, SHORTER = 3, 700, 160  # notes of a card; characters of a box in a list, on a card


@dataclass(frozen=True)
class Noted:
    """A note as a page shows it."""

    row: Note
    parts: list[tuple[str, str]]
    cut: bool
    about: str
    writer: str
    seen_by: str  # said where fewer than usual may


def register() -> None:
    frame.offer("person-notes", lazy("Notes"), "notes", "health", rank=60)
    frame.summarise(card, rank=60)
    frame.act(
        Action(
            "add-note", lazy("Write a note"), "notes", "choose-note", lazy("Write a note about …")
        )
    )
    home.ask(write_one, rank=90)


def noted(note: Note, *, short: bool = True) -> Noted:
    parts = plain.parts_of(note)
    cut = short and any(len(words) > SHORT for _heading, words in parts)
    if cut:
        parts = [(heading, Truncator(words).chars(SHORT)) for heading, words in parts]
    seen = Seen(note.seen_by)
    usual = seen is Seen.FLOWS
    return Noted(
        note, parts, cut, plain.about(note), plain.writer(note), "" if usual else str(SEEN_BY[seen])
    )


def asked_of(given: Mapping[str, Any], *, today: date) -> tuple[Filter, int]:
    """Which notes and which page an address asks for; what makes no sense asks for nothing."""
    organisation, page = given.get("organisation", ""), given.get("page", "")
    pathway, known = given.get("pathway", ""), {each.code for each in pathways(today)}
    return (
        Filter(
            pathway=pathway if pathway in known else "",
            organisation=_number(organisation),
        ),
        _number(page) or 1,
    )


def of_filter(asked: Filter, seen: Holders, opened: Opened) -> dict[str, Any]:
    """The filter's choices."""
    organisations = dict(sorted(((held_by, name) for (_, held_by), name in seen.items())))
    return {
        "asked": asked,
        "organisations": sorted(organisations.items(), key=lambda each: each[1]),
        "pathways": [(each.code, each.name) for each in pathways(opened.today)],
        "may_write": opened.may_write("notes"),
    }


def card(opened: Opened) -> Card | None:
    if not (opened.sees("notes") or opened.sees("health")):
        return None
    lines = tuple(_line(opened, each) for each in queries.newest(opened, few=FEW))
    return Card(
        _("Notes"),
        lines,
        empty=_("Nobody has written a note yet, or none flows to your organisation."),
        on_href=reverse("person-notes", args=[opened.person]),
        on_words=_("All notes"),
    )


def write_one(user: User, post: Post, today: date, now: datetime) -> Group | None:
    """From the home page, in two clicks."""
    if "notes" not in lists.opens(post.role, today):
        return None
    return Group(_("Notes"), (Row(_("Write a note about …"), reverse("choose-note")),))


def _line(opened: Opened, note: Note) -> Line:
    _heading, words = plain.parts_of(note)[0]
    return Line(
        dates.long(note.written_at.astimezone(dates.LONDON).date()),
        Truncator(words).chars(SHORTER),
        plain.writer(note),
        reverse("person-note", args=[opened.person, note.pk]),
    )


def _number(text: str) -> int | None:
    """A number that an address can mean."""
    return int(text) if text.isdecimal() and 0 < len(text) < 9 and int(text) else None
