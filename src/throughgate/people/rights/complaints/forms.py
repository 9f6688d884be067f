"""Forms of a complaint."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.people.rights.requests.forms import Came
from throughgate.privacy.access.typed import Form


class Receive(Came):
    """A complaint about how somebody's data was used."""

    what = forms.CharField(
        label=_("What they complain about, in their own words"),
        max_length=4000,
        error_messages={
            "required": _("Write down what they complain about"),
            "max_length": _(
                "This is longer than 4,000 characters. Keep the letter, and write what matters here."
            ),
        },
    )


class Answer(Form):
    """What the person is answered."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.CharField(
        label=_("What the person is answered"),
        help_text=_(
            "What you found, what you do about it, and that they may go to the Information Commissioner."
        ),
        max_length=4000,
        error_messages={"required": _("Write what the person is answered")},
    )
