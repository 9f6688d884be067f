"""Who corrects a note: whoever wrote it. Everybody else reads it, and writes a note of their own."""

from __future__ import annotations

from throughgate.people.involvement.access import Refused
from throughgate.people.person.models import Entry
from throughgate.people.person.notes.models import Note
from throughgate.privacy.access.models import User


def check_correct(user: User, note: Note) -> None:
    if note.source != Entry.HERE:
        raise Refused(
            f"This note came from {note.source}: it is corrected there. Write a note of your own beside it."
        )
    if note.entered_by_id != user.pk:
        raise Refused(
            "Only its writer corrects a note. Write a note of your own that says what is wrong in it, "
            "or ask the writer."
        )


def may_correct(user: User, note: Note) -> bool:
    try:
        check_correct(user, note)
    except Refused:
        return False
    return True
