"""One row of a record, as the organisation that holds it may change it; and whose records a worker looks after."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Q
from django.http import Http404

from throughgate.people.involvement import queries, rules
from throughgate.people.involvement.allocation.models import Allocation, Cover
from throughgate.people.involvement.naming import Named, names
from throughgate.people.person.models import Entry
from throughgate.people.record.opening import NAMELESS, Opened
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.models import Post, User
from throughgate.privacy.access.queries import in_force

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


def looked_after(post: Post, *, today: date) -> Q:
    """Rows about those whom the user of a post works with or stands in for; a manager's are the organisation's."""
    if post.role == Role.MANAGER:
        return Q()
    covered = Cover.objects.filter(
        in_force(today), organisation=post.organisation_id, stands_in=post.user_id
    )
    workers = Q(worker=post.user_id) | Q(worker__in=covered.values("away"))
    mine = Allocation.objects.filter(in_force(today), workers, held_by=post.organisation_id)
    return Q(person__in=mine.values("person"))


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
