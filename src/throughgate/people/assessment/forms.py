"""Forms of an assessment as a whole: which kind is started, which needs are kept, why it is sent back."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.common.values import load
from throughgate.people.assessment.rules import PACKAGE
from throughgate.privacy.access.typed import Form


def kinds() -> list[tuple[str, str]]:
    return [(code, each["name"]) for code, each in load(PACKAGE)["kinds"].latest.items()]


class Start(Form):
    """Which kind; the one that is due is chosen. The key makes a form that is sent twice one assessment."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    kind = forms.ChoiceField(
        label=_("Which assessment"),
        choices=kinds,
        error_messages={"required": _("Choose which assessment to start")},
    )


class Needs(Form):
    """The needs of one part. The answers suggest some; a practitioner decides."""

    needs = forms.MultipleChoiceField(label=_("What the person needs"), required=False)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["needs"].choices = choices  # type: ignore[attr-defined]


class SendBack(Form):
    """Why a signed assessment is to be changed."""

    why = forms.CharField(
        label=_("What should be changed, and why"),
        max_length=500,
        error_messages={"required": _("Say what should be changed, and why")},
    )


class Version(Form):
    """Which version the signer read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
