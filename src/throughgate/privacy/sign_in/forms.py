"""Forms of signing in, and the form every page begins from."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from throughgate.privacy.access import lists
from throughgate.privacy.access.models import Post, User
from throughgate.privacy.access.typed import Form
from throughgate.privacy.sign_in import queries


class ChoosePost(Form):
    """Which post are you working in?"""

    post = forms.ChoiceField(
        label=_("Which post are you working in?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the post you are working in")},
    )

    def __init__(self, *args: Any, held: list[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = {str(post.pk): post for post in held}
        self.fields["post"].choices = [  # type: ignore[attr-defined]
            (pk, f"{lists.name_of('roles', post.role)}, {post.organisation.name}")
            for pk, post in self.held.items()
        ]

    @property
    def chosen(self) -> Post:
        return self.held[self.cleaned_data["post"]]


class Begin(Form):
    """The password of somebody who was invited."""

    password = forms.CharField(
        label=_("Choose a password"),
        strip=False,
        error_messages={"required": _("Enter a password")},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password


class _Locks:
    """Wrong codes count like wrong passwords: whoever gets so far knows the password already."""

    user: User

    def clean_code(self) -> str:
        from allauth.account.adapter import get_adapter

        if queries.is_locked(self.user.email, now=timezone.now()):
            raise get_adapter().validation_error("too_many_login_attempts")
        return super().clean_code()  # type: ignore[misc, no-any-return]

    def _emit_authentication_failed(self, authenticator: Authenticator) -> None:
        from throughgate.privacy.sign_in.adapters import failed

        super()._emit_authentication_failed(authenticator)  # type: ignore[misc]
        failed(self.user.email)


class Code(_Locks, AuthenticateForm):  # type: ignore[misc]
    """The second step of signing in."""


class CodeAgain(_Locks, ReauthenticateForm):  # type: ignore[misc]
    """Confirming that it is still you."""
