"""The form that every page of the workspace begins from: what was typed into it outlives a sign-in."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict

from throughgate.privacy.access.saying import say_in_our_words

# What was typed into this page before its writer had to sign in again.
typed_before: ContextVar[QueryDict | None] = ContextVar("typed_before", default=None)


def sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, where something was: an empty form is wrong, not new."""
    return request.POST if request.method == "POST" else None


class Form(forms.Form):
    """A form that comes back filled in with what was typed before a sign-in ran out; its errors are in our words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            say_in_our_words(field)

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        typed = typed_before.get()
        if typed is None or not self._is_the_one(typed):
            return super().get_initial_for_field(field, field_name)
        return field.widget.value_from_datadict(typed, {}, self.add_prefix(field_name))

    def _is_the_one(self, typed: QueryDict) -> bool:
        """A page can hold several forms: the typed one has at least one of its boxes."""
        return any(
            not field.widget.value_omitted_from_data(typed, {}, self.add_prefix(name))
            for name, field in self.fields.items()
            if not isinstance(field.widget, (forms.CheckboxInput, forms.CheckboxSelectMultiple))
        )


NOT_TYPED = ("csrfmiddlewaretoken", "key", "version")


def not_saved(request: HttpRequest) -> list[str]:
    """The words somebody sent to a page that could not take them, to show again: nothing typed is lost."""
    if request.method != "POST":
        return []
    several = [
        value for name, values in request.POST.lists() if name not in NOT_TYPED for value in values
    ]
    return [
        str(value) for value in several if any(letter.isspace() for letter in str(value).strip())
    ]
