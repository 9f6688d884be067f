"""What the frame shows of who somebody is: the language they are met in, and what to know before meeting them."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from throughgate.people.person.details import queries
from throughgate.people.person.details.pages import ANY, HERE
from throughgate.people.person.facts import words
from throughgate.people.person.facts.kinds import Kind
from throughgate.people.person.facts.models import Fact
from throughgate.people.person.identifiers.models import Identifier
from throughgate.people.person.models import Identity
from throughgate.people.person.names.models import Alias
from throughgate.people.record import frame
from throughgate.people.record.frame import Card, Line, said_by
from throughgate.people.record.frame import Fact as Told
from throughgate.people.record.gathering import gather
from throughgate.people.record.opening import Opened

NEEDED = ("yes", "sign")


def register() -> None:
    gather(Identity, Alias, Identifier, Fact)
    frame.offer(HERE, lazy("Who they are"), *ANY, rank=10)
    frame.tell(language, rank=30)
    frame.summarise(card, rank=30)


def language(opened: Opened) -> Told | None:
    """In which language somebody is met, and with whose help; nothing where English does."""
    spoken, helped = _first(opened, Kind.LANGUAGE), _first(opened, Kind.INTERPRETER)
    text = words.said(spoken) if spoken and spoken.value != "english" else ""
    needs = words.said(helped) if helped and helped.value in NEEDED else ""
    if not text and not needs:
        return None
    tag = _("Interpreter: %(said)s") % {"said": needs.lower()} if needs else ""
    return Told(_("Language"), text or _("not said"), tag, "blue")


def card(opened: Opened) -> Card | None:
    if not any(opened.sees(section) for section in ANY):
        return None
    lines = [_name(row) for row in opened.once(queries.other_names)]
    lines += _to_know(opened)
    return Card(
        _("Who they are"),
        tuple(lines),
        empty=_("Nobody has entered anything that you must know before you meet them."),
        on_href=reverse(HERE, args=[opened.person]),
        on_words=_("All about who they are"),
    )


def _first(opened: Opened, kind: Kind) -> Fact | None:
    rows = [row for row in opened.once(queries.facts) if row.kind == kind]
    return rows[0] if rows and words.tells_something(rows[0]) else None


def _name(row: Alias) -> Line:
    kinds = {"known_as": _("Likes to be called"), "earlier": _("Earlier name")}
    said = said_by(row.held_by.name, row.entered_on, row.source)
    return Line(kinds.get(row.kind, _("Another name")), str(row), said)


def _to_know(opened: Opened) -> list[Line]:
    """One line for each thing said, whoever else says the same."""
    found: dict[tuple[str, str], Line] = {}
    for kind in words.BEFORE_MEETING:
        for row in opened.once(queries.facts):
            if row.kind == kind and words.tells_something(row):
                found.setdefault((kind, words.said(row)), _line(kind, row))
    return list(found.values())


def _line(kind: Kind, row: Fact) -> Line:
    said = said_by(row.held_by.name, row.entered_on, row.source)
    return Line(words.of(kind)["name"], words.said(row), said)
