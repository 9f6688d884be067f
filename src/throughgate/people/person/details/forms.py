"""The forms of who somebody is: name and birth date, another name, a number, one fact from a list."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from django import forms
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from throughgate.common.errors import ThroughgateError
from throughgate.common.values import load
from throughgate.people.person.details import rules
from throughgate.people.person.facts import words
from throughgate.people.person.facts.kinds import Kind
from throughgate.people.person.identifiers import rules as identifiers
from throughgate.people.record.editing import OfRecord
from throughgate.privacy.access.days import DayField

LONGEST = 200


def listed(name: str) -> list[tuple[str, str]]:
    return list(load("throughgate.people.person.details")[name].latest.items())


class NameField(forms.CharField):
    """A name in any script."""

    def __init__(self, **kwargs: Any) -> None:
        too_long = _(
            "This has %(show_value)d letters and %(limit_value)d are kept. Enter it as papers show it."
        )
        super().__init__(
            max_length=LONGEST, required=False, error_messages={"max_length": too_long}, **kwargs
        )

    def clean(self, value: Any) -> str:
        try:
            return rules.tidy(super().clean(value))
        except ThroughgateError as error:
            raise forms.ValidationError(str(error)) from None


class Naming(OfRecord):
    """Given names and a family name, of which somebody may have one alone."""

    given_names = NameField(
        label=_("Given names"),
        help_text=_(
            "As the person writes them, in any script. A person with one name: enter it here alone."
        ),
    )
    family_name = NameField(label=_("Family name"))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not cleaned["given_names"] and not cleaned["family_name"]:
            self.add_error("given_names", _("Enter a name"))
        return cleaned


class Who(Naming):
    """Who somebody is, as the reader's organisation has it."""

    birth_date = DayField(label=_("Birth date"), help_text=_("For example, 27 3 1985."))
    sex = forms.ChoiceField(
        label=_("Sex registered at birth"),
        choices=lambda: [*listed("sexes"), ("", _("Not known"))],
        required=False,
    )

    def clean_birth_date(self) -> date | None:
        day: date | None = self.cleaned_data["birth_date"]
        if day is not None:
            _said(rules.check_birth_date, day, today=self.record.today)
        return day


class OtherName(Naming):
    """Another name somebody is or was known by."""

    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=lambda: listed("names"),
        error_messages={"required": _("Choose what it is")},
    )


class Number(OfRecord):
    """A number by which another system knows somebody."""

    kind = forms.ChoiceField(
        label=_("Whose number it is"),
        choices=lambda: listed("numbers"),
        error_messages={"required": _("Choose whose number it is")},
    )
    number = forms.CharField(
        label=_("Number"),
        help_text=_("As its source writes it. A check letter is checked as you save."),
        max_length=60,
        error_messages={
            "required": _("Enter the number"),
            "max_length": _("No number is as long as this. Check it against its source."),
        },
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                kind = identifiers.Kind(cleaned["kind"])
                found = identifiers.read(kind, cleaned["number"], today=self.record.today)
                cleaned["number"] = found.number
            except ThroughgateError as error:
                self.add_error("number", str(error))
        return cleaned


class Answer(OfRecord):
    """One fact: the answer from its list, and words where they help. `KIND` is of the subclass."""

    KIND: Kind
    value = forms.ChoiceField(
        label="", error_messages={"required": _("Choose one"), "invalid_choice": _("Choose one")}
    )
    words = forms.CharField(
        label="",
        max_length=200,
        help_text=_("Nothing about anybody else, and nothing that could tell where somebody is."),
        error_messages={
            "required": _("Enter it in words"),
            "max_length": _("At most %(limit_value)d letters are kept; this has %(show_value)d."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = words.of(self.KIND)
        self.fields["words"].label = told["words"]
        self.fields["words"].required = bool(told.get("only_words"))
        if told.get("only_words"):
            del self.fields["value"]
        else:
            self.fields["value"].label = told["ask"]
            self.fields["value"].choices = list(words.answers(self.KIND).items())  # type: ignore[attr-defined]

    @property
    def asks(self) -> Any:
        return lazystr(words.of(self.KIND)["ask"])


@cache
def answer_to(kind: Kind) -> type[Answer]:
    return type("AnswerOf" + kind.value, (Answer,), {"KIND": kind})


def _said(check: Any, *given: Any, **named: Any) -> None:
    """A rule's refusal, on the field that it is about."""
    try:
        check(*given, **named)
    except ThroughgateError as error:
        raise forms.ValidationError(str(error)) from None
