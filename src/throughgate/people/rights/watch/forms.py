"""The form of a review."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.privacy.access.typed import Form


class Review(Form):
    """What a look that stood out was about."""

    finding = forms.CharField(
        label=_("What you found out"),
        help_text=_(
            "Whom you asked, what they said, and what you did. A look that stands out is a question, not a fault."
        ),
        max_length=500,
        error_messages={
            "required": _("Write what you found out"),
            "max_length": _("This is longer than 500 characters. Write what matters."),
        },
    )
