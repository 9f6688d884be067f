"""When the end of a sentence becomes known, what manages it ends with it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.transaction import atomic
from procrastinate.contrib.django import app

from throughgate.people.involvement.ending import changes as involvement
from throughgate.people.person.sentence import queries
from throughgate.people.record.events import OfRow
from throughgate.privacy.access.models import User

TELLS_OF_AN_END = {"Sentence", "KeyDate"}


def look_for_end(*, event: OfRow, by: User | None) -> None:
    """Heard of every row: one that can tell of an end has a job look, since the job sees what every organisation has."""
    if event.table in TELLS_OF_AN_END and event.person is not None:
        lock = f"sentence-{event.person}"
        configured = app.configure_task("sentence.look_for_end", lock=lock)
        configured.defer(person=str(event.person))


@atomic
def end_what_manages_it(*, person: UUID, by: User | None, today: date) -> int:
    """Let the involvements for managing somebody's sentences end with the last of them, whoever's they are. Returns how
    many have another last day now."""
    ends, known = queries.when_it_ends(person, today=today)
    if not known:
        return 0
    return involvement.end_with_sentence(person=person, sentence_ends=ends, by=by, today=today)
