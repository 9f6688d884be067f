"""What is asked for the timeline beside what the frame has read already: who was involved, and notes a page at a time."""

from __future__ import annotations

from datetime import date

from throughgate.common import dates
from throughgate.people.involvement.models import Involvement
from throughgate.people.person.notes import queries as notes
from throughgate.people.person.notes.models import Note
from throughgate.people.record.opening import Opened
from throughgate.people.sharing.queries import ever_involved


def involvements(opened: Opened) -> list[Involvement]:
    """Of every organisation that the reader may know about, those that are over too; the earliest first."""
    return [row for row in opened.once(ever_involved) if row.first_day <= opened.today]


def page_of_notes(
    opened: Opened, seen: notes.Holders, asked: notes.Filter, *, page: int
) -> tuple[list[Note], date | None, date | None]:
    """The notes of a page; the day of its last where there are more; the day of the last of the page before."""
    found, more, before = notes.page_and_before(opened, seen, asked, page=page)
    after = day_of(found[-1]) if found and more else None
    return found, after, day_of(before) if before else None


def day_of(note: Note) -> date:
    return note.written_at.astimezone(dates.LONDON).date()
