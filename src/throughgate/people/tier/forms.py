"""The form that sets another tier than the confirmed one for a while."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.people.record.editing import OfRecord
from throughgate.people.tier.rules import Tier
from throughgate.privacy.access.days import DayField


class Another(OfRecord):
    """Which tier, why, and until when."""

    tier = forms.ChoiceField(
        label=_("Tier"),
        choices=[(tier.value, tier.value) for tier in Tier],
        error_messages={"required": _("Choose the tier")},
    )
    reason = forms.CharField(
        label=_("Why it should be another"),
        help_text=_("So that the next worker understands it. The person may ask to read it."),
        max_length=1000,
        error_messages={"required": _("Say why the tier should be another")},
    )
    last_day = DayField(
        label=_("Last day"),
        help_text=_("At most six months on. After it the confirmed tier holds again."),
    )

    def clean_last_day(self) -> date:
        day: date | None = self.cleaned_data["last_day"]
        if day is None:
            raise forms.ValidationError(_("Enter the last day"))
        return day
