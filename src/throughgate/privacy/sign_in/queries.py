"""Reads of signing in. The first argument is the user whose things are asked for."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import QueryDict

from throughgate.privacy.access import lists
from throughgate.privacy.access.models import Post, User
from throughgate.privacy.access.queries import agreements, current_post
from throughgate.privacy.sign_in import rules
from throughgate.privacy.sign_in.models import Failures, Invitation, KeptForm, Letter, Notice
from throughgate.privacy.sign_in.sealed import fingerprint, unseal

SALT = "throughgate.invitation"
NOTICES_SHOWN = 200


def is_locked(address: str, *, now: datetime) -> bool:
    """Of an address, not of a user: an address that nobody has is locked just the same."""
    locked = Failures.objects.filter(address=fingerprint(address), locked_until__gt=now)
    return locked.exists()


def has_second_step(user: User) -> bool:
    types = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return bool(Authenticator.objects.filter(user=user, type__in=types).exists())


def link_of(invitation: Invitation) -> str:
    """What the link carries. Made from the row each time, so that the link itself is kept nowhere."""
    return signing.dumps(str(invitation.pk), salt=SALT)


def invitation(signed: str, *, now: datetime) -> Invitation | None:
    """The invitation a link leads to, where it can still be taken up."""
    try:
        pk = signing.loads(signed, salt=SALT)
        found = Invitation.objects.select_related("user", "by").filter(pk=pk).first()
    except (signing.BadSignature, ValidationError):
        return None
    if found is None or found.taken_up_at or found.withdrawn_at or not found.user.is_active:
        return None
    return found if now <= found.expires_at else None


def open_invitations(users: list[User]) -> dict[int, Invitation]:
    """Of several users, by user."""
    found = Invitation.objects.filter(user__in=users, taken_up_at=None, withdrawn_at=None)
    return {invitation.user_id: invitation for invitation in found}


def kept_pages(user: User, *, now: datetime) -> list[str]:
    """The pages for which a form of this user is kept."""
    since = now - rules.limits(now.date()).kept
    return list(
        KeptForm.objects.filter(user=user, kept_at__gte=since).values_list("page", flat=True)
    )


def kept_form(user: User, page: str, *, post: Post | None) -> QueryDict | None:
    """What this user typed into a page, in the post they work in now."""
    kept = KeptForm.objects.filter(user=user, page=page, post=post).first()
    text = unseal(kept.sealed) if kept else None
    if text is None:
        return None
    typed = QueryDict(mutable=True)
    for name, several in json.loads(text).items():
        typed.setlist(name, several)
    return typed


def letter(pk: int) -> tuple[Letter, str] | None:
    """A letter not sent yet, with its text."""
    found = Letter.objects.filter(pk=pk, sent_at=None).first()
    text = unseal(found.sealed) if found else None
    return (found, text) if found and text is not None else None


def notices(user: User) -> list[Notice]:
    """The newest lines for the information officer."""
    found = Notice.objects.select_related("user", "by", "organisation", "post__organisation")
    return list(found[:NOTICES_SHOWN])


def somebody(address: str) -> User | None:
    """Who signs in with an address."""
    return User.objects.filter(email=address.lower(), is_active=True).first()


def by_id(pk: int | None) -> User | None:
    return User.objects.filter(pk=pk, is_active=True).first() if pk else None


@dataclass(frozen=True)
class Reason:
    """A purpose for which an organisation may see people, and the agreements that say so."""

    purpose: str
    agreements: tuple[str, ...]


def reasons(user: User, *, today: date) -> list[Reason]:
    """Why this user may see anybody at all: the purposes of agreements in force for their organisation."""
    post = current_post(user, today=today)
    found: dict[str, set[str]] = {}
    for standing in agreements(user, today=today):
        if post and standing.in_force:
            ends = Q(sender=post.organisation) | Q(receiver=post.organisation)
            for code in standing.agreement.flows.filter(ends).values_list("purpose", flat=True):
                found.setdefault(code, set()).add(standing.agreement.name)
    named = {lists.name_of("purposes", code): names for code, names in found.items()}
    return [Reason(purpose, tuple(sorted(named[purpose]))) for purpose in sorted(named)]
