"""Only a record officer decides whether two records are one person's."""

from __future__ import annotations

from datetime import date

from throughgate.people.involvement.access import Refused
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.models import User
from throughgate.privacy.access.queries import current_post


def check_decide(user: User, *, today: date) -> None:
    post = current_post(user, today=today)
    if post is None or post.role != Role.RECORD_OFFICER:
        raise Refused(
            "Whether two records are one person’s is for a record officer to decide. "
            "Ask one of your organisation."
        )
