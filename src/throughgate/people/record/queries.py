"""One row of a record, as the organisation that holds it may change it; and whose records a worker looks after."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Q
from django.http import Http404

from throughgate.people.involvement import queries, rules
from throughgate.people.involvement.allocation import mine as allocation
from throughgate.people.involvement.clearing import clear_for_list
from throughgate.people.involvement.naming import Named, names
from throughgate.people.person.models import Entry
from throughgate.people.record.opening import NAMELESS, Opened
from throughgate.privacy.access.models import User
from throughgate.privacy.access.prepared import Asked
from throughgate.privacy.access.queries import once

Row = TypeVar("Row", bound=Entry)


def own_row(model: type[Row], opened: Opened, id: UUID) -> Row:
    """A row that the reader's own organisation holds; another's is not there to change."""
    rows = model._base_manager.filter(
        pk=id, person=opened.person, held_by=opened.who.organisation
    ).select_related("held_by")
    row = rows.first()
    if row is None or not opened.visible([row]):
        raise Http404
    return row


def mine(user: User, *, today: date) -> frozenset[UUID]:
    """Those whom a user works with or stands in for."""
    return _mine(user, today).people


def led(user: User, *, today: date) -> frozenset[UUID]:
    """Those of them whom the user leads on."""
    return _mine(user, today).led


def _mine(user: User, today: date) -> allocation.Mine:
    """Found once a request."""
    who = queries.reader(user, today=today)
    return once(user, ("mine", today), lambda: allocation.mine(who, today=today))


def look_at_mine(user: User, *, today: date, now: datetime) -> None:
    """Before a page about all of them that only reads: each lock is asked of them once, and their names once."""
    who, people = queries.reader(user, today=today), mine(user, today=today)
    clear_for_list(people)
    if people:
        names(who, queries.towards(who, people, today=today, now=now), today=today)


def looked_after(everyone: bool) -> Q:
    """Rows about those of `mine`; a manager's are the organisation's."""
    return Q() if everyone else Q(person__any=Asked("mine"))


def let_through(
    user: User, rows: Iterable[Row], *, today: date, now: datetime
) -> list[tuple[Row, Named]]:
    """The rows about several people that the first lock lets through, each with what the person is called."""
    rows = list(rows)
    if not rows:
        return []
    who = queries.reader(user, today=today)
    to = queries.towards(who, {row.person_id for row in rows}, today=today, now=now)
    seen = [
        row for row in rows if rules.sees(who, to[row.person_id], row.in_section(), row.held_by_id)
    ]
    called = names(who, to, today=today)
    return [(row, called.get(row.person_id, NAMELESS)) for row in seen]
