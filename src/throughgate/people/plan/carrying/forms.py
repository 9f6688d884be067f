"""Carrying a plan forward, and what got in the way."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.people.plan.models import AskedOnReturn
from throughgate.people.plan.rules import Of, Returned
from throughgate.privacy.access.typed import Form

Asked = tuple[UUID, str, Of]


class CarryForm(Form):
    """Why the plan goes on. seen: the plan that was shown."""

    seen = forms.UUIDField(widget=forms.HiddenInput, required=False)
    because = forms.ChoiceField(
        label=_("What has happened?"),
        choices=[
            (Returned.RECALL.value, _("They were recalled")),
            (Returned.NEW_SENTENCE.value, _("They have a new sentence")),
        ],
        error_messages={"required": _("Choose what has happened")},
    )


class AskedForm(Form):
    """A box for each question of each goal, of the person and of the worker."""

    def __init__(self, *args: Any, asked: dict[Asked, str], known: Iterable[AskedOnReturn], **kwargs: Any) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        said = {(row.goal_id, row.question, Of(row.of)): row.words for row in known}
        self.asked = {self.box(each): each for each in asked}
        for name, each in self.asked.items():
            self.fields[name] = forms.CharField(
                label=asked[each], max_length=2000, required=False, initial=said.get(each, "")
            )

    @staticmethod
    def box(asked: Asked) -> str:
        goal, question, of = asked
        return f"{of}-{question}-{goal}"

    @property
    def answers(self) -> dict[Asked, str]:
        """What was typed; a box left as empty as it was says nothing."""
        return {
            each: self.cleaned_data[name].strip()
            for name, each in self.asked.items()
            if self.cleaned_data[name].strip()
        }
