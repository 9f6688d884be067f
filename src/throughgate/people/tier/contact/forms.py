"""The form of a contact."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.common.values import load
from throughgate.people.record.editing import OfRecord
from throughgate.privacy.access.days import DayField


def kinds() -> list[tuple[str, str]]:
    return list(load("throughgate.people.tier.contact")["kinds"].latest.items())


class Met(OfRecord):
    """When and how."""

    day = DayField(label=_("Day"))
    kind = forms.ChoiceField(
        label=_("How"), choices=kinds, error_messages={"required": _("Choose how you met or spoke")}
    )

    def clean_day(self) -> date:
        day: date | None = self.cleaned_data["day"]
        if day is None:
            raise forms.ValidationError(_("Enter the day"))
        if day > self.record.today:
            raise forms.ValidationError(
                _("This day has not come yet. Enter a contact when it was made.")
            )
        return day
