"""Who must be seen now, exactly, and why; and an officer's word on it afterwards."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.people.finding.forms import KINDS
from throughgate.people.person.identifiers.rules import Kind, NotAnIdentifier, read
from throughgate.people.person.names import rules as names
from throughgate.privacy.access.days import DayField
from throughgate.privacy.access.typed import Form

FEWEST_WORDS = 2


class Emergency(Form):
    """A number; or the name as it is written on the record, with the birth date."""

    kind = forms.ChoiceField(label=_("A number they are known by"), choices=KINDS, required=False)
    number = forms.CharField(label=_("The number"), max_length=60, required=False)
    name = forms.CharField(
        label=_("First name and family name"),
        help_text=_("Exactly as written, with the birth date."),
        max_length=200,
        required=False,
    )
    birth_date = DayField(label=_("Birth date"), help_text=_("For example, 31 3 1990."))
    why = forms.CharField(
        label=_("Why you must see this person now"),
        help_text=_("Your information officer reads this and reviews it."),
        max_length=500,
        error_messages={"required": _("Say why you must see this person now")},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.keys: list[str] = []

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        number, name, born = said.get("number", ""), said.get("name", ""), said.get("birth_date")
        if number.strip():
            self._by_number(said.get("kind", ""), number)
        elif name and born:
            self._by_name(name, born)
        elif "birth_date" not in self.errors:
            self.add_error("number", _("Give a number, or the name and the birth date"))
        return said

    def _by_number(self, kind: str, number: str) -> None:
        if not kind:
            self.add_error("kind", _("Choose whose number it is"))
            return
        try:
            found = read(Kind(kind), number, today=self.today)
            self.keys = [names.number_key(found.number)]
        except NotAnIdentifier as error:
            self.add_error("number", str(error))

    def _by_name(self, name: str, born: date) -> None:
        words = sorted(set(names.words(name)))
        if len(words) < FEWEST_WORDS:
            self.add_error("name", _("Give both the first name and the family name"))
            return
        self.keys = [names.birth_key(born), *(names.WORD + word for word in words)]


class Review(Form):
    finding = forms.CharField(
        label=_("What you found"),
        help_text=_("Was there an emergency, and was looking the right answer? What happens next?"),
        max_length=500,
        error_messages={"required": _("Say what you found")},
    )
