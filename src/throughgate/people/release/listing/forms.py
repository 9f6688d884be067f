"""The filters beside the list of releases: chosen in the address, without scripts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from throughgate.common import dates
from throughgate.common.values import load
from throughgate.people.caseload.forms import WHOSE
from throughgate.people.caseload.rules import Whose
from throughgate.people.release.essentials.rules import essentials
from throughgate.people.release.listing.rules import ANYTHING, Wanted
from throughgate.people.release.rules import PACKAGE, Window
from throughgate.privacy.access.typed import Form

ALL = ("", _("All"))


def _windows() -> list[tuple[str, str]]:
    return list(load(PACKAGE)["lists"].latest.items())


def _missing() -> list[tuple[str, Any]]:
    named = [(each.code, each.name) for each in essentials(_day())]
    return [ALL, (ANYTHING, _("Anything")), *named]


def _day() -> date:
    return dates.today()


class Filters(Form):
    """What cannot be read is not asked: an old address still opens a list."""

    window = forms.ChoiceField(label=_("Release"), choices=_windows, required=False)
    whose = forms.ChoiceField(label=_("Whose"), choices=WHOSE, required=False)
    missing = forms.ChoiceField(label=_("Missing"), choices=_missing, required=False)
    establishment = forms.CharField(
        label=_("Prison, or a part of its name"), max_length=100, required=False
    )
    page = forms.IntegerField(min_value=1, max_value=100_000, required=False)

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked)
        self.is_valid()

    def wanted(self) -> Wanted:
        said: dict[str, Any] = self.cleaned_data
        return Wanted(
            window=Window(said.get("window") or Window.TWELVE_WEEKS),
            whose=Whose(said["whose"]) if said.get("whose") else None,
            missing=said.get("missing", ""),
            establishment=said.get("establishment", "").strip(),
            page=said.get("page") or 1,
        )
