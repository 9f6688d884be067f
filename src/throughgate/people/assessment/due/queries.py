"""What is known of people that decides which assessment is due: where they are, what is to come, what was signed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from throughgate.people.assessment.due.rules import Due, Known, due, offered, sentence_days
from throughgate.people.assessment.models import Assessment
from throughgate.people.assessment.queries import OPEN, SIGNED, sees_any
from throughgate.people.assessment.rules import Kind
from throughgate.people.person.models import Entry
from throughgate.people.person.moves.models import KeyDate, Whereabouts
from throughgate.people.person.moves.queries import stays
from throughgate.people.person.moves.rules import Place, came_inside
from throughgate.people.person.sentence.models import Sentence
from throughgate.people.record import gathering
from throughgate.people.record.opening import Opened
from throughgate.privacy.access.kinds import Kind as Organised
from throughgate.privacy.access.prepared import Asked, Prepared, read

# As the topic above shows them: the first of these that a source gave.
RELEASES = (
    "confirmed_release",
    "actual_parole",
    "home_detention_curfew",
    "conditional_release",
    "automatic_release",
)
ENDS = ("licence_ends", "order_ends")
# Who carries out the sentence assesses at its turns. Others see a part of what was done, or nothing, and when there is
# a reason they may start one; what they sign of their own pathway does not stand for the whole.
ASSESS = frozenset(
    {Organised.PRISON.value, Organised.PROBATION.value, Organised.YOUTH_JUSTICE.value}
)
Row = TypeVar("Row", bound=Entry)


def due_of(opened: Opened) -> tuple[Due, ...]:
    """What is due of the reader’s organisation."""
    return due(known(opened), today=opened.today) if opened.who.kind in ASSESS else ()


def offered_to(opened: Opened) -> Kind:
    """The kind that is chosen when they start one."""
    asked = opened.who.kind in ASSESS
    return offered(known(opened), today=opened.today) if asked else Kind.REVIEW


def known(opened: Opened) -> Known:
    """Of one person, as far as the reader may know."""
    signed = {}
    for row in gathering.rows(opened, Assessment, "signed_on"):
        if row.state in SIGNED and row.signed_on and row.held_by.kind in ASSESS:
            signed[Kind(row.kind)] = row.signed_on
    places = gathering.rows(opened, Whereabouts)
    sentences = [row for row in gathering.rows(opened, Sentence) if row.ended_on is None]
    return _known(opened, places, gathering.rows(opened, KeyDate), sentences, signed)


def known_of(several: Collection[Opened]) -> tuple[dict[UUID, Known], dict[UUID, set[str]]]:
    """Of several people, and which kinds are begun and not signed, in one query whatever their number."""
    people = {each.person: each for each in several}
    asked = [question.asked(people=list(people)) for question in KNOWN_OF]
    of_places, of_dates, of_sentences, of_signed, of_open = read(asked)
    places, dates, sentences = (_seen(people, s) for s in (of_places, of_dates, of_sentences))
    signed = _signed(people, of_signed)
    begun: dict[UUID, set[str]] = defaultdict(set)
    for row in of_open:
        if sees_any(people[row.person_id], row.held_by_id):
            begun[row.person_id].add(row.kind)
    known = {
        person: _known(opened, places[person], dates[person], sentences[person], signed[person])
        for person, opened in people.items()
    }
    return known, begun


def _known_of() -> list[Callable[[], QuerySet[Any]]]:
    about, who = {"person__any": Asked("people")}, ("person", "held_by")
    return [
        # Where they are and were: what came between two stays says whether they are one.
        lambda: Whereabouts.objects.filter(**about).only(*who, "kind", "first_day", "last_day"),
        lambda: KeyDate.objects.filter(**about).only(*who, "kind", "day"),
        lambda: Sentence.objects.filter(**about, ended_on=None).only(
            *who, "imposed_on", "length", "unit"
        ),
        lambda: Assessment.objects.filter(**about, state__in=SIGNED, held_by__kind__in=ASSESS).only(
            *who, "kind", "signed_on"
        ),
        lambda: Assessment.objects.filter(**about, state__in=OPEN).only(*who, "kind"),
    ]


KNOWN_OF = [Prepared(rows) for rows in _known_of()]


def _known(
    opened: Opened,
    places: list[Whereabouts],
    dates: list[KeyDate],
    sentences: list[Sentence],
    signed: dict[Kind, date],
) -> Known:
    own = opened.who.organisation
    now = [row for row in places if row.last_day is None]
    there = max(now, key=lambda row: (row.held_by_id == own, row.first_day), default=None)
    last = max(sentences, key=lambda row: (row.imposed_on, row.held_by_id == own), default=None)
    return Known(
        place=Place(there.kind) if there else None,
        since=there.first_day if there else None,
        received=_received(there, places),
        sentence_days=sentence_days(last.length, last.unit) if last else None,
        release=_first(dates, RELEASES),
        ends=_first(dates, ENDS),
        signed=signed,
    )


def _received(there: Whereabouts | None, places: list[Whereabouts]) -> date | None:
    """When the stay began of whoever is inside, over several prisons and hospital."""
    return came_inside(stays([there])[0], stays(places)) if there else None


def _first(dates: list[KeyDate], kinds: Iterable[str]) -> date | None:
    """The kind that counts most, as its source gives it; of several, the earliest."""
    for kind in kinds:
        found = [row.day for row in dates if row.kind == kind]
        if found:
            return min(found)
    return None


def _seen(people: dict[UUID, Opened], rows: Iterable[Row]) -> dict[UUID, list[Row]]:
    found: dict[UUID, list[Row]] = defaultdict(list)
    for row in rows:
        if people[row.person_id].sees(row.in_section(), row.held_by_id):
            found[row.person_id].append(row)
    return found


def _signed(people: dict[UUID, Opened], rows: Iterable[Assessment]) -> dict[UUID, dict[Kind, date]]:
    """When each kind was last signed, by any that assesses and that the reader may know of."""
    found: dict[UUID, dict[Kind, date]] = defaultdict(dict)
    for row in sorted(rows, key=lambda row: row.signed_on or date.min):
        if sees_any(people[row.person_id], row.held_by_id) and row.signed_on:
            found[row.person_id][Kind(row.kind)] = row.signed_on
    return found
