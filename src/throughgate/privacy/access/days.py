"""A day in three boxes, as people write a date; used by the forms of every area."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.common.dates import FIRST, LAST, is_likely


class ThreeBoxes(forms.MultiWidget):
    """Day, month and year, as people write a date."""

    def __init__(self) -> None:
        super().__init__([forms.TextInput(), forms.TextInput(), forms.TextInput()])

    def decompress(self, value: date | list[Any] | None) -> list[Any]:
        if isinstance(value, date):
            return [value.day, value.month, value.year]
        return value or [None, None, None]


class DayField(forms.MultiValueField):
    """A real day, or nothing."""

    in_three_boxes = True
    widget = ThreeBoxes

    def __init__(self, **kwargs: Any) -> None:
        parts = [forms.CharField(required=False) for _part in range(3)]
        super().__init__(fields=parts, require_all_fields=False, required=False, **kwargs)

    def compress(self, parts: list[str]) -> date | None:
        if not any(parts):
            return None
        said: dict[str, Any] = {"label": self.label, "first": FIRST.year, "last": LAST.year}
        try:
            day, month, year = (int(part) for part in parts)
            found = date(year, month, day)
        except (ValueError, OverflowError):
            words = _("“%(label)s” must be a real date, such as 31 3 2024")
            raise forms.ValidationError(words, params=said) from None
        if not is_likely(found):
            words = _("“%(label)s”: write the year with four digits, from %(first)s to %(last)s")
            raise forms.ValidationError(words, params=said)
        return found
