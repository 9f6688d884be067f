"""The form that sends files: what the store is called, where its data come from, one set of files a table."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from throughgate.common.errors import ThroughgateError
from throughgate.evidence.tables import TABLES
from throughgate.partnership.measurement.changes import check_name
from throughgate.privacy.access.days import DayField
from throughgate.privacy.access.typed import Form

STATEMENT = ("whose_data", "offences_and_courts", "area", "missed")
TABLE_WORDS = {
    "people": (
        _("People"),
        _("Needed. One row a person: birth date, sex and what else you divide by."),
    ),
    "sanctions": (_("Sanctions"), _("Convictions and cautions, with the day each was proven.")),
    "offences": (
        _("Offences"),
        _("Needed. Each with the day it happened and its sanction or proven day."),
    ),
    "custody": (_("Custody"), _("Spells in custody: received and released.")),
    "supervision": (_("Supervision"), _("Orders and licences: started and ended.")),
    "support": (_("Support"), _("Services people were given.")),
}
NEEDED = ("people", "offences")
ENDINGS = (".csv", ".csv.gz", ".parquet", ".pq")


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: MultiValueDict[str, Any], name: str) -> Any:
        return files.getlist(name)


class FilesField(forms.FileField):
    """Some files of one table; their endings are looked at, their content only by the build."""

    widget = ManyFiles

    def __init__(
        self, *, several: bool = True, endings: tuple[str, ...] = ENDINGS, **kwargs: Any
    ) -> None:
        self.several, self.endings = several, endings
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = list(data or [])
        if self.required and not files:
            raise forms.ValidationError(
                _("Choose a file of %(table)s") % {"table": str(self.label).lower()}
            )
        for file in files:
            if not file.size:
                raise forms.ValidationError(
                    _("%(name)s is empty. Choose a file with rows in it.") % {"name": file.name}
                )
            if not file.name.lower().endswith(self.endings):
                raise forms.ValidationError(
                    _("%(name)s is not a file of this kind. It can end in %(endings)s.")
                    % {"name": file.name, "endings": ", ".join(self.endings)}
                )
        return files


class Sources(Form):
    """What is sent to be built into a store."""

    store_name = forms.CharField(
        label=_("Name of the store"),
        max_length=100,
        help_text=_("As people will look for it: county, year and month."),
        error_messages={"required": _("Give the store a name")},
    )
    whose_data = forms.CharField(label=_("Whose data these are"), required=False)
    offences_and_courts = forms.CharField(
        label=_("Which offences and which courts they hold"), required=False
    )
    area = forms.CharField(label=_("Which area they are from"), required=False)
    missed = forms.CharField(
        label=_("What they miss"),
        required=False,
        help_text=_(
            "For example what happens outside the area: people who move look like successes."
        ),
    )
    complete_to = DayField(
        label=_("The data are complete to"),
        help_text=_("For example 31 3 2024. Left empty: the earliest of the tables’ last days."),
    )
    mapping = FilesField(
        label=_("Mapping file"),
        required=False,
        several=False,
        endings=(".yaml", ".yml"),
        help_text=_("Optional: says which of your columns and values are which."),
    )
    strict = forms.BooleanField(
        label=_("Stop at the first row that cannot be used"),
        required=False,
        help_text=_("Otherwise such rows are left out, and the receipt says which and why."),
    )

    def __init__(self, *args: Any, too_large: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.too_large = too_large
        for name in TABLES:
            label, hint = TABLE_WORDS[name]
            needed = name in NEEDED and not too_large
            self.fields[name] = FilesField(label=label, help_text=hint, required=needed)

    def clean_store_name(self) -> str:
        name = str(self.cleaned_data["store_name"])
        try:
            check_name(name=name, by=None)
        except ThroughgateError as error:
            raise forms.ValidationError(str(error)) from None
        return name

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.too_large:
            self.add_error("people", self.too_large)
        said = [name for name in STATEMENT if given.get(name)]
        for name in STATEMENT:
            if said and name not in said:
                self.add_error(name, _("Say this too, or leave all four empty"))
        return given

    def details(self) -> dict[str, Any]:
        """What a change needs to know beside the files."""
        given = self.cleaned_data
        statement = {name: given[name] for name in STATEMENT if given[name]} or None
        kept = {name: given[name] for name in ("store_name", "complete_to", "strict")}
        return {**kept, "statement": statement}

    def sent_files(self) -> dict[str, list[Any]]:
        names = (*TABLES, "mapping")
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data[name]}
