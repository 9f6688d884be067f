"""A move, its correction, who takes over, and what they say of what was handed over. Nothing of the record is lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F
from django.db.models.functions import Greatest
from django.db.transaction import atomic
from django.http import Http404

from throughgate.common.errors import Stale, WrongUse
from throughgate.people.involvement import changes as involvement
from throughgate.people.involvement import queries as involved
from throughgate.people.involvement.allocation import changes as allocation
from throughgate.people.involvement.waiting import wait_for
from throughgate.people.person.models import Entry
from throughgate.people.person.moves import asking, handover, queries, rules
from throughgate.people.person.moves.asking import NOBODY, Asking
from throughgate.people.person.moves.events import (
    AnotherAsked,
    Answered,
    Moved,
    PlaceCorrected,
    TookOver,
)
from throughgate.people.person.moves.models import (
    HandedOver,
    Move,
    Receipt,
    TakenOver,
    Whereabouts,
)
from throughgate.people.person.moves.rules import Kind, Place
from throughgate.people.record import changes as record
from throughgate.people.record.opening import Opened, open_record
from throughgate.privacy.access.models import User
from throughgate.privacy.audit import events

PLACE, ORIGIN = "place", "move"


@dataclass(frozen=True)
class Going:
    """Where somebody went, and when."""

    place: Place
    day: date
    establishment: str = ""


@dataclass(frozen=True)
class Said:
    """What somebody says of one thing handed over."""

    item: UUID
    state: rules.Receipt
    words: str = ""


@atomic
def begin(*, row: Whereabouts, by: User, today: date, now: datetime) -> bool:
    """Where somebody is, for an organisation that has not said so yet. False where this form was sent before."""
    rules.check_named(Place(row.kind), row.establishment)
    rules.check_day(row.first_day, since=row.first_day, today=today)
    wait_for(PLACE, row.person_id)
    opened = _open(by, row.person_id, today, now)
    here = queries.own_present(opened)
    if here is not None and here.pk != row.pk:
        raise WrongUse("Your organisation has said where they are. Enter a move, or correct it.")
    row.organisation = queries.named_organisation(row.establishment)
    return record.enter(row=row, by=by, today=today, now=now)


@atomic
def go(
    *,
    person: UUID,
    key: UUID,
    seen: tuple[UUID, int],
    to: Going,
    asked: Asking | None,
    by: User,
    today: date,
    now: datetime,
) -> None:
    """Somebody went from where they are to another place, and somebody is asked by name to take over.

    `key`: of the move, made once a form. `seen`: the present place and its version, as the writer saw them.
    """
    wait_for(PLACE, person)
    opened = _open(by, person, today, now)
    if Move.objects.filter(pk=key).exists():
        return
    here = _still(opened, seen)
    kind = _check(here, to, today=today)
    if asked is not None:
        asking.check(opened.who, asked, today=today)
    there = _arrive(opened, here, to)
    made = Move(
        pk=key,
        **_entered(opened, by),
        kind=kind.value,
        came_from=here,
        went_to=there,
        day=to.day,
        **(asked.columns if asked else NOBODY),
    )
    made.save(force_insert=True)
    _list_what_goes_along(opened, made, kind)
    receiver = asked.receiver if asked else None
    told = Moved(person, today, move=key, kind=kind.value, went_to=there.pk, receiver=receiver)
    events.record(told, by=by)


@atomic
def correct(
    *, row: Whereabouts, version: int, to: Going, by: User, today: date, now: datetime
) -> None:
    """A place that was entered by mistake. The moves into and out of it, and the day of the place before, go along."""
    wait_for(PLACE, row.person_id)
    _open(by, row.person_id, today, now)
    into, out_of = queries.into(row), queries.out_of(row)
    since = into.came_from.first_day if into and into.came_from else to.day
    rules.check_day(to.day, since=since, today=today)
    rules.check_before_leaving(to.day, left=row.last_day)
    rules.check_named(to.place, to.establishment)
    kind = rules.check_corrected(
        Place(into.came_from.kind) if into and into.came_from else None,
        to.place,
        Place(out_of.went_to.kind) if out_of else None,
    )
    fields = _place(to)
    changed = tuple(name for name, value in fields.items() if getattr(row, name) != value)
    record.amend(row=row, version=version, fields=fields, by=by, today=today, now=now)
    if into and into.came_from and kind:
        _move_along(into, into.came_from, kind, to)
    if out_of:
        left = rules.move(to.place, Place(out_of.went_to.kind))
        _of_kind(out_of, left)
    if changed:
        told = PlaceCorrected(row.person_id, today, row=row.pk, fields=changed)
        events.record(told, by=by)


@atomic
def ask_another(*, move: Move, asked: Asking, by: User, today: date, now: datetime) -> None:
    """Somebody else is asked to take over, until somebody has."""
    opened = _open(by, move.person_id, today, now)
    if opened.who.organisation != move.held_by_id:
        raise Http404
    asking.check(opened.who, asked, today=today)
    wait_for("move", move.pk)
    if TakenOver.objects.filter(move=move).exists():
        raise Stale("It was taken over meanwhile. Load the page again to see by whom.")
    Move.objects.filter(pk=move.pk).update(**asked.columns, version=F("version") + 1)
    told = AnotherAsked(move.person_id, today, move=move.pk, receiver=asked.receiver)
    events.record(told, by=by)


@atomic
def take_over(*, move: UUID, by: User, today: date, now: datetime) -> Move:
    """The receiver named takes over: their organisation is involved from today, and they lead."""
    wait_for("move", move)
    done = handover.taken_over(by, move, today=today)
    if done is not None:
        return done
    waits = handover.asked(by, move, today=today, now=now)
    own, under = waits.receiving_organisation, waits.agreement
    if own is None or under is None:  # the table says that who is asked is named in full
        raise Http404
    current = involved.towards(
        involved.reader(by, today=today), [waits.person_id], today=today, now=now
    )[waits.person_id].involvements
    if waits.purpose not in {purpose for _, purpose in current}:
        involvement.start(
            person=waits.person_id,
            purpose=waits.purpose,
            agreement=under,
            first_day=today,
            origin=ORIGIN,
            by=by,
            today=today,
        )
    allocation.take_lead(person=waits.person_id, organisation=own, by=by, today=today)
    parts = {"held_by": own, "entered_on": today, "entered_by": by}
    taken = TakenOver(
        person_id=waits.person_id, move_id=move, asked_by_id=waits.held_by_id, **parts
    )
    taken.save(force_insert=True)
    events.record(TookOver(waits.person_id, today, move=move), by=by)
    return waits


@atomic
def answer(*, move: Move, said: Iterable[Said], by: User, today: date, now: datetime) -> None:
    """What became of things handed over: the newest answer counts, the earlier stay. All of them, or none."""
    opened = _open(by, move.person_id, today, now)
    for each in sorted(said, key=lambda one: one.item):
        wait_for("item", each.item)
        thing = handover.thing(opened, move, each.item)
        rules.check_answer(thing.state, each.state, may=thing.may, words=each.words)
        row = Receipt(
            **_entered(opened, by),
            of=thing.item,
            section=thing.item.section,
            asked_by_id=move.held_by_id,
            state=each.state.value,
            words=each.words,
            answered_at=now,
        )
        row.save(force_insert=True)
        of = {"item": thing.item.item, "state": each.state.value}
        events.record(Answered(move.person_id, today, move=move.pk, **of), by=by)


def _open(by: User, person: UUID, today: date, now: datetime) -> Opened:
    opened = open_record(by, person, today=today, now=now, named=False)
    opened.check_write(PLACE)
    return opened


def _entered(opened: Opened, by: User) -> dict[str, Any]:
    own = opened.check_write(PLACE)
    return {
        "person_id": opened.person,
        "held_by_id": own,
        "entered_on": opened.today,
        "entered_by": by,
    }


def _still(opened: Opened, seen: tuple[UUID, int]) -> Whereabouts:
    here = queries.own_present(opened)
    if here is None:
        raise WrongUse("Your organisation has not said where they are. Enter that first.")
    if (here.pk, here.version) != seen:
        raise Stale(
            "Somebody entered another place for them since you opened this. It is shown above what you typed: "
            "look at both, then save again."
        )
    return here


def _check(here: Whereabouts, to: Going, *, today: date) -> Kind:
    kind = rules.move(Place(here.kind), to.place)
    rules.check_day(to.day, since=here.first_day, today=today)
    rules.check_named(to.place, to.establishment)
    rules.check_goes_elsewhere(kind, here.establishment, to.establishment)
    return kind


def _place(to: Going) -> dict[str, Any]:
    return {
        "kind": to.place.value,
        "establishment": to.establishment,
        "organisation": queries.named_organisation(to.establishment),
        "first_day": to.day,
    }


def _arrive(opened: Opened, here: Whereabouts, to: Going) -> Whereabouts:
    """What was typed here before ends on the day. What another system gave, that system ends."""
    typed = Whereabouts.objects.filter(
        person=opened.person, held_by=here.held_by_id, source=Entry.HERE, last_day=None
    )
    typed.update(last_day=Greatest(F("first_day"), to.day), version=F("version") + 1)
    there = Whereabouts(**_entered(opened, opened.user), **_place(to))
    there.save(force_insert=True)
    return there


def _list_what_goes_along(opened: Opened, made: Move, kind: Kind) -> None:
    HandedOver.objects.bulk_create(
        HandedOver(**_entered(opened, opened.user), move=made, item=item.code, section=item.section)
        for item in rules.hand_over(kind, today=opened.today)
        if opened.may_write(item.section)
    )


def _of_kind(move: Move, kind: Kind) -> None:
    if move.kind != kind.value:
        Move.objects.filter(pk=move.pk).update(kind=kind.value, version=F("version") + 1)


def _move_along(into: Move, came_from: Whereabouts, kind: Kind, to: Going) -> None:
    Move.objects.filter(pk=into.pk).update(kind=kind.value, day=to.day, version=F("version") + 1)
    before = Whereabouts.objects.filter(pk=came_from.pk, source=Entry.HERE)
    before.exclude(last_day=to.day).update(last_day=to.day, version=F("version") + 1)
