"""What the person says of the plan, and looking at it again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.people.plan.forms import listed
from throughgate.people.record.forms import RowForm
from throughgate.privacy.access.days import DayField


class DayNeeded(RowForm):
    """A form with a day that must be given."""

    day = ""

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if self.day not in self.errors and not typed.get(self.day):
            self.add_error(self.day, _("Enter the day on which you talked"))
        return typed


class AgreementForm(DayNeeded):
    """In the person’s own words."""

    day = "said_on"
    answer = forms.ChoiceField(
        label=_("What does the person say of the plan?"),
        help_text=_("This is not consent: nothing that is shared rests on it, and saying no never counts against them."),
        choices=lambda: listed("answers"),
        error_messages={"required": _("Choose what the person says")},
    )  # fmt: skip
    words = forms.CharField(
        label=_("In their own words"),
        help_text=_("Write what they said, as they said it. If they could not answer, say why."),
        max_length=4000,
        required=False,
    )
    said_on = DayField(label=_("On which day?"), help_text=_("For example, 5 3 2027."))
    how = forms.ChoiceField(
        label=_("How were they asked?"),
        choices=lambda: listed("how"),
        error_messages={"required": _("Say how they were asked")},
    )


class ReviewForm(DayNeeded):
    """What was settled."""

    day = "reviewed_on"
    reviewed_on = DayField(
        label=_("On which day did you look at it?"), help_text=_("For example, 5 3 2027.")
    )
    words = forms.CharField(
        label=_("What was settled"),
        max_length=4000,
        error_messages={"required": _("Write down what was settled")},
    )
    person_said = forms.CharField(label=_("What the person said"), max_length=4000, required=False)
