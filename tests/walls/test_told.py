"""Nothing about a person is kept that a person who asks would not be told of: every table, every text of it, in words."""

from __future__ import annotations

import pytest
from django.db import models

from throughgate.common.values import load
from throughgate.people.rights.requests import words
from throughgate.people.rights.requests.collecting import NOT_TOLD
from throughgate.people.rights.requests.kinds import KINDS, NOTHING_TO_TELL
from throughgate.privacy.access.about_person import REGISTERED
from throughgate.privacy.audit.history import HISTORIES

TABLES = [model for model in REGISTERED if model not in HISTORIES.values()]
TOLD = [model for model in TABLES if model.__name__ in KINDS]
TEXTS = (models.CharField, models.TextField)


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
def test_every_table_about_a_person_is_told_or_said_to_hold_nothing(model) -> None:
    assert (model.__name__ in KINDS) is not (model.__name__ in NOTHING_TO_TELL), (
        "say in people/rights/requests/kinds.py what its rows are called to the person they are about"
    )


def test_no_table_is_told_that_is_not_there() -> None:
    there = {model.__name__ for model in TABLES}
    assert there >= {*KINDS, *NOTHING_TO_TELL}
    assert len(there) == len(TABLES), "two tables of one name cannot be told apart"


@pytest.mark.parametrize("model", TOLD, ids=lambda model: model.__name__)
def test_every_text_of_it_is_typed_or_has_words(model) -> None:
    unknown = [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(getattr(field, "base_field", field), TEXTS)
        and field.name not in NOT_TOLD
        and not words.known(model.__name__, field.name)
    ]
    assert unknown == [], "say in people/rights/requests/words.py how its codes are said"


@pytest.mark.parametrize("name", words.LISTED)
def test_every_code_of_a_list_has_words(name: str) -> None:
    table, field = name.split(".")
    assert table in KINDS
    topic, codes = words.LISTED[name]
    for code in load(f"throughgate.people.{topic}")[codes].latest:
        said = words.said(table, field, code, {})
        assert (said and said != str(code)) or said in ("days", "weeks", "months", "years")
