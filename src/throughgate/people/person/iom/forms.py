"""The forms of an adoption: the panel's decision, a review, a removal."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.common.values import load
from throughgate.people.person.iom.changes import Decision
from throughgate.people.record.forms import RowForm
from throughgate.privacy.access.days import DayField
from throughgate.privacy.access.typed import Form


def _cohorts() -> list[tuple[str, str]]:
    return list(load("throughgate.people.person.iom")["cohorts"].latest.items())


def _asked_for(day: date | None, words: Any) -> date:
    if day is None:
        raise forms.ValidationError(words)
    return day


class Cohort(RowForm):
    """In which cohort, looked at again by when."""

    cohort = forms.ChoiceField(
        label=_("Cohort"), choices=_cohorts, error_messages={"required": _("Choose the cohort")}
    )
    review_on = DayField(
        label=_("Looked at again by"), help_text=_("At most six months on, when the panel meets.")
    )

    def clean_review_on(self) -> date:
        return _asked_for(self.cleaned_data["review_on"], _("Enter by when it is looked at again"))


class Adopt(Cohort):
    """What the panel decided. Two people are named: nobody adopts alone."""

    proposed_by = forms.CharField(
        label=_("Proposed by"),
        help_text=_("Name and post."),
        max_length=200,
        error_messages={"required": _("Enter who proposed it")},
    )
    decided_by = forms.CharField(
        label=_("Decided by, for the panel"),
        help_text=_("Name and post of somebody else."),
        max_length=200,
        error_messages={"required": _("Enter who decided it for the panel")},
    )
    why = forms.CharField(
        label=_("Why, as the panel minuted it"),
        help_text=_(
            "No intelligence is entered here. Anybody who reads this may be asked about it."
        ),
        max_length=1000,
        error_messages={"required": _("Enter why, as the panel minuted it")},
    )
    first_day = DayField(label=_("From"))
    field_order = ("cohort", "proposed_by", "decided_by", "why", "first_day", "review_on")

    def clean_first_day(self) -> date:
        return _asked_for(self.cleaned_data["first_day"], _("Enter from which day"))

    @property
    def decision(self) -> Decision:
        return Decision(**self.columns)


class Remove(Form):
    """Why the panel ends it."""

    why = forms.CharField(
        label=_("Why the panel removes them"),
        max_length=500,
        error_messages={"required": _("Enter why they are removed")},
    )
