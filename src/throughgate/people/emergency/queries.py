"""Who is meant exactly, asked of the one function that may cross; which accesses wait for an officer's review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Max
from django.http import Http404

from throughgate.people.involvement import queries as involvement
from throughgate.people.involvement.models import EmergencyAccess
from throughgate.people.involvement.naming import names
from throughgate.people.involvement.rules import exists_for
from throughgate.privacy.access import lists
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.models import User
from throughgate.privacy.access.queries import current_post

PAGE = 50


@dataclass(frozen=True)
class Opened:
    """An emergency access, with the person's name where the officer may see it."""

    access: EmergencyAccess
    name: str
    there: bool
    is_open: bool


def exactly(keys: list[str]) -> UUID | None:
    """At most one person, who is neither limited nor known to the user; the database says no more than that."""
    found: UUID | None = _one("SELECT find_for_emergency(%s::text[])", [keys])
    return found


def tries() -> int:
    """How often this user asked within the last hour."""
    return int(_one("SELECT my_emergency_tries()", []))


def most_tries(today: date) -> int:
    return int(lists.on("emergency_tries", today))


def _one(words: str, values: list[Any]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(words, values)
        return cursor.fetchone()[0]


def closes(user: User, person: UUID, *, now: datetime) -> datetime | None:
    """Until when the user sees a person by an emergency."""
    own = EmergencyAccess.objects.filter(user=user, person=person, opened_at__lte=now)
    last: datetime | None = own.filter(closes_at__gt=now).aggregate(last=Max("closes_at"))["last"]
    return last


def to_review(
    user: User, *, today: date, now: datetime, reviewed: bool = False, page: int = 1
) -> tuple[list[Opened], bool]:
    """Those of the officer's organisation, the oldest that waits first; or the reviewed, the newest first."""
    officer = current_post(user, today=today)
    if officer is None or officer.role != Role.INFORMATION_OFFICER:
        return [], False
    rows = EmergencyAccess.objects.filter(
        organisation=officer.organisation, reviewed_on__isnull=not reviewed
    ).select_related("user", "reviewed_by")
    first = (page - 1) * PAGE
    order = "-opened_at" if reviewed else "opened_at"
    found = list(rows.order_by(order, "pk")[first : first + PAGE + 1])
    return _named(user, found[:PAGE], today, now), len(found) > PAGE


def one(user: User, access: UUID, *, today: date, now: datetime) -> Opened:
    """An access that a user of the officer's organisation opened; another's is not there."""
    officer = current_post(user, today=today)
    found = EmergencyAccess.objects.select_related("user", "reviewed_by").filter(pk=access).first()
    if officer is None or found is None or found.organisation_id != officer.organisation_id:
        raise Http404
    if officer.role != Role.INFORMATION_OFFICER:
        raise Http404
    return _named(user, [found], today, now)[0]


def _named(user: User, found: list[EmergencyAccess], today: date, now: datetime) -> list[Opened]:
    who = involvement.reader(user, today=today)
    to = involvement.towards(who, {row.person_id for row in found}, today=today, now=now)
    known = names(who, to, today=today)
    return [
        Opened(
            access=row,
            name=known[row.person_id].name if row.person_id in known else "",
            there=exists_for(who, to[row.person_id]),
            is_open=row.opened_at <= now < row.closes_at,
        )
        for row in found
    ]
