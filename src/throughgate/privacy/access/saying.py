"""What is wrong with a field, in our words: which field, what is wrong, what to do. Framework English is said nowhere."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext as _

CHOSEN = (forms.ChoiceField, forms.MultipleChoiceField, forms.BooleanField, forms.FileField)


def say_in_our_words(field: forms.Field) -> None:
    """Every text that the field does not say itself."""
    if not field.label:
        return
    framework = _of_framework(field)
    for code, words in _ours(field).items():
        said = field.error_messages.get(code)
        if said is None or said == framework.get(code):
            field.error_messages[code] = words


def _of_framework(field: forms.Field) -> dict[str, object]:
    """The texts that the field has where nobody gave it others."""
    found: dict[str, object] = {}
    for kind in reversed(type(field).__mro__):
        found |= getattr(kind, "default_error_messages", {})
    return found


def _ours(field: forms.Field) -> Mapping[str, str]:
    label = str(field.label).replace("%", "%%")
    few, most = (_figure(getattr(field, name, None)) for name in ("min_value", "max_value"))
    said = {
        "required": _("“%(label)s” is empty: choose") if isinstance(field, CHOSEN) else _("“%(label)s” is empty: fill it in"),
        "invalid": _invalid(field),
        "invalid_choice": _not_on_the_list(field),
        "invalid_list": _("“%(label)s”: choose from the list"),
        "max_length": _("“%(label)s” has more than %(most)s characters: shorten it"),
        "min_value": _("“%(label)s” must be %(few)s or more"),
        "max_value": _("“%(label)s” must be %(largest)s or less"),
        "max_digits": _("“%(label)s” has too many digits: shorten it"),
        "max_whole_digits": _("“%(label)s” has too many digits: shorten it"),
        "max_decimal_places": _("“%(label)s” has too many digits after the point: round it"),
        "null_characters_not_allowed": _("“%(label)s” has signs that cannot be kept: type it anew"),
    }  # fmt: skip
    longest = _figure(getattr(field, "max_length", None))
    parts = {"label": label, "most": longest, "few": few, "largest": most, "value": "%(value)s"}
    return {code: words % parts for code, words in said.items()}


def _not_on_the_list(field: forms.Field) -> str:
    """Of several typed, which one."""
    if isinstance(field, forms.MultipleChoiceField):
        return _("“%(label)s”: “%(value)s” is not on the list, choose from it")
    return _("“%(label)s”: choose one from the list")


def _invalid(field: forms.Field) -> str:
    if isinstance(field, forms.EmailField):
        return _("“%(label)s” must be an email address, such as name@example.org")
    if isinstance(field, forms.DecimalField):
        return _("“%(label)s” must be a number, such as 12.5")
    if isinstance(field, forms.IntegerField):
        return _("“%(label)s” must be a whole number, such as 12")
    if isinstance(field, forms.TimeField):
        return _("“%(label)s” must be a time, such as 14:30")
    return _("“%(label)s” cannot be read: type it anew")


def _figure(value: object) -> str:
    return f"{value:,}" if isinstance(value, (int, float)) else str(value)
