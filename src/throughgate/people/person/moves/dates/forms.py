"""The form of a date that a source gives."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.common.values import load
from throughgate.people.person.models import Entry
from throughgate.people.record.editing import OfRecord
from throughgate.privacy.access.days import DayField


def _kinds() -> list[tuple[str, str]]:
    return list(load("throughgate.people.person.moves")["dates"].latest.items())


class GivenDate(OfRecord):
    """Which date, and who gave it. It is copied, never worked out."""

    kind = forms.ChoiceField(
        label=_("Which date"),
        choices=_kinds,
        error_messages={"required": _("Choose which date it is")},
    )
    day = DayField(label=_("Day"), help_text=_("As the source gives it. Do not work it out."))
    source = forms.CharField(
        label=_("Who or what gave it"),
        help_text=_("For example: release notice from the prison, 3 March."),
        max_length=100,
        error_messages={"required": _("Enter who or what gave this date")},
    )
    confirmed = forms.BooleanField(label=_("The source says that it is confirmed"), required=False)

    def clean_day(self) -> date:
        day: date | None = self.cleaned_data["day"]
        if day is None:
            raise forms.ValidationError(_("Enter the day as the source gives it"))
        return day

    def clean_source(self) -> str:
        named: str = self.cleaned_data["source"].strip()
        if named.casefold() == Entry.HERE:
            raise forms.ValidationError(_("Name who or what gave it, so that it can be checked"))
        return named
