"""The form of a note: few boxes, so that it is written between two phone calls."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.common.pathways import pathways
from throughgate.common.values import load
from throughgate.people.person.notes.rules import Seen
from throughgate.people.record.forms import RowForm
from throughgate.people.record.opening import Opened

WORDS = ("happened", "person_said", "my_view")
LONGEST = load("throughgate.people.person.notes")["longest_note"].latest
TOO_LONG = _(
    "Use at most %(limit_value)s characters: this has %(show_value)s. Write the rest as another note"
)
SEEN_BY = {
    Seen.FLOWS: _("Everybody to whom an agreement carries notes"),
    Seen.OWN: _("Only my organisation"),
    Seen.HEALTH: _("Only those who may be told about their health"),
}


class Words(RowForm):
    """What happened, what the person said and what the writer makes of it are apart; at least one is there."""

    happened = forms.CharField(
        label=_("What happened"), max_length=LONGEST, required=False, widget=forms.Textarea
    )
    person_said = forms.CharField(
        label=_("What they said"),
        help_text=_("In their own words."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea,
    )
    my_view = forms.CharField(
        label=_("My view"), max_length=LONGEST, required=False, widget=forms.Textarea
    )
    pathway = forms.ChoiceField(label=_("About"), required=False)
    seen_by = forms.ChoiceField(
        label=_("Who may see it"),
        help_text=_(
            "What is about health or treatment belongs in a note of its own, seen only by those who may be told of it."
        ),
        initial=Seen.FLOWS.value,
        error_messages={"required": _("Choose who may see it")},
    )

    def __init__(self, *args: Any, opened: Opened, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(each.code, each.name) for each in pathways(opened.today)]
        self.fields["pathway"].choices = [("", _("No one thing")), *named]  # type: ignore[attr-defined]
        self.fields["seen_by"].choices = [  # type: ignore[attr-defined]
            (seen.value, words) for seen, words in SEEN_BY.items() if opened.may_write(seen.section)
        ]
        for name in WORDS:
            self.fields[name].error_messages["max_length"] = TOO_LONG

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not any(given.get(name) for name in WORDS) and not any(map(self.has_error, WORDS)):
            self.add_error("happened", _("Write what happened, what they said or your view"))
        return given

    @property
    def columns(self) -> dict[str, Any]:
        given = super().columns
        seen = Seen(given.pop("seen_by"))
        return {**given, "section": seen.section, "own_only": seen is Seen.OWN}
