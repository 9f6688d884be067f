"""Everything that happened, from every topic of the record, each as far as the first lock lets its row through."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from throughgate.common.values import load
from throughgate.people.assessment.models import Assessment, Need
from throughgate.people.assessment.reading import names as need_names
from throughgate.people.assessment.words import kind_name
from throughgate.people.person.models import Entry
from throughgate.people.person.moves import queries as moves
from throughgate.people.person.moves.shown import words_of
from throughgate.people.person.notes import plain
from throughgate.people.person.notes.models import Note
from throughgate.people.person.sentence import queries as sentences
from throughgate.people.record.frame import near, said_by
from throughgate.people.record.gathering import rows as gathered
from throughgate.people.record.opening import Opened
from throughgate.people.release.essentials import rules as essentials
from throughgate.people.release.essentials.models import Essential
from throughgate.people.release.milestones import rules as milestones
from throughgate.people.release.milestones.models import Milestone
from throughgate.people.sharing.why import purpose
from throughgate.people.timeline import queries
from throughgate.people.timeline.planned import planned
from throughgate.people.timeline.rules import Happened

SHORT = 300  # characters of a note


def everything(opened: Opened) -> list[Happened]:
    """All but the notes, which come a page at a time."""
    return [
        *(_places(opened) if opened.sees("place") else ()),
        *(_sentences(opened) if opened.sees("sentence") else ()),
        *_involved(opened),
        *_assessed(opened),
        *_needed(opened),
        *planned(opened),
        *_essentials(opened),
        *_milestones(opened),
    ]


def _of(row: Entry, day: date, what: str, route: str, **more: Any) -> Happened:
    return Happened(
        day,
        what,
        row.held_by_id,
        row.held_by.name,
        said_by(row.held_by.name, row.entered_on, row.source),
        href=reverse(route, args=[row.person_id]),
        **more,
    )


def _places(opened: Opened) -> Iterator[Happened]:
    for row in moves.whereabouts(opened):
        yield _of(row, row.first_day, words_of(row), "person-place")
        if row.last_day:
            yield _of(
                row, row.last_day, _("Over: %(what)s") % {"what": words_of(row)}, "person-place"
            )
    called = load("throughgate.people.person.moves")["dates"].latest
    for given in moves.key_dates(opened):
        what = _("A date was given. %(what)s: %(day)s") % {
            "what": called.get(given.kind, given.kind),
            "day": near(given.day, opened.today),
        }
        yield _of(given, given.entered_on, what, "person-place")


def _sentences(opened: Opened) -> Iterator[Happened]:
    called = load("throughgate.people.person.sentence")["kinds"].latest
    for row in opened.once(sentences.sentences):
        name = called.get(row.kind, row.kind)
        yield _of(row, row.imposed_on, _("Sentence: %(what)s") % {"what": name}, "person-sentence")
        if row.ended_on:
            over = _("Sentence over: %(what)s") % {"what": name}
            yield _of(row, row.ended_on, over, "person-sentence")


def _involved(opened: Opened) -> Iterator[Happened]:
    href = reverse("person-sharing", args=[opened.person]) if opened.sees("sharing") else ""
    for row in queries.involvements(opened):
        name, why = row.organisation.name, purpose(opened, row)
        days = [(row.first_day, _("%(name)s began to work with them"))]
        if row.last_day and row.last_day < opened.today:
            days.append((row.last_day, _("%(name)s no longer works with them")))
        for day, words in days:
            what = words % {"name": name}
            yield Happened(day, what, row.organisation_id, name, why, href=href)


def _assessed(opened: Opened) -> Iterator[Happened]:
    for row in gathered(opened, Assessment):
        if row.signed_on:
            what = _("Assessment signed: %(kind)s") % {"kind": kind_name(row.kind)}
            yield _of(row, row.signed_on, what, "person-needs")


def _needed(opened: Opened) -> Iterator[Happened]:
    for row in gathered(opened, Need):
        name = need_names([row.code], opened.today)[0]
        about = {"pathway": row.pathway}
        yield _of(row, row.first_day, _("Need: %(what)s") % {"what": name}, "person-needs", **about)
        if row.last_day:
            over = _("No longer a need: %(what)s") % {"what": name}
            yield _of(row, row.last_day, over, "person-needs", **about)


def _essentials(opened: Opened) -> Iterator[Happened]:
    states = load(essentials.PACKAGE)["states"].latest
    for row in gathered(opened, Essential):
        known = essentials.essential(row.code, today=opened.today)
        if known:
            what = f"{known.name}: {states[row.state].lower()}"
            more = {"pathway": _pathway(row.section), "detail": row.words}
            yield _of(row, row.entered_on, what, "person-release", **more)


def _milestones(opened: Opened) -> Iterator[Happened]:
    for row in gathered(opened, Milestone):
        asked = milestones.aspect(row.aspect, today=opened.today)
        if asked:
            answer = asked.answers.get(row.answer, row.answer).lower()
            what = f"{milestones.name_of(row.code)}. {asked.name}: {answer}"
            more = {"pathway": _pathway(row.section), "detail": row.words}
            yield _of(row, row.entered_on, what, "person-release", **more)


def _pathway(section: str) -> str:
    return section.removeprefix("needs:") if section.startswith("needs:") else ""


def of_note(opened: Opened, note: Note) -> Happened:
    _heading, words = plain.parts_of(note)[0]
    return Happened(
        queries.day_of(note),
        _("Note"),
        note.held_by_id,
        note.held_by.name,
        plain.writer(note),
        note.pathway,
        Truncator(words).chars(SHORT),
        reverse("person-note", args=[opened.person, note.pk]),
    )
