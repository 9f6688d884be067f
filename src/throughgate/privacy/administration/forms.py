"""Forms for organisations and the people who work in them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.privacy.access import lists
from throughgate.privacy.access.days import DayField
from throughgate.privacy.access.kinds import Kind, Role
from throughgate.privacy.access.typed import Form

AT_ONCE, LATER = "at_once", "later"


class NewOrganisation(Form):
    """A body that takes part from now on."""

    name = forms.CharField(
        label=_("Name"), max_length=200, error_messages={"required": _("Enter its name")}
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        help_text=_("It decides what the organisation may be given at all, and cannot be changed."),
        error_messages={"required": _("Choose what kind of organisation it is")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = lists.names("kinds")  # type: ignore[attr-defined]

    @property
    def chosen_kind(self) -> Kind:
        return Kind(self.cleaned_data["kind"])


class NewWorker(Form):
    """Somebody who is to work here."""

    first_name = forms.CharField(
        label=_("First name"), max_length=100, error_messages={"required": _("Enter a first name")}
    )
    last_name = forms.CharField(
        label=_("Last name"), max_length=100, error_messages={"required": _("Enter a last name")}
    )
    email = forms.EmailField(
        label=_("E-mail address at work"),
        help_text=_("The invitation goes there, and it is what they sign in with."),
        error_messages={
            "required": _("Enter an e-mail address"),
            "invalid": _("Enter an e-mail address in the right form, like name@example.org"),
        },
    )
    role = forms.ChoiceField(
        label=_("Role"),
        help_text=_("It decides which parts of a record they can open."),
        error_messages={"required": _("Choose a role")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = lists.names("roles")  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        return typed | {"role": Role(typed["role"])}


class Ending(Form):
    """When a post ends."""

    when = forms.ChoiceField(
        label=_("When does it end?"),
        widget=forms.RadioSelect,
        choices=[(AT_ONCE, _("At once")), (LATER, _("After a day that I give"))],
        error_messages={"required": _("Choose when it ends")},
    )
    last_day = DayField(label=_("Last day"))

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("when") == LATER and not typed.get("last_day") and "last_day" in typed:
            self.add_error("last_day", _("Enter the last day"))
        return typed

    @property
    def chosen_day(self) -> date | None:
        later = self.cleaned_data["when"] == LATER
        return self.cleaned_data["last_day"] if later else None
