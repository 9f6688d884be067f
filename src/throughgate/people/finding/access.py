"""Who may do what with people who are not on their list yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from throughgate.people.involvement.access import Refused
from throughgate.privacy.access import lists
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.models import Post, User
from throughgate.privacy.access.queries import current_post


@dataclass(frozen=True)
class May:
    """What a page offers to a role beside the list."""

    find: bool = False
    add: bool = False
    match: bool = False
    emergency: bool = False
    review: bool = False
    places: bool = False


def may(role: str, *, today: date) -> May:
    """Whoever's role shows who people are may look for them, add them and ask in an emergency."""
    if not role:
        return May()
    knows = "identity" in lists.opens(role, today)
    return May(
        find=knows,
        add=knows and role != Role.INFORMATION_OFFICER,
        match=role == Role.RECORD_OFFICER,
        emergency=knows and role != Role.INFORMATION_OFFICER,
        review=role == Role.INFORMATION_OFFICER,
        places="place" in lists.opens(role, today),
    )


def check_find(user: User, *, today: date) -> Post:
    post = _post(user, today)
    if not may(post.role, today=today).find:
        raise Refused(
            "Your post does not show who people are, so it does not look for them by name. "
            "The people you work with are under “People”."
        )
    return post


def check_add(user: User, *, today: date) -> Post:
    post = _post(user, today)
    if not may(post.role, today=today).add:
        raise Refused(
            "Your post does not add people. Ask a practitioner or a record officer of your organisation."
        )
    return post


def _post(user: User, today: date) -> Post:
    post = current_post(user, today=today)
    if post is None:
        raise Refused("You work in no post today. Ask your administrator.")
    return post
