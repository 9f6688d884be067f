"""May this user see this of that person? `check_see` raises: a person one may not see is not there at all."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.http import Http404

from throughgate.common.errors import NotAllowed
from throughgate.people.involvement import queries, rules
from throughgate.people.involvement.limiting.queries import may_lift
from throughgate.people.involvement.models import EmergencyAccess, LimitedAccess
from throughgate.privacy.access import lists
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.lists import EXISTS
from throughgate.privacy.access.models import Organisation, User
from throughgate.privacy.access.queries import current_post

LIMITERS = {Role.MANAGER, Role.RECORD_OFFICER, Role.INFORMATION_OFFICER}


class Refused(NotAllowed):
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


def check_start(user: User, *, today: date) -> Organisation:
    """Who may involve their organisation with a person: somebody whose role opens records of people."""
    post = current_post(user, today=today)
    if post is None or "identity" not in lists.opens(post.role, today):
        raise Refused(
            "Your post does not work with people. Ask a practitioner or a record officer of your "
            "organisation to start it."
        )
    return post.organisation


def check_limit(user: User, person: UUID, *, today: date, now: datetime) -> Organisation:
    """Who may limit who sees a person: a manager, a record officer or an information officer involved with them."""
    check_see(user, person, today=today, now=now)
    post = current_post(user, today=today)
    if post is None or post.role not in LIMITERS:
        raise Refused(
            "Limiting who may see a person is for a manager, a record officer or an information officer. "
            "Ask one of your organisation."
        )
    return post.organisation


def check_lift(user: User, limited: LimitedAccess, *, today: date, now: datetime) -> Organisation:
    """Who set a limit lifts it; what binds others, whoever leads too when the one that set it does not."""
    organisation = check_limit(user, limited.person_id, today=today, now=now)
    if not may_lift(queries.reader(user, today=today), limited, today=today):
        raise Refused(f"{limited.held_by} set this limit, and lifts it. Ask it to.")
    return organisation


def leads(user: User, person: UUID, *, today: date, now: datetime) -> bool:
    """Whether the user's organisation may limit who of other organisations sees a person."""
    who = queries.reader(user, today=today)
    to = queries.towards(who, [person], today=today, now=now)[person]
    return rules.leads(who, to, lists.limiting_purposes(today))


def check_open_emergency(user: User, *, today: date) -> Organisation:
    """Only somebody whose role shows who people are; a mentor or an analyst has no emergency of this kind."""
    post = current_post(user, today=today)
    if post is None or "identity" not in lists.opens(post.role, today):
        raise Refused(
            "Your post does not open people's records, so it cannot open one in an emergency. "
            "Ring 999 if somebody is in danger."
        )
    return post.organisation


def check_review(user: User, opened: EmergencyAccess, *, today: date) -> None:
    """The information officer of the organisation whose user opened it; not that user."""
    post = current_post(user, today=today)
    if post is None or post.organisation_id != opened.organisation_id:
        raise Http404
    if post.role != Role.INFORMATION_OFFICER or opened.user_id == user.pk:
        raise Refused("An emergency access is reviewed by another, the information officer.")
