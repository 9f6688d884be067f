"""The forms of MAPPA and of flags. None asks for anything that could point at a victim."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.common.errors import ThroughgateError
from throughgate.common.values import load
from throughgate.people.person.risk import rules
from throughgate.people.person.risk.models import CONDITIONS_APPLY
from throughgate.people.record.editing import OfRecord, OneOf
from throughgate.privacy.access.days import DayField

NO_VICTIM = _(
    "Never enter anything that says who a victim is, or where one lives, works or goes. Nothing about anybody else."
)


def listed(name: str) -> list[tuple[str, str]]:
    found = load("throughgate.people.person.risk")[name].latest
    return [(str(code), words) for code, words in found.items()]


class Reviewed(OfRecord):
    """Something with a review day and, when it is over, a last day."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, words in (
            ("first_day", _("Enter the day it starts")),
            ("review_on", _("Enter the day of the review")),
        ):
            if name in self.fields and name in cleaned and cleaned[name] is None:
                self.add_error(name, words)
        if not self.errors:
            self._check("review_on", rules.check_review, cleaned["review_on"], cleaned["last_day"])
        if not self.errors and "first_day" in cleaned:
            self._check("first_day", rules.check_days, cleaned["first_day"], cleaned["last_day"])
        return cleaned

    def _check(self, field: str, check: Any, *days: Any) -> None:
        try:
            check(*days, today=self.record.today)
        except ThroughgateError as error:
            self.add_error(field, str(error))


class Arrangements(Reviewed):
    """MAPPA: category and level."""

    category = OneOf(
        label=_("Category"),
        coerce=int,
        choices=lambda: listed("categories"),
        error_messages={"required": _("Choose the category")},
    )
    level = OneOf(
        label=_("Level"),
        coerce=int,
        choices=lambda: listed("levels"),
        error_messages={"required": _("Choose the level")},
    )
    first_day = DayField(label=_("Since"))
    review_on = DayField(label=_("Next review"))
    last_day = DayField(label=_("Last day"), help_text=_("Only when it is over."))


class Careful(Reviewed):
    """Something to be careful about, and whom to ring before acting."""

    kind = forms.ChoiceField(
        label=_("What to be careful about"),
        choices=lambda: listed("flags"),
        error_messages={"required": _("Choose what to be careful about")},
    )
    ring = forms.CharField(
        label=_("Whom to ring before acting"),
        help_text=_("A duty desk or a team: somebody who answers when you are away."),
        max_length=100,
        error_messages={"required": _("Enter whom to ring")},
    )
    phone = forms.CharField(label=_("Their telephone number"), max_length=30, required=False)
    words = forms.CharField(
        label=_("What to do, in one sentence"), help_text=NO_VICTIM, max_length=300, required=False
    )
    review_on = DayField(label=_("Next review"))
    last_day = DayField(label=_("Last day"), help_text=_("Only when it is over."))


class ConditionsApply(Reviewed):
    """“Address and contact conditions apply: ask probation”: a review day, and nothing else to fill in."""

    review_on = DayField(label=_("Next review"))
    last_day = DayField(label=_("Last day"), help_text=_("Only when it is over."))

    @property
    def columns(self) -> dict[str, Any]:
        return {**super().columns, "kind": CONDITIONS_APPLY}
