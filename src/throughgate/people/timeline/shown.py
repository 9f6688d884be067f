"""What the frame shows of the timeline: its part, and the band of time on the overview."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from throughgate.common.pathways import pathways
from throughgate.people.person.notes import queries as notes
from throughgate.people.person.notes.queries import Holders
from throughgate.people.record import frame
from throughgate.people.record.band import draw
from throughgate.people.record.frame import Card
from throughgate.people.record.opening import Opened
from throughgate.people.timeline import queries, rules, spans
from throughgate.people.timeline.happened import everything, of_note
from throughgate.people.timeline.rules import Filter

WHO = "identity"  # whoever is told who somebody is; a mentor is not, nor who else works with them


def register() -> None:
    frame.offer("person-timeline", lazy("Timeline"), WHO, rank=75)
    frame.summarise(card, rank=5)


def card(opened: Opened) -> Card | None:
    drawn = draw(spans.spans(opened), today=opened.today) if opened.sees(WHO) else None
    if drawn is None:
        return None
    return Card(
        _("Over time"),
        band=drawn,
        on_href=reverse("person-timeline", args=[opened.person]),
        on_words=_("Everything in order"),
    )


def page(opened: Opened, asked: Filter, *, page: int) -> dict[str, Any]:
    """A page of everything, the newest first, and the choices of its filter."""
    sees_notes = opened.sees("notes") or opened.sees("health")
    seen: Holders = notes.holders(opened) if sees_notes else {}
    of_notes = notes.Filter(asked.pathway, asked.organisation)
    found, after, until = queries.page_of_notes(opened, seen, of_notes, page=page)
    events = everything(opened)
    others = rules.between(rules.wanted(events, asked), after=after, until=until)
    ended = page > 1 and until is None  # an address of a page that is not there
    listed = [] if ended else [*(of_note(opened, note) for note in found), *others]
    listed.sort(key=lambda each: each.day, reverse=True)
    return {
        "over_time": draw(spans.spans(opened), today=opened.today),
        "events": listed,
        "more": after is not None,
        "page": page,
        "asked": asked,
        "pathways": [(each.code, each.name) for each in pathways(opened.today)],
        "agencies": _agencies(events, seen),
    }


def _agencies(events: list[rules.Happened], seen: Holders) -> list[tuple[int, str]]:
    found = {each.organisation: each.agency for each in events}
    found |= {held_by: name for (_section, held_by), name in seen.items()}
    return sorted(found.items(), key=lambda each: each[1])


def asked_of(given: Mapping[str, str], opened: Opened) -> tuple[Filter, int]:
    """What an address asks for; what makes no sense asks for nothing."""
    known = {each.code for each in pathways(opened.today)}
    pathway = given.get("pathway", "")
    return (
        Filter(pathway if pathway in known else "", _number(given.get("organisation", ""))),
        _number(given.get("page", "")) or 1,
    )


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and 0 < len(text) < 9 and int(text) else None
