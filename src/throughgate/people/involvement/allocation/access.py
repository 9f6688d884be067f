"""Who may say who works with whom: a manager; where an organisation has none, whoever works with people there."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.http import Http404

from throughgate.common.errors import NotAllowed
from throughgate.people.involvement import access
from throughgate.people.involvement.access import Refused
from throughgate.people.involvement.allocation import mine, queries
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.models import Organisation, User
from throughgate.privacy.access.queries import current_post


def check_allocate(user: User, *, today: date) -> Organisation:
    """The organisation whose workers they may allocate."""
    post = current_post(user, today=today)
    if post is None or not queries.works_with_people(post.role, today):
        raise Refused(
            "Your post does not say who works with whom. Ask a manager of your organisation."
        )
    if post.role != Role.MANAGER and queries.has_manager(post.organisation, today=today):
        raise Refused("Who works with whom is for a manager. Ask one of your organisation.")
    return post.organisation


def may_allocate(user: User, *, today: date) -> bool:
    try:
        check_allocate(user, today=today)
    except NotAllowed:
        return False
    return True


def check_allocate_person(user: User, person: UUID, *, today: date, now: datetime) -> Organisation:
    """The same, of somebody whom they see."""
    access.check_see(user, person, today=today, now=now)
    organisation = check_allocate(user, today=today)
    access.check_see(user, person, "sharing", held_by=organisation.pk, today=today, now=now)
    return organisation


def check_see_caseload(user: User, worker: User, *, today: date) -> Organisation:
    """One’s own, that of whom one stands in for, and for a manager everybody’s; another organisation’s is not there."""
    post = current_post(user, today=today)
    if post is None or not queries.has_worked(post.organisation, worker):
        raise Http404
    stands_in = any(each.away_id == worker.pk for each in mine.standing_in(user, today=today))
    if worker.pk != user.pk and not stands_in:
        check_allocate(user, today=today)
    return post.organisation
