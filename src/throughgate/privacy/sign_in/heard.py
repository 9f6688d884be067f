"""What the library tells of: second steps taken, added and removed, passwords changed."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import (
    authentication_step_completed,
    password_changed,
    password_reset,
)
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.http import HttpRequest
from django.utils import timezone

from throughgate.privacy.access.models import User
from throughgate.privacy.sign_in import changes, queries
from throughgate.privacy.sign_in.entrance import took_second_step
from throughgate.privacy.sign_in.models import Kind


def connect() -> None:
    authentication_step_completed.connect(_step, dispatch_uid="sign_in.step")
    authenticator_added.connect(_added, dispatch_uid="sign_in.added")
    authenticator_removed.connect(_removed, dispatch_uid="sign_in.removed")
    password_changed.connect(_changed, dispatch_uid="sign_in.changed")
    password_reset.connect(_reset, dispatch_uid="sign_in.reset")


def _step(request: HttpRequest, user: User, method: str, **rest: Any) -> None:
    if method == "mfa":
        took_second_step(request, user)


def _added(request: HttpRequest, user: User, **rest: Any) -> None:
    changes.note(kind=Kind.SECOND_STEP_ADDED, now=timezone.now(), by=user, user=user)


def _removed(request: HttpRequest, user: User, **rest: Any) -> None:
    changes.note(kind=Kind.SECOND_STEP_REMOVED, now=timezone.now(), by=user, user=user)
    if not queries.has_second_step(user):
        request.session.pop("second_step", None)


def _changed(user: User, **rest: Any) -> None:
    changes.note(kind=Kind.PASSWORD_CHANGED, now=timezone.now(), by=user, user=user)


def _reset(user: User, **rest: Any) -> None:
    """Whoever reads the mailbox is let try again."""
    changes.clear_failures(address=user.email, by=user)
    _changed(user)
