"""The forms of a score from another system, and of the facts that scores are worked out from here."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.common.errors import ThroughgateError
from throughgate.common.values import load
from throughgate.people.record.editing import OfRecord
from throughgate.people.tier import rules as tier_rules
from throughgate.people.tier.scores import codes, rules
from throughgate.people.tier.scores.models import FROM_ELSEWHERE
from throughgate.privacy.access.days import DayField

HOW = (
    ("dynamic", _("From an assessment (dynamic)")),
    ("static", _("From the record alone (static)")),
)
FLAGS = ("domestic_abuse", "stalking", "child_protection", "sexual_offence")


def listed(name: str) -> list[tuple[str, str]]:
    return list(load("throughgate.people.tier.scores")[name].latest.items())


def from_elsewhere() -> list[tuple[str, str]]:
    names = dict(listed("kinds"))
    return [(kind, names[kind]) for kind in FROM_ELSEWHERE]


class EnteredScore(OfRecord):
    """A score as another system shows it. It is never worked out here."""

    kind = forms.ChoiceField(
        label=_("Which score"),
        choices=from_elsewhere,
        error_messages={"required": _("Choose which score it is")},
    )
    percent = forms.DecimalField(
        label=_("Percent"),
        help_text=_("As the other system shows it, such as 3.42"),
        max_digits=12,
        error_messages={
            "required": _("Enter the score in percent"),
            "invalid": _("The score is a number, such as 3.42"),
        },
    )
    band = forms.ChoiceField(
        label=_("Band"),
        help_text=_(
            "For a sexual score, as the other system shows it. Others have theirs from the percent."
        ),
        choices=lambda: [*listed("bands"), ("", _("None is shown"))],
        required=False,
    )
    how = forms.ChoiceField(
        label=_("How it was made there"),
        choices=HOW,
        error_messages={"required": _("Choose how it was made")},
    )
    scored_on = DayField(label=_("Day of the score"))
    from_system = forms.CharField(
        label=_("The system that it is from"),
        max_length=100,
        error_messages={"required": _("Enter the system that it is from")},
    )

    def __init__(self, *args: Any, row: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        if row is not None:
            self.initial["how"] = "dynamic" if row.dynamic else "static"

    @property
    def said(self) -> list[str]:
        return [name for name in super().said if name != "how"]

    @property
    def columns(self) -> dict[str, Any]:
        typed = self.cleaned_data
        given = {name: typed[name] for name in self.said}
        given["band"] = rules.band_of(typed["kind"], typed["percent"], typed["band"])
        return {**given, "dynamic": typed["how"] == "dynamic"}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "scored_on" in cleaned and cleaned["scored_on"] is None:
            self.add_error("scored_on", _("Enter the day of the score"))
        if not self.errors:
            try:
                self._check(cleaned["kind"], cleaned["percent"], cleaned["band"])
            except ThroughgateError as error:
                self.add_error("percent", str(error))
        return cleaned

    def _check(self, kind: str, percent: Decimal, band: str) -> None:
        today = self.record.today
        rules.check_entered(kind, percent, band, self.cleaned_data["scored_on"], today=today)
        if kind == "dc_srp":
            sexual = tier_rules.Sexual(tier_rules.Band(band or "not_applicable"), percent)
            tier_rules.tier(tier_rules.Known(True, sexual=sexual), today=today)


def _count(label: Any, help_text: Any, **more: Any) -> forms.IntegerField:
    wrong = _("Write a whole number, such as 4")
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        error_messages={"required": wrong, "invalid": wrong, "min_value": wrong},
        **more,
    )


class Offending(OfRecord):
    """What the record of convictions says. Days with a conviction or caution are counted, never offences."""

    first_sanctioned = DayField(label=_("Day of the first conviction or caution"))
    convicted = DayField(label=_("Day of the current conviction"))
    follow_up_from = DayField(
        label=_("Since when they could offend again"),
        help_text=_("The day of release, or of the sentence in the community. It may be to come."),
    )
    sanctions = _count(
        _("Days with a conviction or caution"), _("The current one among them."), min_value=1
    )
    violent_sanctions = _count(
        _("Of these, for violence"),
        _("Leave it empty where it is not known."),
        required=False,
        min_value=0,
    )
    offence_code = forms.RegexField(
        r"^\d{5}$",
        label=_("Code of the current offence"),
        help_text=_("Five digits. Leave it empty where it is not known."),
        required=False,
        error_messages={"invalid": _("An offence code has five digits, such as 00801")},
    )
    offence_category = forms.ChoiceField(
        label=_("Category of the current offence"),
        help_text=_("Used where the code is not known here."),
        choices=lambda: [("", _("Not known")), *listed("categories")],
        required=False,
    )
    domestic_abuse = forms.BooleanField(label=_("Domestic abuse"), required=False)
    stalking = forms.BooleanField(label=_("Stalking"), required=False)
    child_protection = forms.BooleanField(label=_("Child protection"), required=False)
    sexual_offence = forms.BooleanField(
        label=_("Ever convicted of a sexual offence"), required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("first_sanctioned", "convicted", "follow_up_from"):
            if name in cleaned and cleaned[name] is None:
                self.add_error(name, _("Enter this day"))
        if not self.errors:
            try:
                self._check(cleaned)
            except ThroughgateError as error:
                self.add_error("sanctions", str(error))
        return cleaned

    def _check(self, cleaned: dict[str, Any]) -> None:
        facts = rules.Facts(
            **{n: v for n, v in cleaned.items() if n in rules.Facts.__annotations__}
        )
        named = self.record.named
        rules.check_facts(
            facts,
            born=named.birth_date,
            sex=named.sex,
            codes=codes.loaded(),
            today=self.record.today,
        )
