"""Who brings people in from a file: a record officer or a manager, for their own organisation."""

from __future__ import annotations

from datetime import date

from throughgate.common.errors import NotAllowed
from throughgate.privacy.access import lists
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.models import Organisation, User
from throughgate.privacy.access.queries import current_post

IMPORTERS = {Role.RECORD_OFFICER, Role.MANAGER}


class Refused(NotAllowed):
    """Not this user's to do."""


def check_import(user: User, *, today: date) -> Organisation:
    post = current_post(user, today=today)
    if post is None or post.role not in IMPORTERS:
        raise Refused(
            "Files of people are brought in by a record officer or a manager. Ask one of your organisation."
        )
    if not lists.sees_people(post.organisation.kind, today):
        raise Refused(
            f"{post.organisation.name} is of a kind that never sees a person, so it brings nobody in."
        )
    return post.organisation


def may_import(user: User, *, today: date) -> bool:
    try:
        check_import(user, today=today)
    except Refused:
        return False
    return True
