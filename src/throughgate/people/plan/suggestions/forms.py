"""Refusing what is suggested."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.people.record.forms import RowForm


class RefuseForm(RowForm):
    """Which goal or step, and why. Nothing waits for it."""

    code = forms.ChoiceField(
        label=_("What is not wanted"), error_messages={"required": _("Choose what is not wanted")}
    )
    reason = forms.CharField(
        label=_("Why"),
        help_text=_(
            "The person’s own reason counts. Nothing is stopped by this, and it can be suggested again."
        ),
        max_length=500,
        error_messages={"required": _("Say why, so that nobody asks again")},
    )

    def __init__(
        self, *args: Any, choices: list[tuple[str, str]], code: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = choices  # type: ignore[attr-defined]
        self.initial["code"] = code
