"""The form that says what has become of a need."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.common.values import load
from throughgate.people.record.forms import RowForm


def statuses() -> list[tuple[str, str]]:
    return list(load("throughgate.people.assessment")["need_statuses"].latest.items())


class Become(RowForm):
    """One of the states of a need."""

    status = forms.ChoiceField(
        label=_("What has become of it"),
        choices=statuses,
        error_messages={"required": _("Choose what has become of it")},
    )
