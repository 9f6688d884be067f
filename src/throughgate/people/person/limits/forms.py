"""Who may not see a person, or who alone may; why; until when."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.people.involvement.models import LimitedAccess
from throughgate.people.person.limits import queries
from throughgate.privacy.access.days import DayField
from throughgate.privacy.access.models import User
from throughgate.privacy.access.typed import Form

KINDS = (
    (LimitedAccess.EXCLUDED, _("Everybody but the people named here sees the record")),
    (LimitedAccess.RESTRICTED, _("Only the people named here see the record")),
)


class NewLimit(Form):
    """Colleagues are chosen from a list; anybody else of the workspace is named by their e-mail address."""

    kind = forms.ChoiceField(
        label=_("What kind of limit"),
        choices=KINDS,
        error_messages={"required": _("Choose what kind of limit")},
    )
    colleagues = forms.MultipleChoiceField(
        label=_("People of your organisation"), required=False, choices=()
    )
    others = forms.CharField(
        label=_("E-mail addresses of others who use this workspace"),
        help_text=_("One on each line."),
        max_length=2000,
        required=False,
    )
    why = forms.CharField(
        label=_("Why"),
        help_text=_(
            "Managers, record officers and information officers who see the record read it."
        ),
        max_length=500,
        error_messages={"required": _("Say why")},
    )
    last_day = DayField(label=_("Last day, if it is known"))

    def __init__(self, *args: Any, around: list[User], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.around = {str(user.pk): user for user in around}
        self.fields["colleagues"].choices = [(pk, str(u)) for pk, u in self.around.items()]  # type: ignore[attr-defined]

    def clean_others(self) -> list[User]:
        addresses = [one for one in re.split(r"[\s,;]+", self.cleaned_data["others"]) if one]
        found = queries.by_addresses(addresses[:50])
        missing = [one for one in addresses if one.casefold() not in found]
        if missing:
            raise forms.ValidationError(
                _("Nobody here has the address %(address)s"), params={"address": missing[0]}
            )
        return [found[one.casefold()] for one in addresses]

    def clean_last_day(self) -> date | None:
        day: date | None = self.cleaned_data["last_day"]
        if day and day < self.today:
            raise forms.ValidationError(_("The last day is in the past"))
        return day

    @property
    def users(self) -> list[User]:
        chosen = [self.around[pk] for pk in self.cleaned_data["colleagues"]]
        return [*chosen, *self.cleaned_data["others"]]


class Chosen(Form):
    """Which limit, or which declaration, is lifted."""

    limit = forms.UUIDField(required=False)
    known = forms.UUIDField(required=False)
