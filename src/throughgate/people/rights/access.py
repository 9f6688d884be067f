"""Who may use which part of the rights of people. `check_…` raises the reason; `may_…` answers from it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.http import Http404

from throughgate.common.errors import NotAllowed, ThroughgateError
from throughgate.people.involvement.access import check_see
from throughgate.people.involvement.queries import kept_from
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.models import Organisation, Post, User
from throughgate.privacy.access.queries import current_post

APPROVERS = {Role.INFORMATION_OFFICER, Role.MANAGER}
KEEPERS = {Role.INFORMATION_OFFICER, Role.RECORD_OFFICER}


class NotYours(NotAllowed):
    """What was asked is for another post."""


class NotNow(ThroughgateError):
    """It cannot be done as things stand."""


def check_officer(user: User, *, today: date) -> Post:
    post = current_post(user, today=today)
    if post is None or post.role != Role.INFORMATION_OFFICER:
        raise NotYours("This is for an information officer. Ask the one of your organisation.")
    return post


def check_leads(user: User, lead: Organisation | int, *, today: date) -> Post:
    """The information officer of the organisation that was asked."""
    post = check_officer(user, today=today)
    if post.organisation_id != (lead if isinstance(lead, int) else lead.pk):
        raise NotYours("Another organisation leads this. Its information officer does it.")
    return post


def check_open(user: User, person: UUID, *, today: date, now: datetime) -> Post:
    post = check_officer(user, today=today)
    check_see(user, person, today=today, now=now)
    return post


def check_handler(user: User, *, today: date) -> Post:
    """Who has a part in a case: an information officer; and the manager who may be the second person."""
    post = current_post(user, today=today)
    if post is None or post.role not in APPROVERS:
        raise NotYours(
            "This is for an information officer, or for a manager who approves. "
            "Ask the information officer of your organisation."
        )
    return post


def check_keeper(user: User, *, today: date) -> Post:
    """Who is shown what will be deleted."""
    post = current_post(user, today=today)
    if post is None or post.role not in KEEPERS:
        raise NotYours(
            "What is deleted when is for an information officer or a record officer. "
            "Ask the one of your organisation."
        )
    return post


def check_not_kept_from(user: User, person: UUID, *, today: date) -> None:
    """Officers handle a case though nobody is involved any longer, but never of a record they are kept out of."""
    if kept_from(user, [person], today=today):
        raise Http404


def check_approve(user: User, lead: int, sent_by: int | None, *, today: date) -> None:
    """A second person: of the leading organisation, an officer or a manager, and not who put it together."""
    post = current_post(user, today=today)
    if post is None or post.role not in APPROVERS or post.organisation_id != lead:
        raise NotYours(
            "A second person of the leading organisation approves: an information officer or a manager."
        )
    if user.pk == sent_by:
        raise NotNow(
            "You put this together, so somebody else has to look at it before it goes out."
        )


def check_reads(user: User, lead: int, *, today: date) -> None:
    """What goes out is read by the leading organisation: whoever puts it together, and whoever approves."""
    if check_handler(user, today=today).organisation_id != lead:
        raise NotYours("Only the organisation that was asked reads what goes out.")


def may_approve(user: User, lead: int, sent_by: int | None, *, today: date) -> bool:
    try:
        check_approve(user, lead, sent_by, today=today)
    except (NotYours, NotNow):
        return False
    return True


def may_lead(user: User, lead: int, *, today: date) -> bool:
    try:
        check_leads(user, lead, today=today)
    except NotYours:
        return False
    return True


def is_officer(user: User, *, today: date) -> bool:
    try:
        check_officer(user, today=today)
    except NotYours:
        return False
    return True
