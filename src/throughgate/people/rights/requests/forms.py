"""Forms of a request: opening the case, deciding on an item, saying why."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from throughgate.common.values import load
from throughgate.people.rights.requests.rules import Decision
from throughgate.privacy.access.days import DayField
from throughgate.privacy.access.typed import Form


def listed(name: str) -> list[tuple[str, str]]:
    return list(load("throughgate.people.rights")[name].latest.items())


def exemptions() -> list[tuple[str, str]]:
    found = load("throughgate.people.rights")["exemptions"].latest
    return [(code, entry["name"]) for code, entry in found.items()]


class Once(Form):
    """It carries the key of what it makes: sent twice, it makes one."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid.uuid4())


class Came(Once):
    """Something came from somebody: on which day, and how."""

    received_on = DayField(
        label=_("The day it came"),
        help_text=_("The clock runs from this day, not from the day you type it."),
    )
    how = forms.ChoiceField(
        label=_("How it came"),
        choices=lambda: listed("ways"),
        error_messages={"required": _("Choose how it came")},
    )

    def clean_received_on(self) -> date:
        day: date | None = self.cleaned_data["received_on"]
        if day is None:
            raise forms.ValidationError(_("Enter the day it came"))
        return day


class Open(Came):
    """A person asks what is kept about them."""

    asked_for = forms.CharField(
        label=_("What they asked for, in their own words"),
        help_text=_("Leave it empty where they asked for everything."),
        max_length=2000,
        required=False,
    )
    proof_needed = forms.BooleanField(
        label=_("Ask for proof of who they are first"),
        help_text=_("Only where you have a real doubt. The clock stands still until it comes."),
        required=False,
    )


class Decide(Form):
    """What becomes of one item."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        label=_("What becomes of it"),
        choices=lambda: [pair for pair in listed("decisions") if pair[0] != Decision.OPEN.value],
        error_messages={"required": _("Choose what becomes of it")},
    )
    exemption = forms.ChoiceField(
        label=_("Exemption, where something is left out"),
        choices=lambda: [("", _("None")), *exemptions()],
        required=False,
    )
    removed = forms.CharField(
        label=_("Words to take out, one passage a line"),
        help_text=_("Copy them as they stand. They are taken out wherever they are in this item."),
        max_length=4000,
        required=False,
    )
    why = forms.CharField(
        label=_("Why"),
        help_text=_("Needed where something that would stay out goes in. Only officers read it."),
        max_length=500,
        required=False,
    )

    @property
    def decided(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "decision": Decision(typed["decision"]),
            "exemption": typed["exemption"],
            "removed": typed["removed"].splitlines(),
            "why": typed["why"],
        }


class Why(Form):
    """A reason, in words that the person or a colleague reads."""

    why = forms.CharField(label=_("Why"), max_length=500, error_messages={"required": _("Say why")})

    def __init__(self, *args: Any, hint: str | Promise = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].help_text = hint  # type: ignore[assignment]
