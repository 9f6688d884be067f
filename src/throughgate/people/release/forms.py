"""The forms of release: how far an essential is, and what is known at a milestone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.common.values import load
from throughgate.people.record.forms import RowForm
from throughgate.people.release.essentials import rules as essentials
from throughgate.people.release.milestones.rules import Aspect


def _states() -> list[tuple[str, str]]:
    return list(load(essentials.PACKAGE)["states"].latest.items())


class HowFar(RowForm):
    """How far an essential is."""

    state = forms.ChoiceField(
        label=_("How far is it?"),
        choices=_states,
        error_messages={"required": _("Choose how far it is")},
    )
    words = forms.CharField(
        label=_("Anything else to know"),
        help_text=_("For example: which hostel, who has the keys, when the bag is packed."),
        max_length=300,
        required=False,
    )


class AtMilestone(RowForm):
    """The answer to one question after release."""

    answer = forms.ChoiceField(error_messages={"required": _("Choose an answer")})
    words = forms.CharField(label=_("Anything else to know"), max_length=300, required=False)

    def __init__(self, *args: Any, aspect: Aspect, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answer = self.fields["answer"]
        answer.label = aspect.asks
        answer.choices = list(aspect.answers.items())  # type: ignore[attr-defined]
