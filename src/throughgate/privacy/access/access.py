"""Who may write sharing agreements: an information officer, for their own organisation's; and who binds whom."""

from __future__ import annotations

from datetime import date

from throughgate.common.errors import NotAllowed
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.models import Agreement, AgreementParty, Organisation, Post, User
from throughgate.privacy.access.queries import current_post, has_signed, is_party


class NotYours(NotAllowed):
    """What was asked is for another post."""


def check_write(user: User, *, today: date) -> Post:
    """Whether they may write down agreements at all."""
    post = current_post(user, today=today)
    if post is None or post.role != Role.INFORMATION_OFFICER:
        raise NotYours(
            "Sharing agreements are written down by an information officer. Ask the one of your "
            "organisation to do it."
        )
    return post


def check_change(user: User, agreement: Agreement, *, today: date) -> Post:
    """Whether they may change this one: theirs is a party to it."""
    post = check_write(user, today=today)
    if not is_party(post.organisation, agreement):
        raise NotYours(
            f"{post.organisation} is not a party to “{agreement}”, so it cannot change it. "
            "Ask an information officer of one of its parties."
        )
    return post


def check_sign(user: User, party: AgreementParty, *, today: date) -> None:
    """An organisation signs for itself: nobody else binds it."""
    post = check_change(user, party.agreement, today=today)
    if post.organisation_id != party.organisation_id:
        raise NotYours(
            f"{party.organisation} signs for itself: its own information officer notes who signed. Ask them, or have "
            "an administrator give somebody there that post."
        )


def check_add_flow(user: User, agreement: Agreement, sender: Organisation, *, today: date) -> None:
    """Until it signs, any party may propose what an organisation sends; once it has signed, it alone adds to that."""
    post = check_change(user, agreement, today=today)
    if post.organisation_id != sender.pk and has_signed(agreement, sender):
        raise NotYours(
            f"{sender} has signed this agreement. What else it sends is added by its own information officer: ask "
            "them, or write a new agreement that it signs."
        )


def may_sign(user: User, party: AgreementParty, *, today: date) -> bool:
    try:
        check_sign(user, party, today=today)
    except NotYours:
        return False
    return True


def may_write(user: User, *, today: date) -> bool:
    try:
        check_write(user, today=today)
    except NotYours:
        return False
    return True


def may_change(user: User, agreement: Agreement, *, today: date) -> bool:
    try:
        check_change(user, agreement, today=today)
    except NotYours:
        return False
    return True
