"""The forms of who works with whom: a worker of one person, a caseload given on, cover for leave."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.people.involvement.allocation.models import Allocation
from throughgate.privacy.access.days import DayField
from throughgate.privacy.access.models import User
from throughgate.privacy.access.typed import Form


class OfWorkers(Form):
    """A form that chooses among the workers of an organisation."""

    def __init__(self, *args: Any, workers: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(each.pk): each for each in workers}
        named = [(pk, str(each)) for pk, each in self.known.items()]
        for name in ("worker", "away", "stands_in"):
            if name in self.fields:
                self.fields[name].choices = named  # type: ignore[attr-defined]

    def chosen(self, name: str) -> User:
        return self.known[self.cleaned_data[name]]


class Allocate(OfWorkers):
    """Who works with a person, and how."""

    worker = forms.ChoiceField(
        label=_("Worker"), error_messages={"required": _("Choose a worker of your organisation")}
    )
    part = forms.ChoiceField(
        label=_("What they do"),
        choices=[
            (Allocation.LEAD, _("Leads, in the place of who leads now")),
            (Allocation.SUPPORT, _("Supports who leads")),
        ],
        error_messages={"required": _("Choose whether they lead or support")},
    )


class GiveOn(OfWorkers):
    """To whom a caseload goes."""

    worker = forms.ChoiceField(
        label=_("Who takes all of them"),
        error_messages={"required": _("Choose who takes these people")},
    )


class NewCover(OfWorkers):
    """Who stands in for whom, from when to when."""

    away = forms.ChoiceField(
        label=_("Who is away"), error_messages={"required": _("Choose who is away")}
    )
    stands_in = forms.ChoiceField(
        label=_("Who stands in"), error_messages={"required": _("Choose who stands in")}
    )
    first_day = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"))

    def clean_first_day(self) -> date:
        return self._day("first_day", _("Enter the first day"))

    def clean_last_day(self) -> date:
        return self._day("last_day", _("Enter the last day"))

    def _day(self, name: str, words: Any) -> date:
        day: date | None = self.cleaned_data[name]
        if day is None:
            raise forms.ValidationError(words)
        return day
