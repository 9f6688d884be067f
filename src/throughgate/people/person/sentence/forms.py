"""The forms of a sentence and of a condition."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.common.errors import ThroughgateError
from throughgate.common.values import load
from throughgate.people.person.sentence import rules
from throughgate.people.record.editing import OfRecord
from throughgate.privacy.access.days import DayField

LONGEST = 36_500
NO_VICTIM = _(
    "Enter nothing that says who a victim is or where one lives, works or goes. “Address and contact conditions "
    "apply” is a flag under “Risk and what to be careful about”."
)


def listed(name: str) -> list[tuple[str, str]]:
    return list(load("throughgate.people.person.sentence")[name].latest.items())


class Imposed(OfRecord):
    """What was imposed, when, for how long; and, when it is over, since when."""

    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=lambda: listed("kinds"),
        error_messages={"required": _("Choose what it is")},
    )
    imposed_on = DayField(
        label=_("Day it was imposed"), help_text=_("As the court or the police gave it.")
    )
    length = forms.IntegerField(
        label=_("Length"),
        help_text=_("A number, as it was given. Leave it empty where it has none."),
        required=False,
        min_value=1,
        max_value=LONGEST,
        error_messages={
            "invalid": _("The length is a whole number, such as 6"),
            "min_value": _("The length is 1 or more"),
            "max_value": _("No sentence is as long as this. Check the length and its unit."),
        },
    )
    unit = forms.ChoiceField(
        label=_("Days, weeks, months or years"),
        choices=lambda: [*listed("units"), ("", _("No length was given"))],
        required=False,
    )
    given_by = forms.CharField(
        label=_("Who gave it"),
        help_text=_("The court, or the police force."),
        max_length=200,
        required=False,
    )
    ended_on = DayField(
        label=_("Day it ended"),
        help_text=_(
            "Only when all of it is over: from that night, those who work with the person to manage it see them no more."
        ),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "imposed_on" in cleaned and cleaned["imposed_on"] is None:
            self.add_error("imposed_on", _("Enter the day it was imposed"))
        if "length" in cleaned and bool(cleaned["length"]) != bool(cleaned.get("unit")):
            missing = "unit" if cleaned["length"] else "length"
            self.add_error(missing, _("Enter the length and its unit, or neither"))
        if not self.errors:
            self._check_days(cleaned)
        return cleaned

    def _check_days(self, cleaned: dict[str, Any]) -> None:
        imposed, ended = cleaned["imposed_on"], cleaned["ended_on"]
        try:
            rules.check_days(imposed, ended, today=self.record.today)
        except ThroughgateError as error:
            late = imposed <= self.record.today
            self.add_error("ended_on" if late else "imposed_on", str(error))


class Asked(OfRecord):
    """Something that a sentence, a licence or an out-of-court disposal asks for."""

    words = forms.CharField(
        label=_("What it asks for"),
        help_text=NO_VICTIM,
        max_length=500,
        error_messages={
            "required": _("Enter what it asks for"),
            "max_length": _("At most %(limit_value)d letters are kept; this has %(show_value)d."),
        },
    )
    first_day = DayField(label=_("From"), help_text=_("Leave it empty for the whole sentence."))
    last_day = DayField(label=_("Until"), help_text=_("As its source gives it."))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("It cannot end before it starts. Check both days."))
        return cleaned
