"""The forms of mentoring, of one meeting, and of a move from youth to adult services."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.common.errors import ThroughgateError
from throughgate.people.person.mentor import queries, rules
from throughgate.people.record.editing import OfRecord, OneOf
from throughgate.privacy.access.days import DayField


def person_or_nobody(value: str) -> int | None:
    return int(value) if value else None


class Meeting(OfRecord):
    """When and where a mentor and somebody meet next: all that a mentor changes."""

    meeting = forms.CharField(
        label=_("When and where you meet next"),
        help_text=_("For example: Tuesday 9 March at 14:00, the café by the library."),
        max_length=300,
        required=False,
    )


class Mentored(Meeting):
    """All that a mentor sees of somebody."""

    mentor_id = OneOf(
        label=_("Mentor"),
        help_text=_("Those whose post in your organisation is a mentor’s."),
        coerce=person_or_nobody,
        required=False,
        empty_value=None,
    )
    first_name = forms.CharField(
        label=_("First name that the mentor is told"),
        max_length=100,
        error_messages={"required": _("Enter the first name")},
    )
    reach = forms.CharField(
        label=_("How the mentor reaches them"),
        help_text=_("Through your office is often best."),
        max_length=200,
        required=False,
    )
    first_day = DayField(label=_("From"))
    last_day = DayField(label=_("Last day"), help_text=_("Only when it is known."))
    field_order = ("mentor_id", "first_name", "reach", "meeting", "first_day", "last_day")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nobody = ("", _("Nobody yet"))
        self.fields["mentor_id"].choices = [*queries.mentors(self.record), nobody]  # type: ignore[attr-defined]
        if self.row is None:
            named = self.record.named.name.split()
            self.initial.update(first_name=named[0] if named else "", first_day=self.record.today)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if "first_day" in cleaned and first is None:
            self.add_error("first_day", _("Enter the day from which they meet"))
        elif first and last and last < first:
            self.add_error("last_day", _("It cannot end before it starts. Check both days."))
        return cleaned


class Moving(OfRecord):
    """From which worker to which, planned for when, and what has happened."""

    to_organisation_id = OneOf(
        label=_("To whom they move"),
        coerce=int,
        error_messages={"required": _("Choose to whom they move")},
    )
    youth_worker = forms.CharField(
        label=_("Youth worker"),
        max_length=200,
        error_messages={"required": _("Enter the youth worker")},
    )
    adult_worker = forms.CharField(label=_("Adult worker"), max_length=200, required=False)
    planned_for = DayField(label=_("Planned for"))
    met_on = DayField(
        label=_("Day all three met"),
        help_text=_("The person and both workers. Only once it happened."),
    )
    done_on = DayField(label=_("Day it was done"), help_text=_("Only once it happened."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_organisation_id"].choices = queries.adult_services()  # type: ignore[attr-defined]

    def clean_planned_for(self) -> date:
        day: date | None = self.cleaned_data["planned_for"]
        if day is None:
            raise forms.ValidationError(_("Enter the day it is planned for"))
        return day

    def clean_met_on(self) -> date | None:
        return self._happened("met_on")

    def clean_done_on(self) -> date | None:
        return self._happened("done_on")

    def _happened(self, name: str) -> date | None:
        day: date | None = self.cleaned_data[name]
        try:
            rules.check_happened(day, today=self.record.today)
        except ThroughgateError as error:
            raise forms.ValidationError(str(error)) from None
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        try:
            rules.check_adult_worker(cleaned.get("adult_worker", ""), cleaned.get("done_on"))
        except ThroughgateError as error:
            self.add_error("adult_worker", str(error))
        return cleaned
