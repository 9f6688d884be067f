"""The one question about two records."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.privacy.access.typed import Form

DECISIONS = (
    ("same", _("The same person: join the two records")),
    ("different", _("Two people: leave them apart")),
)


class Decision(Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        label=_("Are they the same person?"),
        choices=DECISIONS,
        error_messages={"required": _("Choose whether they are the same person")},
    )

    def __init__(self, *args: Any, version: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = version
