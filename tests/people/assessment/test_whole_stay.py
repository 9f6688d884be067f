"""Somebody in custody who goes to another prison or to hospital, and comes back, is in one stay: received once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.making import making
from tests.people.assessment.world import NOW, TODAY, World
from throughgate.people.assessment.due import queries
from throughgate.people.assessment.due.rules import Known, due
from throughgate.people.person.moves.models import Whereabouts
from throughgate.people.person.moves.rules import (
    ALLOWED,
    ESTABLISHMENT,
    INSIDE,
    Place,
    Stay,
    came_inside,
)
from throughgate.people.record.opening import open_record
from throughgate.people.release.queries import inside_since, released_on
from throughgate.privacy.access.sight import seeing

FIRST, DAY = date(2027, 3, 1), timedelta(days=1)

# Where they were, each from a day of March to the day on which they left; the last goes on. Then when they were received.
SPEC = {
    "received today": ("custody 5", 5),
    "to another prison": ("custody 1-9, custody 9", 1),
    "entered as left one day and come the next": ("custody 1-8, custody 9", 1),
    "sentenced after remand": ("remand 1-4, custody 4", 1),
    "to hospital and back": ("custody 1-5, hospital 5-9, custody 9", 1),
    "to two hospitals and back, to another prison": ("remand 1-3, hospital 3-5, hospital 5-8, custody 8", 1),
    "in and to hospital on the same day, and back": ("custody 5-5, hospital 5-8, custody 8", 5),
    "back to the prison on the day itself": ("custody 1-5, hospital 5-5, custody 5", 1),
    "recalled, to hospital and back": ("custody 1-3, licence 3-6, recall 6-7, hospital 7-9, recall 9", 6),
    "in hospital now, from prison": ("custody 1-5, hospital 5", 1),
    "in hospital now, from the community": ("order 1-5, hospital 5", None),
    "from hospital to prison, who came there from the community": ("licence 1-4, hospital 4-7, recall 7", 7),
    "recalled after a time in the community": ("custody 1-5, licence 5-9, recall 9", 9),
    "recalled on the day after release": ("custody 1-5, licence 5-6, recall 6", 6),
    "recalled on the day of release": ("custody 1-5, licence 5-5, recall 5", 5),
    "in again after bail": ("remand 1-5, bail 5-6, remand 6", 6),
    "in again after a gap of which nobody says anything": ("custody 1-5, custody 8", 8),
    "a new custody long after hospital": ("custody 1-2, hospital 2-4, none 4-8, custody 8", 8),
    "another says that they are out since before": ("licence 1, custody 2-5, custody 5", 2),
    "out now": ("custody 1-5, licence 5", None),
}  # fmt: skip


def stays(written: str) -> list[Stay]:
    found = []
    for words in written.split(", "):
        place, days = words.split()
        first, _, last = days.partition("-")
        found.append(Stay(Place(place), _day(first), _day(last) if last else None))
    return found


def _day(number: str) -> date:
    return date(2027, 3, int(number))


@pytest.mark.parametrize("case", SPEC)
def test_when_they_were_received(case: str) -> None:
    written, expected = SPEC[case]
    known = stays(written)
    for rows in (known, known[::-1]):
        found = came_inside(known[-1], rows)
        assert (found and found.day) == expected


@st.composite
def split(draw: st.DrawFn) -> tuple[list[Stay], Stay, int]:
    """One stay inside, cut in pieces by transfers and hospital; what came before; how long it is."""
    lengths = draw(st.lists(st.integers(0, 30), max_size=8))
    ways = [Place.CUSTODY] if not lengths else [draw(st.sampled_from(sorted(INSIDE)))]
    for _ in lengths[1:]:
        ways.append(draw(st.sampled_from(sorted(ALLOWED[ways[-1]].keys() & ESTABLISHMENT))))
    if lengths:
        ways.append(draw(st.sampled_from(sorted(ALLOWED[ways[-1]].keys() & INSIDE))))
    at, pieces = FIRST, []
    for place, length in zip(ways, lengths, strict=False):
        pieces.append(Stay(place, at, at + length * DAY))
        at += length * DAY
    earlier = []
    if draw(st.booleans()):
        out = FIRST - draw(st.integers(0, 40)) * DAY
        place = draw(st.sampled_from(sorted(set(Place) - ESTABLISHMENT)))
        earlier = [Stay(Place.CUSTODY, out - 30 * DAY, out), Stay(place, out, FIRST)]
    return [*earlier, *pieces], Stay(ways[-1], at), sum(lengths)


@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(split())
def test_no_transfer_and_no_hospital_moves_the_day(cut) -> None:
    before, now, length = cut
    received = came_inside(now, [now, *before])
    assert received == FIRST
    today = FIRST + length * DAY
    in_pieces = Known(now.place, now.first_day, received, sentence_days=200)
    in_one = Known(now.place, FIRST, FIRST, sentence_days=200)
    assert due(in_pieces, today=today) == due(in_one, today=today)


def test_the_pages_count_from_the_whole_stay(world: World) -> None:
    """In, to hospital, back, and to another prison yesterday; another stay ended long before, with a time outside."""
    user, came = world.user("prison"), TODAY - 20 * DAY
    rows = [
        ("custody", came - 30 * DAY, came - 9 * DAY),
        ("licence", came - 9 * DAY, came),
        ("recall", came, came + 3 * DAY),
        ("hospital", came + 3 * DAY, came + 9 * DAY),
        ("recall", came + 9 * DAY, TODAY - DAY),
        ("recall", TODAY - DAY, None),
    ]
    _enter(world, user, rows)
    with seeing(user.pk, today=TODAY, now=NOW):
        opened = open_record(user, world.person.pk, today=TODAY, now=NOW)
        alone, (several, _begun) = queries.known(opened), queries.known_of([opened])
    for known in (alone, several[world.person.pk]):
        assert (known.since, known.received) == (TODAY - DAY, came)


def test_whoever_is_in_hospital_from_prison_was_not_released(world: World) -> None:
    user, came = world.user("prison"), TODAY - 20 * DAY
    inside = [("custody", came, TODAY - 5 * DAY)]
    for after, since, out in (
        ([("hospital", TODAY - 5 * DAY, None)], came, None),
        ([("hospital", TODAY - 5 * DAY, TODAY), ("none", TODAY, None)], None, TODAY),
        ([("licence", TODAY - 5 * DAY, TODAY), ("hospital", TODAY, None)], None, TODAY - 5 * DAY),
    ):
        places = _enter(world, user, [*inside, *after])
        assert (inside_since(places), released_on(places)) == (since, out)


def _enter(world: World, user, rows) -> list[Whereabouts]:
    with making():
        Whereabouts.objects.filter(person=world.person).delete()
        held = {"person": world.person, "held_by": world.organisations["prison"]}
        held |= {"entered_on": TODAY, "entered_by": user}
        for kind, first, last in rows:
            Whereabouts(**held, kind=kind, first_day=first, last_day=last).save(force_insert=True)
        return list(Whereabouts.objects.filter(person=world.person))
