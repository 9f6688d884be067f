"""The only writes of signing in. `by` is who does it; None is nobody signed in, or this machine."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.transaction import atomic
from django.utils import timezone
from procrastinate.contrib.django import app

from throughgate.privacy.access.models import Organisation, Post, User
from throughgate.privacy.audit.events import Event, record
from throughgate.privacy.sign_in import rules
from throughgate.privacy.sign_in.models import Failures, Invitation, KeptForm, Kind, Letter, Notice
from throughgate.privacy.sign_in.sealed import fingerprint, seal


@dataclass(frozen=True)
class SignIn(Event):
    """Something about who signs in, and in which post."""

    kind: Kind
    user: User | None
    post: Post | None
    organisation: Organisation | None


@atomic
def note(
    *,
    kind: Kind,
    now: datetime,
    by: User | None,
    user: User | None = None,
    post: Post | None = None,
    organisation: Organisation | None = None,
) -> None:
    """A line for the information officer, and in the audit."""
    about: dict[str, Any] = {"user": user, "post": post, "organisation": organisation}
    Notice.objects.create(kind=kind, at=now, by=by, **about)
    record(SignIn(person=None, today=timezone.localdate(now), kind=kind, **about), by=by)


@atomic
def invite(*, user: User, now: datetime, by: User | None) -> Invitation:
    """Send somebody a link to begin with. An earlier one no longer works."""
    open_ones = Invitation.objects.filter(user=user, taken_up_at=None, withdrawn_at=None)
    open_ones.update(withdrawn_at=now)
    limits = rules.limits(now.date())
    invitation = Invitation.objects.create(
        user=user, by=by, sent_at=now, expires_at=now + limits.invitation
    )
    note(kind=Kind.INVITED, now=now, by=by, user=user)
    return invitation


@atomic
def withdraw(*, invitation: Invitation, now: datetime, by: User) -> None:
    Invitation.objects.filter(pk=invitation.pk, taken_up_at=None).update(withdrawn_at=now)
    note(kind=Kind.INVITATION_WITHDRAWN, now=now, by=by, user=invitation.user)


@atomic
def take_up(*, invitation: Invitation, password: str, now: datetime, by: User) -> bool:
    """Begin with a password of one's own. False where the link was used or withdrawn meanwhile."""
    open_ones = Invitation.objects.filter(pk=invitation.pk, taken_up_at=None, withdrawn_at=None)
    if not open_ones.update(taken_up_at=now):
        return False
    by.set_password(password)
    by.save(update_fields=["password"])
    note(kind=Kind.TAKEN_UP, now=now, by=by, user=by)
    return True


@atomic
def count_failure(*, address: str, now: datetime, by: None) -> bool:
    """One more wrong password or code for an address. True where this one locked it."""
    limits = rules.limits(now.date())
    key = fingerprint(address)
    Failures.objects.get_or_create(address=key, defaults={"last_at": now})
    held = Failures.objects.select_for_update().get(address=key)
    held.count, held.last_at = held.count + 1, now
    held.locked_until = rules.locked_until(failures=held.count, now=now, limits=limits)
    locks = held.locked_until is not None
    if locks:
        held.count = 0
        _tell_of_lock(address, now)
    held.save()
    return locks


def _tell_of_lock(address: str, now: datetime) -> None:
    user = User.objects.filter(email=address.lower(), is_active=True).first()
    note(kind=Kind.LOCKED if user else Kind.UNKNOWN_LOCKED, now=now, by=None, user=user)


@atomic
def clear_failures(*, address: str, by: User | None) -> None:
    Failures.objects.filter(address=fingerprint(address)).delete()


@atomic
def unlock(*, user: User, now: datetime, by: User) -> None:
    clear_failures(address=user.email, by=by)
    note(kind=Kind.UNLOCKED, now=now, by=by, user=user)


@atomic
def reset_second_step(*, user: User, now: datetime, by: User) -> None:
    """For somebody who lost phone and recovery codes: they set a second step up anew."""
    Authenticator.objects.filter(user=user).delete()
    note(kind=Kind.SECOND_STEP_REMOVED, now=now, by=by, user=user)


@atomic
def forget_addresses(*, user: User, by: User | None) -> None:
    """The library keeps copies of addresses; ours is the one that counts."""
    EmailAddress.objects.filter(user=user).delete()


@atomic
def forget(*, user: User, by: None) -> None:
    """All by which somebody who left could sign in, and what information officers were told of it."""
    forget_addresses(user=user, by=by)
    Authenticator.objects.filter(user=user).delete()
    Invitation.objects.filter(user=user).delete()
    KeptForm.objects.filter(user=user).delete()
    Notice.objects.filter(user=user).delete()


@atomic
def work_in(*, post: Post, by: User) -> None:
    """From now on, what this user may see comes from this post."""
    User.objects.filter(pk=by.pk).update(working_in=post)
    by.working_in = post


@atomic
def keep_form(
    *, page: str, typed: dict[str, list[str]], post: int | None, now: datetime, by: User
) -> None:
    """Keep what was typed into a page; the newest for a page is the one that is kept."""
    KeptForm.objects.update_or_create(
        user=by,
        page=page,
        defaults={"post_id": post, "sealed": seal(json.dumps(typed)), "kept_at": now},
    )


@atomic
def forget_form(*, page: str, by: User) -> None:
    KeptForm.objects.filter(user=by, page=page).delete()


@atomic
def forget_old(*, now: datetime, by: None) -> None:
    """Forms nobody came back for, and counts of failures long past."""
    limits = rules.limits(now.date())
    KeptForm.objects.filter(kept_at__lt=now - limits.kept).delete()
    Failures.objects.filter(last_at__lt=now - limits.kept).delete()
    Letter.objects.filter(sent_at__lt=now - limits.kept).delete()


@atomic
def post_letter(*, to: str, subject: str, text: str, by: User | None) -> None:
    """Keep an e-mail and have a job send it: no page waits, and no wait tells who has an address here."""
    letter = Letter.objects.create(to=to, subject=subject, sealed=seal(text))
    app.configure_task("sign_in.send").defer(letter=letter.pk)


@atomic
def letter_went(*, letter: int, now: datetime, by: None) -> None:
    Letter.objects.filter(pk=letter).update(sent_at=now, sealed="")
