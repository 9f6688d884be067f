"""Forms of a correction: what somebody says is wrong, and what became of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.people.rights.corrections.queries import About
from throughgate.people.rights.requests.forms import Once
from throughgate.privacy.access import lists
from throughgate.privacy.access.models import Organisation
from throughgate.privacy.access.typed import Form


class Ask(Once):
    """What they say is wrong, in their own words."""

    section = forms.ChoiceField(
        label=_("Which part of the record"),
        error_messages={"required": _("Choose the part of the record")},
    )
    held_by = forms.ChoiceField(
        label=_("Which organisation wrote it"),
        error_messages={"required": _("Choose the organisation that wrote it")},
    )
    about = forms.CharField(
        label=_("What is wrong"),
        help_text=_("For example: the date of birth, or the note of 3 March."),
        max_length=300,
        error_messages={"required": _("Say what is wrong")},
    )
    statement = forms.CharField(
        label=_("What they say, in their own words"),
        help_text=_(
            "It is shown beside what it is about until that is put right. Read it back to them."
        ),
        max_length=2000,
        error_messages={
            "required": _("Write down what they say"),
            "max_length": _(
                "This is longer than 2,000 characters. Keep the words that matter to them."
            ),
        },
    )

    def __init__(
        self, *args: Any, holders: list[Organisation], about: About | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(each.pk): each for each in holders}
        self.of = about
        if about is not None:
            del self.fields["section"], self.fields["held_by"], self.fields["about"]
            return
        choices = [(pk, each.name) for pk, each in self.known.items()]
        self.fields["held_by"].choices = choices  # type: ignore[attr-defined]
        self.fields["section"].choices = lists.names("sections")  # type: ignore[attr-defined]

    @property
    def asked(self) -> dict[str, Any]:
        typed, of = self.cleaned_data, self.of
        said = {"key": typed["key"], "statement": typed["statement"]}
        if of is not None:
            said |= {"section": of.section, "held_by": of.held_by, "row": of.row}
            return {**said, "about": of.words}
        said |= {"section": typed["section"], "held_by": self.known[typed["held_by"]]}
        return {**said, "about": typed["about"]}


ANSWERS = (
    ("corrected", _("It is put right")),
    ("stands", _("It is not changed; their words stay beside it")),
    ("withdrawn", _("They no longer say so")),
)


class Answer(Form):
    """What became of it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    became = forms.ChoiceField(
        label=_("What became of it"),
        choices=ANSWERS,
        error_messages={"required": _("Choose what became of it")},
    )
    answer = forms.CharField(
        label=_("What the person is told"),
        help_text=_("Needed where it is not changed: why, and that they may complain."),
        max_length=1000,
        required=False,
    )
