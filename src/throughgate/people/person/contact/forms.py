"""The form of one way to reach somebody."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.common.values import load
from throughgate.people.record.editing import OfRecord


def listed(name: str) -> list[tuple[str, str]]:
    return list(load("throughgate.people.person.contact")[name].latest.items())


class Reach(OfRecord):
    """What it is, and how it may be used."""

    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=lambda: listed("kinds"),
        error_messages={"required": _("Choose what it is")},
    )
    value = forms.CharField(
        label=_("Number, address or who to ask for"),
        max_length=500,
        error_messages={"required": _("Enter the number, the address or who to ask for")},
    )
    use = forms.ChoiceField(
        label=_("How it may be used"),
        help_text=_("Ask the person. Somebody else may listen to a message."),
        choices=lambda: listed("uses"),
        error_messages={"required": _("Choose how it may be used")},
    )
    note = forms.CharField(
        label=_("Anything else to know"),
        help_text=_("For example: evenings only."),
        max_length=200,
        required=False,
    )
