"""What is wrong with a form is said in our words, with the field's name; and beside the field that a rule names."""

from __future__ import annotations

import pytest
from django import forms
from django.http import QueryDict

from throughgate.common.errors import WrongUse
from throughgate.people.record.forms import said_on
from throughgate.privacy.access.days import DayField
from throughgate.privacy.access.typed import Form

FRAMEWORK = ("Ensure this value", "This field is required", "Select a valid choice", "Enter a ")


class Everything(Form):
    words = forms.CharField(label="What it says", max_length=1200)
    count = forms.IntegerField(label="How many", min_value=1, max_value=100_000)
    figure = forms.DecimalField(label="The figure", max_digits=4, decimal_places=1)
    kind = forms.ChoiceField(label="Which kind", choices=[("a", "A")])
    mail = forms.EmailField(label="Where to")
    day = DayField(label="From")
    own = forms.CharField(label="Own", error_messages={"required": "Our own words stay"})


def wrong(**typed: str) -> dict[str, str]:
    asked = QueryDict(mutable=True)
    asked.update(typed)
    form = Everything(asked)
    return {name: str(messages[0]) for name, messages in form.errors.items()}


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"words": "x" * 1201}, "words", "“What it says” has more than 1,200 characters: shorten it"),
        ({}, "words", "“What it says” is empty: fill it in"),
        ({}, "kind", "“Which kind” is empty: choose"),
        ({"kind": "b"}, "kind", "“Which kind”: choose one from the list"),
        ({"count": "100001"}, "count", "“How many” must be 100,000 or less"),
        ({"count": "0"}, "count", "“How many” must be 1 or more"),
        ({"count": "x"}, "count", "“How many” must be a whole number, such as 12"),
        ({"figure": "1.23"}, "figure", "“The figure” has too many digits after the point: round it"),
        ({"mail": "x"}, "mail", "“Where to” must be an email address, such as name@example.org"),
        ({"day_0": "31", "day_1": "2", "day_2": "2027"}, "day", "“From” must be a real date, such as 31 3 2024"),
        ({"day_0": "1", "day_1": "2", "day_2": "90"}, "day", "“From”: write the year with four digits, from 1900 to 2099"),
        ({}, "own", "Our own words stay"),
    ],
)  # fmt: skip
def test_a_field_says_its_name_and_what_to_do(typed, field, said) -> None:
    found = wrong(**typed)
    assert found[field] == said
    assert not any(words.startswith(FRAMEWORK) for words in found.values())


def test_a_rule_s_words_stand_beside_the_field_that_it_names() -> None:
    form = Everything(QueryDict("words=x"))
    form.is_valid()
    for at in ("count", "not a field", ""):
        with said_on(form):
            raise WrongUse(f"Of {at}", at=at)
    assert "Of count" in form.errors["count"]
    assert form.non_field_errors() == ["Of not a field", "Of "]
