"""What the frame and the home page show of needs and assessments."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from throughgate.people.assessment import access, home, queries, reading, words
from throughgate.people.assessment.due import queries as known_of_due
from throughgate.people.assessment.models import SECTIONS, Assessment, Need
from throughgate.people.person.moves.models import KeyDate, Whereabouts
from throughgate.people.person.sentence.models import Sentence
from throughgate.people.record import frame, gathering
from throughgate.people.record.frame import Card, Line, said_by
from throughgate.people.record.gathering import gather
from throughgate.people.record.opening import Opened
from throughgate.privacy.access.home import WORKERS, ask

FEW = 5
FILL = frozenset({"practitioner", "manager", "provider_worker"})
ORDER = {"severe": 0, "standard": 1}


def register() -> None:
    gather(Assessment, Need, Whereabouts, KeyDate, Sentence)
    frame.offer("person-needs", lazy("Needs"), *SECTIONS, rank=25)
    frame.summarise(card, rank=25)
    ask(home.unsigned, rank=20, of=WORKERS)
    ask(home.to_countersign, rank=21, of=access.COUNTERSIGNS)
    ask(home.due, rank=22, of=FILL)


def card(opened: Opened) -> Card | None:
    """The present needs, the severe first; and what is late."""
    if not queries.sees_any(opened):
        return None
    rows = [row for row in gathering.rows(opened, Need) if row.last_day is None]
    rows.sort(key=_severe_first)
    present: dict[str, Need] = {}
    for row in rows:
        present.setdefault(row.code, row)
    lines = tuple(
        Line(
            reading.names([row.code], opened.today)[0],
            _severity(row),
            said_by(row.held_by.name, row.entered_on, row.source),
        )
        for row in list(present.values())[:FEW]
    )
    return Card(
        _("Needs"),
        lines,
        empty=_("No needs are on the record. They come from an assessment when it is signed."),
        late=_late(opened),
        on_href=reverse("person-needs", args=[opened.person]),
        on_words=_("All needs and assessments"),
    )


def _late(opened: Opened) -> str:
    late = [
        each for each in known_of_due.due_of(opened) if words.is_late(each.by, today=opened.today)
    ]
    if not late:
        return ""
    when = words.by_when(late[0].by, today=opened.today)
    return f"{words.kind_name(late[0].kind)}: {when}."


def _severe_first(row: Need) -> tuple[int, str]:
    return ORDER.get(row.severity, 2), row.code


def _severity(row: Need) -> str:
    return {"severe": _("Severe"), "standard": _("Standard")}.get(row.severity, _("On the record"))
