"""The forms of sharing: starting, ending and lengthening an involvement, and what the person said may be told or done."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from throughgate.people.involvement.models import Involvement
from throughgate.people.record.forms import RowForm
from throughgate.privacy.access import lists
from throughgate.privacy.access.days import DayField
from throughgate.privacy.access.models import Agreement, Flow, Organisation

WAY = re.compile(r"(\d{1,9}):(\w{1,40})")


class Still(forms.ChoiceField):
    """One of a list that may have changed since the page was opened: the change says why it cannot be any longer."""

    def validate(self, value: Any) -> None:
        forms.Field.validate(self, value)


class Start(RowForm):
    """Why their own organisation works with somebody, under which agreement, from when until when."""

    way = Still(
        label=_("Why your organisation works with them"),
        help_text=_("Each purpose stands in an agreement that is in force today."),
        error_messages={"required": _("Choose why your organisation works with them")},
    )
    first_day = DayField(label=_("First day"))
    last_day = DayField(
        label=_("Last day, if you know it"),
        help_text=_("Your organisation sees them until midnight of that day."),
    )

    def __init__(self, *args: Any, ways: Iterable[tuple[Agreement, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["way"].choices = [  # type: ignore[attr-defined]
            (f"{agreement.pk}:{purpose}", _words(agreement, purpose)) for agreement, purpose in ways
        ]

    def clean_way(self) -> tuple[int, str]:
        found = WAY.fullmatch(self.cleaned_data["way"])
        if found is None:
            raise ValidationError(_("Choose why your organisation works with them"))
        return int(found[1]), found[2]

    def clean_first_day(self) -> Any:
        if self.cleaned_data["first_day"] is None:
            raise ValidationError(_("Enter the first day"))
        return self.cleaned_data["first_day"]


def _words(agreement: Agreement, purpose: str) -> str:
    words = _("%(purpose)s, under “%(agreement)s”")
    return str(words) % {
        "purpose": lists.name_of("purposes", purpose),
        "agreement": agreement.name,
    }


class OfInvolvement(RowForm):
    """Something done to one involvement, at the version that its writer saw."""

    def __init__(self, *args: Any, held: Involvement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row: Any = held
        self.initial.update(key=held.pk, version=held.version)

    @property
    def said(self) -> list[str]:
        return ["last_day"]

    def row_text(self, name: str) -> str:
        return super().row_text(name) if name in self.fields else ""


def why(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=150, error_messages={"required": _("Say why, in a few words")}
    )


class End(OfInvolvement):
    """A last day, and why."""

    last_day = DayField(
        label=_("Last day"),
        help_text=_("Today or later. Your organisation sees them until midnight of that day."),
    )
    why = why(_("Why it ends"))

    def clean_last_day(self) -> Any:
        if self.cleaned_data["last_day"] is None:
            raise ValidationError(_("Enter the last day"))
        return self.cleaned_data["last_day"]


class Extend(OfInvolvement):
    """A later last day, or none."""

    last_day = DayField(
        label=_("New last day"),
        help_text=_("Leave it empty if it goes on until somebody ends it."),
    )


class Withdraw(OfInvolvement):
    """At once, and why."""

    why = why(_("Why it is withdrawn"))

    @property
    def said(self) -> list[str]:
        return []


class Follows(OfInvolvement):
    """What comes after the last day."""

    OTHER, LONGER, END = "other", "longer", "end"

    answer = forms.ChoiceField(
        label=_("What follows?"),
        choices=[
            (OTHER, _("Another purpose, with its own power and agreement")),
            (LONGER, _("The same for longer")),
            (END, _("Nothing: let it end")),
        ],
        error_messages={"required": _("Choose what follows")},
    )
    why = forms.CharField(label=_("Why it ends"), max_length=150, required=False)

    @property
    def said(self) -> list[str]:
        return []

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("answer") == self.END and not said.get("why"):
            self.add_error("why", _("Say why, in a few words"))
        return said


class SaidForm(RowForm):
    """What the person said, how, when, until when."""

    said_words = forms.CharField(
        label=_("What the person said"),
        help_text=_("In their own words, as near as you can."),
        max_length=2000,
        error_messages={"required": _("Write down what the person said")},
    )
    how = forms.CharField(
        label=_("How they said it"),
        help_text=_("For example: at a meeting, read back and signed."),
        max_length=200,
        error_messages={"required": _("Write down how they said it")},
    )
    first_day = DayField(label=_("The day they said it"))
    last_day = DayField(
        label=_("Until when it counts, if they said so"),
        help_text=_("They can take it back on any day, whatever stands here."),
    )

    def clean_first_day(self) -> Any:
        if self.cleaned_data["first_day"] is None:
            raise ValidationError(_("Enter the day they said it"))
        return self.cleaned_data["first_day"]

    @property
    def of_the_person(self) -> dict[str, Any]:
        names = ("how", "first_day", "last_day")
        return {"said": self.cleaned_data["said_words"]} | {
            name: self.cleaned_data[name] for name in names
        }


class TellHealth(SaidForm):
    """To whom their health and treatment information may be told."""

    field_order = ("told_to", "said_words", "how", "first_day", "last_day")
    told_to = forms.ChoiceField(
        label=_("Who may be told"),
        help_text=_("What your organisation writes about their health and treatment."),
        error_messages={
            "required": _("Choose who may be told"),
            "invalid_choice": _(
                "No agreement in force carries health information from your organisation to that one now. "
                "Choose another, or ask your information officer."
            ),
        },
    )

    def __init__(self, *args: Any, to: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["told_to"].choices = [(str(each.pk), each.name) for each in to]  # type: ignore[attr-defined]


class GiveConsent(SaidForm):
    """Which flow rests on the person's consent."""

    field_order = ("flow", "said_words", "how", "first_day", "last_day")
    flow = forms.ChoiceField(
        label=_("What they consent to"),
        error_messages={
            "required": _("Choose what they consent to"),
            "invalid_choice": _(
                "That flow is in no agreement in force now. Choose another, or ask your information officer."
            ),
        },
    )

    def __init__(self, *args: Any, flows: Iterable[Flow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["flow"].choices = [(str(each.pk), flow_words(each)) for each in flows]  # type: ignore[attr-defined]


def flow_words(flow: Flow) -> str:
    words = _("%(sender)s tells %(receiver)s, to “%(purpose)s”: %(sections)s")
    return str(words) % {
        "sender": flow.sender.name,
        "receiver": flow.receiver.name,
        "purpose": lists.name_of("purposes", flow.purpose),
        "sections": ", ".join(lists.labels("sections", flow.sections)),
    }
