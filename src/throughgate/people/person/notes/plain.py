"""A note as plain text, for the note box of another system."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from throughgate.common import dates
from throughgate.common.pathways import pathways
from throughgate.people.person.notes import rules
from throughgate.people.person.notes.models import Note


def parts_of(note: Note) -> list[tuple[str, str]]:
    """Heading and words of each box that has some."""
    boxes = [
        (_("What happened"), note.happened),
        (_("What they said"), note.person_said),
        (_("View of the writer"), note.my_view),
    ]
    return [(heading, words) for heading, words in boxes if words]


def about(note: Note) -> str:
    """The pathway in words; nothing where there is none."""
    named = {each.code: each.name for each in pathways(note.entered_on)}
    return named.get(note.pathway, note.pathway)


def writer(note: Note) -> str:
    """Whose note it is."""
    organisation = note.held_by.name
    return f"{note.entered_by} ({organisation})" if note.entered_by else organisation


def text(note: Note) -> str:
    """The whole note, with its day and writer."""
    lines = [
        _("Note of %(when)s by %(who)s") % {"when": _minute(note.written_at), "who": writer(note)}
    ]
    if about(note):
        lines.append(_("About: %(what)s") % {"what": about(note)})
    if note.corrected:
        lines.append(_("Corrected on %(day)s") % {"day": dates.long(note.entered_on)})
    body = [f"{heading}:\n{words}" for heading, words in parts_of(note)]
    return "\n\n".join(["\n".join(lines), *body])


def pieces(note: Note) -> list[str]:
    """The text in pieces for a box of 4,000 characters; where there are several, each says which it is."""
    found = rules.pieces(text(note), longest=rules.longest_piece())
    if len(found) == 1:
        return list(found)
    return [
        _("Part %(number)s of %(count)s, note of %(when)s")
        % {
            "number": number,
            "count": len(found),
            "when": f"{_local(note.written_at):%d/%m/%Y %H:%M}",
        }
        + f"\n{piece}"
        for number, piece in enumerate(found, start=1)
    ]


def _minute(moment: datetime) -> str:
    local = _local(moment)
    return f"{dates.long(local.date())}, {local:%H:%M}"


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment, dates.LONDON)
