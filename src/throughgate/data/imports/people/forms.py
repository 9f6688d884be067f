"""The form that sends a file of people: from which system, of which day, under which agreement, for which purpose."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.data.imports.forms import FilesField
from throughgate.privacy.access import lists
from throughgate.privacy.access.days import DayField
from throughgate.privacy.access.models import Agreement
from throughgate.privacy.access.typed import Form


class PeopleFile(Form):
    """A file from another system."""

    source = forms.CharField(
        label=_("Which system is the file from?"),
        max_length=60,
        help_text=_("The same words each time: a file refreshes what the same system said before."),
        error_messages={"required": _("Enter the system’s name")},
    )
    day = DayField(
        label=_("On which day was it written?"),
        help_text=_("For example 5 3 2027. Left empty: today."),
    )
    way = forms.ChoiceField(
        label=_(
            "Under which agreement, and for which purpose, does your organisation work with them?"
        ),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the agreement and purpose")},
    )
    whole = forms.BooleanField(
        label=_("The file holds everybody the system has"),
        required=False,
        help_text=_(
            "Whoever is missing from it is then shown as gone. Nothing about them is deleted."
        ),
    )
    people = FilesField(
        label=_("File of people"),
        endings=(".csv", ".csv.gz"),
        help_text=_("CSV, one line a person. Several files are read as one."),
    )
    mapping = FilesField(
        label=_("Mapping file"),
        required=False,
        several=False,
        endings=(".yaml", ".yml"),
        help_text=_("Optional: says which of your columns and values are which."),
    )

    def __init__(
        self,
        *args: Any,
        ways: list[tuple[Agreement, str]],
        today: date,
        too_large: str = "",
        **kw: Any,
    ) -> None:
        super().__init__(*args, **kw)
        self.ways = {
            f"{agreement.pk}-{purpose}": (agreement, purpose) for agreement, purpose in ways
        }
        self.today, self.too_large = today, too_large
        self.fields["way"].choices = [  # type: ignore[attr-defined]
            (key, f"{lists.name_of('purposes', purpose)}: {agreement.name}")
            for key, (agreement, purpose) in self.ways.items()
        ]
        if too_large:
            self.fields["people"].required = False

    def clean_source(self) -> str:
        source = " ".join(str(self.cleaned_data["source"]).split())
        if source.casefold() == "here":
            raise forms.ValidationError(_("“Here” is what people enter by hand. Name the system"))
        return source

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.too_large:
            self.add_error("people", self.too_large)
        if given.get("day") and given["day"] > self.today:
            self.add_error("day", _("This day has not come yet"))
        return given

    def details(self) -> dict[str, Any]:
        """What the change needs to know beside the files."""
        given = self.cleaned_data
        agreement, purpose = self.ways[given["way"]]
        return {
            "source": given["source"],
            "day": given["day"] or self.today,
            "whole": given["whole"],
            "agreement": agreement,
            "purpose": purpose,
        }

    def sent_files(self) -> dict[str, list[tuple[str, Path]]]:
        return {
            name: [
                (file.name, Path(file.temporary_file_path())) for file in self.cleaned_data[name]
            ]
            for name in ("people", "mapping")
            if self.cleaned_data[name]
        }
