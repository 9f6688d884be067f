"""A move keeps all that was, asks somebody by name to take over, and hears what they received; behind both locks."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.http import Http404

from tests.making import making
from tests.people.person.rows import one
from tests.truth.scene import DAY, NOW, PURPOSE, TODAY, Scene, agreement, flow, make
from throughgate.common.errors import NotAllowed, Stale, WrongUse
from throughgate.people.involvement.access import Refused
from throughgate.people.involvement.allocation.models import Allocation
from throughgate.people.involvement.models import Involvement
from throughgate.people.person.moves import changes, handover, queries
from throughgate.people.person.moves.asking import Asking
from throughgate.people.person.moves.changes import Going, Said
from throughgate.people.person.moves.models import Move, Receipt, Whereabouts
from throughgate.people.person.moves.rules import Place
from throughgate.people.person.moves.rules import Receipt as State
from throughgate.people.record.opening import Opened, open_record
from throughgate.privacy.access.models import User
from throughgate.privacy.access.sight import seeing
from throughgate.privacy.audit import events
from throughgate.privacy.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
BY = {"today": TODAY, "now": NOW}


@pytest.fixture
def scene(db: None) -> Scene:
    """Our probation tells the council, too, where somebody is."""
    made = make()
    with making():
        flow(agreement(made), made.ours, made.third)
    return made


@contextmanager
def as_user(user: User) -> Iterator[User]:
    with seeing(user.pk, today=TODAY, now=NOW):
        yield user


def opened(scene: Scene, user: User, state: str = "own") -> Opened:
    return open_record(user, scene.people[state].pk, today=TODAY, now=NOW)


def asking(scene: Scene) -> Asking:
    return Asking(scene.third, scene.stranger, PURPOSE, agreement(scene))


def go(scene: Scene, to: Going, asked: Asking | None = None, **parts: Any) -> uuid.UUID:
    """As our practitioner, from what stands now."""
    user, key = scene.users["practitioner"], parts.pop("key", uuid.uuid4())
    with as_user(user):
        here = queries.own_present(opened(scene, user))
        seen = parts.pop("seen", (here.pk, here.version) if here else (uuid.uuid4(), 1))
        person = scene.people["own"].pk
        changes.go(person=person, key=key, seen=seen, to=to, asked=asked, by=user, **BY)
    return key


def ours(scene: Scene) -> list[Whereabouts]:
    rows = Whereabouts.objects.filter(person=scene.people["own"], held_by=scene.ours)
    with making():
        return list(rows.order_by("first_day", "entered_on", "last_day"))


def told(kind: str) -> int:
    with making():
        return AuditEvent.objects.filter(kind=kind).count()


HOSPITAL = Going(Place.HOSPITAL, TODAY, "A hospital")


def test_a_move_closes_what_was_and_lists_what_goes_along_treatment_first(scene: Scene) -> None:
    key = go(scene, HOSPITAL)
    before, now = ours(scene)
    assert (before.kind, before.last_day) == ("custody", TODAY)
    assert (now.kind, now.last_day, now.establishment) == ("hospital", None, "A hospital")
    user = scene.users["practitioner"]
    with as_user(user):
        record = opened(scene, user)
        listed = handover.things(record, queries.move(record, key))
    assert [thing.item.item for thing in listed][:3] == ["medicine", "treatment", "health"]
    assert told("Moved") == 1


def test_sent_twice_it_is_one_move(scene: Scene) -> None:
    key = go(scene, HOSPITAL)
    go(scene, HOSPITAL, key=key)
    assert len(ours(scene)) == 2


@pytest.mark.parametrize(
    ("to", "words"),
    [
        (Going(Place.OUT_OF_COURT, TODAY), "straight to"),
        (Going(Place.HOSPITAL, TODAY + DAY, "H"), "not come yet"),
        (Going(Place.HOSPITAL, TODAY, ""), "Enter its name"),
        (Going(Place.LICENCE, TODAY, "A street"), "Only a prison or a hospital"),
        (Going(Place.CUSTODY, TODAY, "a PRISON"), "already"),
    ],
)
def test_a_move_that_cannot_be_says_why_and_changes_nothing(scene, to: Going, words: str) -> None:
    with pytest.raises(WrongUse, match=words):
        go(scene, to)
    assert [row.last_day for row in ours(scene)] == [None]


def test_the_second_writer_is_told_that_they_were_moved(scene: Scene) -> None:
    (before,) = ours(scene)
    go(scene, HOSPITAL)
    with pytest.raises(Stale, match="shown above"):
        go(scene, Going(Place.LICENCE, TODAY), seen=(before.pk, before.version))


def test_nothing_is_saved_when_the_audit_fails(scene: Scene, monkeypatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the audit does not answer")

    monkeypatch.setattr(events, "record", fail)
    with pytest.raises(RuntimeError):
        go(scene, HOSPITAL)
    assert [row.last_day for row in ours(scene)] == [None]


def test_the_receiver_named_sees_that_they_are_asked_and_takes_over(scene: Scene) -> None:
    key = go(scene, Going(Place.LICENCE, TODAY), asking(scene))
    person = scene.people["own"]
    with as_user(scene.stranger) as user:
        (waits,) = handover.waiting(user, since=TODAY, **BY)
        assert waits.asks_me and not waits.name
        assert not Whereabouts.objects.filter(person=person).exists()
        changes.take_over(move=key, by=user, **BY)
        changes.take_over(move=key, by=user, **BY)  # sent twice
        held = Involvement.objects.get(person=person, organisation=scene.third)
        assert (held.purpose, held.origin) == (PURPOSE, "move")
        lead = Allocation.objects.get(person=person, held_by=scene.third)
        assert (lead.worker, lead.part) == (user, "lead")
        assert handover.waiting(user, since=TODAY, **BY) == []
    assert told("TookOver") == told("Allocated") == 1


def test_nobody_else_sees_that_somebody_is_asked(scene: Scene) -> None:
    key = go(scene, Going(Place.LICENCE, TODAY), asking(scene))
    with making():
        other = User.objects.create_user("other@truth.example", first_name="A", last_name="B")
        scene.stranger.posts.model.objects.create(
            user=other, organisation=scene.third, role="practitioner", first_day=TODAY
        )
    with as_user(other), pytest.raises(Http404):
        changes.take_over(move=key, by=other, **BY)


def taken(scene: Scene) -> Move:
    """Taken over by the council; what flows to it without the person's word about health: their home."""
    key = go(scene, Going(Place.LICENCE, TODAY), asking(scene))
    with as_user(scene.stranger) as user:
        changes.take_over(move=key, by=user, **BY)
    with making():
        flow(agreement(scene), scene.third, scene.ours)
        return Move.objects.get(pk=key)


def answer(scene: Scene, user: User, move: Move, code: str, state: State, words: str = "") -> None:
    """Each a minute after the one before: the newest counts."""
    with making():
        said_before = Receipt.objects.filter(of__move=move).count()
    now = NOW + timedelta(minutes=said_before)
    with as_user(user):
        record = opened(scene, user)
        thing = next(t for t in handover.things(record, move) if t.item.item == code)
        said = [Said(thing.item.pk, state, words)]
        changes.answer(move=queries.move(record, move.pk), said=said, by=user, today=TODAY, now=now)


def states(scene: Scene, user: User, move: Move) -> dict[str, str]:
    with as_user(user):
        record = opened(scene, user)
        found = handover.things(record, queries.move(record, move.pk))
    return {thing.item.item: thing.state.value for thing in found}


def test_the_receiver_answers_and_the_sender_is_told_and_sends_again(scene: Scene) -> None:
    move, sender = taken(scene), scene.users["practitioner"]
    assert set(states(scene, scene.stranger, move)) == {"home", "lead"}  # what flows to a council
    answer(scene, scene.stranger, move, "home", State.MISSING, "No address")
    answer(scene, scene.stranger, move, "lead", State.RECEIVED)
    with as_user(sender):
        (waits,) = handover.waiting(sender, since=TODAY, **BY)
    assert (waits.missing, waits.taken, waits.late) == (1, True, True)
    assert states(scene, sender, move)["home"] == "missing"
    with pytest.raises(NotAllowed):
        answer(scene, sender, move, "home", State.RECEIVED)
    answer(scene, sender, move, "home", State.ASKED)
    assert states(scene, scene.stranger, move) == {"home": "asked", "lead": "received"}
    with pytest.raises(WrongUse, match="already answered"):
        answer(scene, scene.stranger, move, "lead", State.MISSING, "No")
    with making():
        assert Receipt.objects.filter(of__move=move).count() == 3  # the earlier stay
    assert told("Answered") == 3


def test_missing_says_what(scene: Scene) -> None:
    move = taken(scene)
    with pytest.raises(WrongUse, match="Say what is missing"):
        answer(scene, scene.stranger, move, "home", State.MISSING)


def test_somebody_else_is_asked_until_somebody_took_over(scene: Scene) -> None:
    user = scene.users["practitioner"]
    key = go(scene, Going(Place.LICENCE, TODAY))
    with as_user(user):
        move = queries.move(opened(scene, user), key)
        changes.ask_another(move=move, asked=asking(scene), by=user, **BY)
    with as_user(scene.stranger):
        changes.take_over(move=key, by=scene.stranger, **BY)
    with as_user(user), pytest.raises(Stale):
        changes.ask_another(move=move, asked=asking(scene), by=user, **BY)


def test_a_mistaken_place_is_corrected_with_the_move_that_led_there(scene: Scene) -> None:
    go(scene, Going(Place.LICENCE, TODAY))
    user, (_, now) = scene.users["practitioner"], ours(scene)
    to = Going(Place.HOSPITAL, TODAY - DAY, "A hospital")
    with as_user(user):
        changes.correct(row=now, version=now.version, to=to, by=user, **BY)
        move = Move.objects.get(went_to=now)
    before, now = ours(scene)
    assert (move.kind, move.day) == ("hospital", TODAY - DAY)
    assert (before.last_day, now.first_day, now.kind) == (TODAY - DAY, TODAY - DAY, "hospital")
    assert told("PlaceCorrected") == 1
    out = Going(Place.OUT_OF_COURT, TODAY)
    with as_user(user), pytest.raises(WrongUse, match="straight to"):
        changes.correct(row=now, version=now.version, to=out, by=user, **BY)


@pytest.mark.parametrize("role", ["mentor", "information_officer"])
def test_some_posts_move_nobody(scene: Scene, role: str) -> None:
    user, person = scene.users[role], scene.people["own"].pk
    with as_user(user), transaction.atomic(), pytest.raises(Refused):
        parts = {"key": uuid.uuid4(), "seen": (uuid.uuid4(), 1), "asked": None}
        changes.go(person=person, to=HOSPITAL, by=user, **parts, **BY)


def test_where_they_are_is_entered_once_by_each_holder(scene: Scene) -> None:
    user, person = scene.users["practitioner"], scene.people["own"]
    row = Whereabouts(person=person, kind="order", first_day=TODAY)
    with as_user(user), pytest.raises(WrongUse, match="Enter a move"):
        changes.begin(row=row, by=user, **BY)


def test_each_holder_s_present_place_is_shown_the_reader_s_own_first(scene: Scene) -> None:
    with making():
        one(
            Whereabouts, scene.people["own"], scene.ours, scene.stranger,
            kind="licence", establishment="", first_day=TODAY, source="A system",
        )  # fmt: skip
    with as_user(scene.users["practitioner"]) as user:
        found = queries.present(queries.whereabouts(opened(scene, user)), scene.ours.pk)
    assert [(row.held_by, row.kind) for row in found] == [
        (scene.ours, "licence"),
        (scene.theirs, "custody"),
    ]
