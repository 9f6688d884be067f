"""Who administers whom: the partnership office everybody, an organisation's own administrator that organisation."""

from __future__ import annotations

from datetime import date

from throughgate.common.errors import ThroughgateError
from throughgate.privacy.access.kinds import Kind, Role
from throughgate.privacy.access.models import Organisation, User
from throughgate.privacy.access.queries import current_post


class Refused(ThroughgateError):
    """Not this user's to administer."""


def may_administer(by: User | None, organisation: Organisation, *, today: date) -> bool:
    """`by` None is this machine: the command line, the demonstration."""
    if by is None:
        return True
    post = current_post(by, today=today)
    if post is None or post.role != Role.ADMINISTRATOR:
        return False
    return may_administer_all(by, today=today) or post.organisation_id == organisation.pk


def may_administer_all(by: User | None, *, today: date) -> bool:
    if by is None:
        return True
    post = current_post(by, today=today)
    return bool(
        post
        and post.role == Role.ADMINISTRATOR
        and post.organisation.kind == Kind.PARTNERSHIP_OFFICE
    )


def check_administer(by: User | None, organisation: Organisation, *, today: date) -> None:
    if not may_administer(by, organisation, today=today):
        raise Refused(
            f"You cannot change who works at {organisation.name}. Ask its own administrator, or one "
            "of the partnership office."
        )


def check_administer_all(by: User | None, *, today: date) -> None:
    if not may_administer_all(by, today=today):
        raise Refused(
            "Only an administrator of the partnership office adds and ends organisations. Ask them."
        )


def check_give(by: User | None, to: User, organisation: Organisation, *, today: date) -> None:
    """Nobody gives themselves a post: whoever may let people in does not decide alone what they see."""
    check_administer(by, organisation, today=today)
    if by is not None and by.pk == to.pk:
        raise Refused("You cannot give yourself a post. Ask another administrator to do it.")
