"""What goes with somebody on a move, and what its receiver says of it; treatment first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from throughgate.common.values import load
from throughgate.people.involvement import queries as involvement
from throughgate.people.involvement.models import HealthPermission
from throughgate.people.involvement.naming import names
from throughgate.people.involvement.rules import Reader, Towards, sees
from throughgate.people.person.moves import asking, rules
from throughgate.people.person.moves.models import HandedOver, Move, Receipt
from throughgate.people.person.moves.rules import Receipt as State
from throughgate.people.record.opening import Opened
from throughgate.privacy.access.models import User
from throughgate.privacy.access.prepared import Asked, Prepared
from throughgate.privacy.access.queries import in_force

TOPIC = "throughgate.people.person.moves"
HEALTH = "health"


@dataclass(frozen=True)
class Thing:
    """One thing handed over: what became of it, who said so, and what the reader may say of it now."""

    item: HandedOver
    name: str
    state: State
    words: str = ""
    said_by: str = ""
    said_at: datetime | None = None
    flows: bool = True  # who was asked sees it here
    may: tuple[State, ...] = ()


def things(opened: Opened, move: Move) -> list[Thing]:
    """All that was to be handed over on a move, as far as the reader may know."""
    items = HandedOver.objects.filter(move=move).select_related("held_by")
    seen = sorted(opened.visible(items), key=lambda item: _rank(item.item))
    newest = _newest(opened.who, {opened.person: opened.to}, seen)
    flowing = _flowing(move, opened.today)
    return [_thing(opened, move, item, newest.get(item.pk), flowing) for item in seen]


def thing(opened: Opened, move: Move, id: UUID) -> Thing:
    """One of them; another move's is not there."""
    for each in things(opened, move):
        if each.item.pk == id:
            return each
    raise Http404


def name_of(code: str) -> str:
    entry = load(TOPIC)["hand_over"].latest.get(code)
    return str(entry["name"]) if entry else code


def _rank(code: str) -> int:
    listed = list(load(TOPIC)["hand_over"].latest)
    return listed.index(code) if code in listed else len(listed)


def _thing(
    opened: Opened, move: Move, item: HandedOver, said: Receipt | None, flowing: frozenset[str]
) -> Thing:
    state = State(said.state) if said else State.ASKED
    return Thing(
        item=item,
        name=name_of(item.item),
        state=state,
        words=said.words if said else "",
        said_by=said.held_by.name if said else "",
        said_at=said.answered_at if said else None,
        flows=item.section in flowing,
        may=_may(opened, move, item, state),
    )


def _may(opened: Opened, move: Move, item: HandedOver, state: State) -> tuple[State, ...]:
    """Who took over answers, and who handed over sends again; whoever else sees it only reads."""
    own = opened.who.organisation
    if not hasattr(move, "taken_over") or not opened.may_write(item.section):
        return ()
    if own not in (move.held_by_id, move.receiving_organisation_id):
        return ()
    return rules.answers(state, receives=own == move.receiving_organisation_id)


def _flowing(move: Move, today: date) -> frozenset[str]:
    """The sections in which the receiver sees anything of it; health only where the person said so."""
    if move.receiving_organisation_id is None or move.agreement_id is None:
        return frozenset()
    flows = asking.carried(
        move.held_by_id, move.receiving_organisation_id, move.purpose, move.agreement_id
    )
    told = HealthPermission.objects.filter(
        in_force(today),
        person=move.person_id,
        held_by=move.held_by_id,
        told_to=move.receiving_organisation_id,
        withdrawn_at=None,
    )
    return flows if HEALTH not in flows or told.exists() else flows - {HEALTH}


def _newest(
    who: Reader, to: dict[UUID, Towards], items: Iterable[HandedOver]
) -> dict[UUID, Receipt]:
    """What was said last of each."""
    rows = Receipt.objects.filter(of__in=[item.pk for item in items]).select_related("held_by")
    seen = [row for row in rows.order_by("answered_at", "entered_on") if _sees(who, to, row)]
    return {row.of_id: row for row in seen}


def _sees(who: Reader, to: dict[UUID, Towards], row: Receipt) -> bool:
    """An answer is seen too by who asked for it."""
    towards = to[row.person_id]
    if sees(who, towards, row.section, row.held_by_id):
        return True
    return row.asked_by_id == who.organisation and sees(who, towards, row.section, row.asked_by_id)


@dataclass(frozen=True)
class Waiting:
    """A move that waits for the reader’s word, or whose receiver’s word the reader waits for."""

    move: Move
    name: str
    asks_me: bool
    taken: bool = True
    missing: int = 0
    late: bool = False


def asked(user: User, id: UUID, *, today: date, now: datetime) -> Move:
    """A move of which the user is asked by name to take over, and has not yet; any other is not there."""
    who = involvement.reader(user, today=today)
    for move in _asking(who):
        to = involvement.towards(who, [move.person_id], today=today, now=now)[move.person_id]
        if move.pk == id and _may_be_asked(to):
            return move
    raise Http404


def asked_of(user: User, id: UUID, *, today: date, now: datetime) -> tuple[Move, str]:
    """The same with the person's name, where the user's organisation works with them already."""
    move = asked(user, id, today=today, now=now)
    who = involvement.reader(user, today=today)
    to = involvement.towards(who, [move.person_id], today=today, now=now)
    named = names(who, to, today=today)
    return move, named[move.person_id].name if move.person_id in named else ""


def taken_over(user: User, id: UUID, *, today: date) -> Move | None:
    """The same once it was taken over: for a form that was sent twice."""
    own = involvement.reader(user, today=today).organisation
    rows = Move.objects.filter(pk=id, receiving_organisation=own, taken_over__isnull=False)
    return rows.first()


def waiting(user: User, *, since: date, today: date, now: datetime) -> list[Waiting]:
    """What waits for the user: whom they are asked to take over, and what is missing of those they handed over."""
    who = involvement.reader(user, today=today)
    asked = ANY_WAITING.asked(user=who.user, organisation=who.organisation, since=since)
    if not asked.rows():
        return []
    asking_me, mine = list(_asking(who)), list(_handed_over_by(who, since))
    people = {move.person_id for move in [*asking_me, *mine]}
    to = involvement.towards(who, people, today=today, now=now)
    named = names(who, to, today=today)

    def name(move: Move) -> str:
        return named[move.person_id].name if move.person_id in named else ""

    asked_of_me = [
        Waiting(move, name(move), True, late=rules.late_since(move.entered_on, today=today))
        for move in asking_me
        if _may_be_asked(to[move.person_id])
    ]
    return asked_of_me + _answers_to(who, to, mine, name, today)


def _answers_to(
    who: Reader, to: dict[UUID, Towards], mine: list[Move], name: Any, today: date
) -> list[Waiting]:
    """Those not yet taken over, and those of which something is missing."""
    seen = [move for move in mine if sees(who, to[move.person_id], "place", move.held_by_id)]
    items = HandedOver.objects.filter(move__in=[move.pk for move in seen])
    known = [i for i in items if sees(who, to[i.person_id], i.section, i.held_by_id)]
    newest = _newest(who, to, known)
    missing: dict[UUID, int] = {}
    for item in known:
        if item.pk in newest and newest[item.pk].state == State.MISSING:
            missing[item.move_id] = missing.get(item.move_id, 0) + 1
    found = [
        Waiting(
            move,
            name(move),
            False,
            taken=hasattr(move, "taken_over"),
            missing=missing.get(move.pk, 0),
            late=bool(missing.get(move.pk)) or rules.late_since(move.entered_on, today=today),
        )
        for move in seen
    ]
    return [each for each in found if each.missing or not each.taken]


def _asking(who: Reader) -> QuerySet[Move]:
    """The lock lets the receiver named see these until they have answered; the places it tells of, only afterwards."""
    rows = Move.objects.filter(
        receiver=who.user, receiving_organisation=who.organisation, taken_over=None
    )
    return rows.select_related("held_by", "entered_by", "agreement").order_by("day", "pk")


def _may_be_asked(to: Towards) -> bool:
    return not to.kept_out and not to.limited


def _handed_over_by(who: Reader, since: date) -> QuerySet[Move]:
    rows = Move.objects.filter(
        entered_by=who.user, held_by=who.organisation, receiver__isnull=False, day__gte=since
    )
    return rows.select_related("receiver", "receiving_organisation", "taken_over").order_by(
        "day", "pk"
    )


def _any_waiting() -> QuerySet[Any]:
    """Whether there is any of either: for most users there is none."""
    who: Any = SimpleNamespace(user=Asked("user"), organisation=Asked("organisation"))
    since: Any = Asked("since")
    asks, gave = _asking(who), _handed_over_by(who, since)
    both = [rows.select_related(None).order_by().values_list("pk") for rows in (asks, gave)]
    return both[0].union(both[1], all=True)[:1]


ANY_WAITING = Prepared(_any_waiting)
