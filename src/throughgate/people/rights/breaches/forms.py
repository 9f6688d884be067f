"""Forms of the breach log. A moment is a day in three boxes and a time."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.common import dates
from throughgate.people.rights.requests.forms import Once
from throughgate.privacy.access.days import DayField
from throughgate.privacy.access.typed import Form

TIME = _("Write the time as 14:30")


def moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=dates.LONDON)


class WriteDown(Once):
    """What happened, to how many, and since when somebody here knows it."""

    found_day = DayField(label=_("The day it was found"))
    found_time = forms.TimeField(
        label=_("The time it was found"),
        help_text=_("The 72 hours run from this moment, at night and on Sundays too."),
        input_formats=["%H:%M"],
        error_messages={"required": TIME, "invalid": TIME},
    )
    happened_on = DayField(label=_("The day it happened, where you know it"))
    what = forms.CharField(
        label=_("What happened"),
        help_text=_("Name no person: what went where, and how it was noticed."),
        max_length=4000,
        error_messages={"required": _("Say what happened")},
    )
    kinds = forms.CharField(
        label=_("What kind of data"),
        max_length=500,
        error_messages={"required": _("Say what kind of data")},
    )
    people = forms.IntegerField(
        label=_("About how many people, where you know it"),
        min_value=0,
        required=False,
        error_messages={
            "invalid": _("Write a number, or leave it empty"),
            "min_value": _("Write a number of people, or leave it empty"),
        },
    )

    def clean_found_day(self) -> date:
        return _day(self.cleaned_data["found_day"])

    @property
    def written(self) -> dict[str, Any]:
        typed = self.cleaned_data
        said = {name: typed[name] for name in ("key", "happened_on", "what", "kinds", "people")}
        return {**said, "found_at": moment(typed["found_day"], typed["found_time"])}


class Report(Form):
    """It was reported to the Information Commissioner."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reported_day = DayField(label=_("The day it was reported"))
    reported_time = forms.TimeField(
        label=_("The time it was reported"),
        input_formats=["%H:%M"],
        error_messages={"required": TIME, "invalid": TIME},
    )
    harm = forms.CharField(
        label=_("What may follow for the people"),
        max_length=4000,
        error_messages={"required": _("Say what may follow for the people")},
    )
    done = forms.CharField(
        label=_("What was done about it"),
        max_length=4000,
        error_messages={"required": _("Say what was done about it")},
    )
    late_why = forms.CharField(
        label=_("Why it took longer, where it was more than 72 hours"),
        max_length=1000,
        required=False,
    )

    def clean_reported_day(self) -> date:
        return _day(self.cleaned_data["reported_day"])

    @property
    def reported(self) -> dict[str, Any]:
        typed = self.cleaned_data
        said = {name: typed[name] for name in ("harm", "done", "late_why")}
        return {**said, "reported_at": moment(typed["reported_day"], typed["reported_time"])}


class DoNotReport(Form):
    """Unlikely to be a risk to anybody."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(
        label=_("Why nobody is likely to be harmed"),
        help_text=_("The Information Commissioner may ask for it."),
        max_length=1000,
        error_messages={"required": _("Say why nobody is likely to be harmed")},
    )

    @property
    def reported(self) -> dict[str, Any]:
        return {"why": self.cleaned_data["why"]}


class Close(Form):
    """What was done, so that it does not happen again."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    done = forms.CharField(
        label=_("What was done, so that it does not happen again"),
        max_length=4000,
        error_messages={"required": _("Say what was done")},
    )
    told_people_on = DayField(
        label=_("The day the people were told"),
        help_text=_(
            "Needed in law where the risk to them is high. Leave it empty where they were not told."
        ),
    )

    @property
    def reported(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("done", "told_people_on")}


def _day(day: date | None) -> date:
    if day is None:
        raise forms.ValidationError(_("Enter the day"))
    return day
