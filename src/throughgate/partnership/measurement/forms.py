"""The question form, in plain words; it makes the same Request as the command line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.common.errors import ThroughgateError
from throughgate.evidence import period, windows
from throughgate.evidence.reports import words
from throughgate.evidence.request import Request
from throughgate.evidence.tables import PEOPLE
from throughgate.privacy.access.typed import Form

AS_OF_INDEX = ("sex", "age_group", "age_band", "ethnicity", "area", "disposal", "category")
FLAGS = ("quarters", "same_day", "curve", "at_risk", "incomplete", "exact_counts")


class Question(Form):
    """Which people, followed how long, divided how."""

    measure = forms.ChoiceField(
        label=_("What to measure"),
        initial="proven",
        choices=[
            ("proven", _("Proven reoffending")),
            ("local", _("Local measure: adults under supervision, three months")),
            (
                "prolific",
                _("Prolific measure: the year before and after a day, such as 2023-03-31"),
            ),
        ],
    )
    cohort = forms.CharField(
        label=_("Period"),
        help_text=_("A year, a quarter or months: 2023, 2023Q2 or 2022-04..2023-03"),
        error_messages={"required": _("Say which period")},
    )
    until = forms.CharField(
        label=_("Last period, for a trend"),
        required=False,
        help_text=_(
            "Leave empty for one period. With a year or a quarter here, each from the first to this "
            "one is counted by itself."
        ),
    )
    index = forms.MultipleChoiceField(
        label=_("Whose follow-up begins in this period"),
        help_text=_("A person enters once, at the first of these."),
        required=False,
        initial=["release", "community", "caution"],
        choices=[
            ("release", _("People released from custody")),
            ("community", _("People convicted and not sent to custody")),
            ("caution", _("People cautioned")),
        ],
    )
    by = forms.MultipleChoiceField(
        label=_("Divide the figures by"),
        help_text=_("Each is as it was on the day the follow-up began."),
        required=False,
    )
    follow_up = forms.CharField(
        label=_("How long to follow each person"),
        required=False,
        help_text=_(
            "Months, years or days: 12m, 2y or 365d. Left empty: a year, or three months in the "
            "local measure."
        ),
    )
    proof = forms.CharField(
        label=_("How long an offence has to be proven"),
        required=False,
        help_text=_(
            "Counted from the end of the follow-up: 6m or 183d; 0 for none. Left empty: six months, "
            "or three in the local measure."
        ),
    )
    quarters = forms.BooleanField(
        label=_("Add up quarters"),
        required=False,
        help_text=_("As published since 2015: a person can count once in each quarter."),
    )
    same_day = forms.BooleanField(
        label=_("Count offences on the day of release"),
        required=False,
        help_text=_("Not those that belong to the sentence they were released from."),
    )
    curve = forms.BooleanField(
        label=_("Draw the share with no proven reoffence, day by day"), required=False
    )
    at_risk = forms.BooleanField(
        label=_("Set apart deaths and returns to custody"),
        required=False,
        help_text=_("Ours, not a published measure."),
    )
    incomplete = forms.BooleanField(
        label=_("Show a period that is not yet complete"),
        required=False,
        help_text=_("The figures are marked: some offences are not proven yet."),
    )
    exact_counts = forms.BooleanField(
        label=_("Show exact small numbers"),
        required=False,
        help_text=_(
            "Switches off the protection of small groups. The result is marked: keep it inside."
        ),
    )

    def __init__(self, *args: Any, columns: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["by"].choices = [(name, words.pretty(name)) for name in columns]  # type: ignore[attr-defined]

    def clean_cohort(self) -> str:
        return self._understood("cohort", period.parse)

    def clean_until(self) -> str:
        first = self.cleaned_data.get("cohort")
        if not first:
            return ""  # the period itself is missing or wrong, and said to be
        return self._understood("until", lambda text: period.parse_trend(f"{first}..{text}"))

    def clean_follow_up(self) -> str:
        return self._understood("follow_up", lambda text: windows.parse(text, what="follow-up"))

    def clean_proof(self) -> str:
        return self._understood("proof", lambda text: windows.parse(text, what="time for proof"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors:
            self._check_together(given)
        if not self.errors:
            try:
                self.question = Request.parse(**self._as_typed(given))
            except ThroughgateError as error:
                self.add_error(None, str(error))
        return given

    def _understood(self, name: str, read: Callable[[str], Any]) -> str:
        text = str(self.cleaned_data[name]).strip()
        try:
            if text:
                read(text)
        except ThroughgateError as error:
            raise forms.ValidationError(str(error)) from None
        return text

    def _check_together(self, given: dict[str, Any]) -> None:
        """What the command line says in the names of its options, in the words of this page."""
        curves = [name for name in ("curve", "at_risk") if given[name]]
        if given["until"] and curves:
            self.add_error(
                curves[0], _("A curve is of one period. Leave this out, or the last period.")
            )
        if given["measure"] != "proven":
            for name in [name for name in ("quarters", "curve", "at_risk") if given[name]]:
                self.add_error(name, _("This belongs to proven reoffending only. Leave it out."))
        if given["measure"] == "prolific" and given["by"]:
            self.add_error("by", _("The prolific measure is of one group. Leave these out."))
        if given["measure"] == "prolific" and given["until"]:
            self.add_error("until", _("The prolific measure is of one date. Leave this empty."))

    @staticmethod
    def _as_typed(given: dict[str, Any]) -> dict[str, Any]:
        names = ("measure", "index", "by", "follow_up", "proof", *FLAGS)
        typed = {name: given[name] for name in names}
        trend = f"{given['cohort']}..{given['until']}" if given["until"] else ""
        return {**typed, "trend": trend, "cohort": "" if trend else given["cohort"]}


def columns(manifest: dict[str, Any]) -> list[str]:
    """What the figures of a store can be divided by: what is always there, then the file's own columns."""
    own = [name.removeprefix("people.") for name in manifest["codes"] if name.startswith("people.")]
    known = {column.name for column in PEOPLE.columns}
    return [*AS_OF_INDEX, *sorted(name for name in own if name not in known)]


def as_form(said: dict[str, str]) -> dict[str, Any]:
    """A kept question's words as the form's first values, to change and ask again."""
    lists = {name: [part for part in said[name].split(",") if part] for name in ("index", "by")}
    flags = {name: bool(said[name]) for name in FLAGS}
    first, _dots, last = said["trend"].partition("..")
    return {**said, **lists, **flags, "cohort": said["cohort"] or first, "until": last}
