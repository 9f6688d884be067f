"""What this workspace changes in django-allauth: locks, words, sealed secrets, no sign-up."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from throughgate.privacy.access.models import User
from throughgate.privacy.sign_in import changes, entrance, letters, queries
from throughgate.privacy.sign_in.sealed import seal, unseal


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing in and passwords."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("The e-mail address or the password is not right"),
        "too_many_login_attempts": _(
            "There were too many tries. Wait half an hour, or choose a new password"
        ),
        "enter_current_password": _("This is not your present password"),
        "incorrect_code": _("This code is not right. Enter the newest one"),
        "incorrect_password": _("This password is not right"),
        "invalid_password_reset": _("This link no longer works. Ask for a new one"),
        "rate_limited": _("There were too many tries. Wait a few minutes"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        super().pre_authenticate(request, **credentials)
        if queries.is_locked(credentials.get("email", ""), now=timezone.now()):
            raise self.validation_error("too_many_login_attempts")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        failed(credentials.get("email", ""))

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        entrance.begin(request, user)
        changes.clear_failures(address=user.email, by=user)

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Who was never here begins with an invitation, which an administrator can take back."""
        if user.has_usable_password():
            super().send_password_reset_mail(user, email, context)


class SecondStep(DefaultMFAAdapter):  # type: ignore[misc]
    """Authenticator apps and passkeys."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right. Enter the newest one"),
        "cannot_delete_authenticator": _("You need a second step. Set up another one first"),
    }

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text) or ""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": "Throughgate"}


def failed(address: str) -> None:
    """Count a wrong password or code; the owner of an address that it locked is told."""
    if changes.count_failure(address=address, now=timezone.now(), by=None):
        user = queries.somebody(address)
        if user:
            letters.write("locked", user)
