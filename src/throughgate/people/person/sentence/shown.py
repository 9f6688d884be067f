"""What the frame shows of sentences: the ones that go on, short ones in words."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from throughgate.common import dates
from throughgate.common.values import load
from throughgate.people.person.sentence import queries, rules
from throughgate.people.person.sentence.models import Condition, Sentence
from throughgate.people.record import frame
from throughgate.people.record.frame import Card, Line, said_by
from throughgate.people.record.gathering import gather
from throughgate.people.record.opening import Opened


def register() -> None:
    gather(Sentence, Condition)
    frame.offer("person-sentence", lazy("Sentence and conditions"), "sentence", rank=40)
    frame.summarise(card, rank=40)


def card(opened: Opened) -> Card | None:
    if not opened.sees("sentence"):
        return None
    going_on = [row for row in opened.once(queries.sentences) if row.ended_on is None]
    return Card(
        _("Sentence and conditions"),
        _lines(opened, going_on),
        empty=_("No sentence that goes on is entered, or none flows to your organisation."),
        on_href=reverse("person-sentence", args=[opened.person]),
        on_words=_("Sentences, conditions and dates"),
    )


def length(row: Sentence) -> str:
    """“6 months”; nothing where none was given."""
    units = load("throughgate.people.person.sentence")["units"].latest
    return f"{row.length:,} {units[row.unit]}" if row.length else ""


def _lines(opened: Opened, rows: list[Sentence]) -> tuple[Line, ...]:
    """The same sentence, said by two, is one line."""
    found: dict[tuple[str, str], Line] = {}
    for row in rows:
        line = _line(opened, row)
        found.setdefault((line.key, line.text), line)
    return tuple(found.values())


def _line(opened: Opened, row: Sentence) -> Line:
    kinds = load("throughgate.people.person.sentence")["kinds"].latest
    short = rules.is_short(row.kind, row.length, row.unit, today=opened.today)
    parts = [length(row), _("short sentence") if short else ""]
    since = _("imposed on %(day)s") % {"day": dates.long(row.imposed_on)}
    text = ", ".join(part for part in (*parts, since) if part)
    said = said_by(row.held_by.name, row.entered_on, row.source)
    return Line(kinds.get(row.kind, row.kind), text[0].upper() + text[1:], said)
