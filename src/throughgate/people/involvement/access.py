"""May this user see this of that person? `check_see` raises: a person one may not see is not there at all."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.http import Http404

from throughgate.common.errors import ThroughgateError
from throughgate.people.involvement import queries, rules
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.lists import EXISTS
from throughgate.privacy.access.models import User

LIMITERS = {Role.MANAGER, Role.RECORD_OFFICER, Role.INFORMATION_OFFICER}


class Refused(ThroughgateError):
    """The person is there for this user, but not this of them, or not this to do."""


def check_see(
    user: User,
    person: UUID,
    section: str = EXISTS,
    *,
    held_by: int | None = None,
    today: date,
    now: datetime,
) -> None:
    """Raise Http404 where the person is not there for this user, Refused where only the section is shut."""
    who = queries.reader(user, today=today)
    to = queries.towards(who, [person], today=today, now=now)[person]
    if not rules.exists_for(who, to):
        raise Http404
    answer = rules.because(who, to, section, held_by)
    if answer not in rules.YES:
        raise Refused(
            f"You cannot see this part of the record: {answer.value}. "
            "Ask your information officer which agreement or role is missing."
        )


def may_see(
    user: User,
    person: UUID,
    section: str = EXISTS,
    *,
    held_by: int | None = None,
    today: date,
    now: datetime,
) -> bool:
    try:
        check_see(user, person, section, held_by=held_by, today=today, now=now)
    except (Http404, Refused):
        return False
    return True


def check_limit(user: User, person: UUID, *, today: date, now: datetime) -> None:
    """Who may limit who sees a person: a manager, a record officer or an information officer involved with them."""
    check_see(user, person, today=today, now=now)
    if queries.reader(user, today=today).role not in LIMITERS:
        raise Refused(
            "Limiting who may see a person is for a manager, a record officer or an information officer. "
            "Ask one of your organisation."
        )


def check_open_emergency(user: User, *, today: date) -> None:
    """Only somebody whose role shows who people are; a mentor or an analyst has no emergency of this kind."""
    if "identity" not in queries.reader(user, today=today).opens:
        raise Refused(
            "Your post does not open people's records, so it cannot open one in an emergency. "
            "Ring the police on 999 if somebody is in danger."
        )
