"""Every field of every table about a person says what becomes of it."""

from __future__ import annotations

import pytest
from django.db import models

from throughgate.common.values import load
from throughgate.privacy.access import lists
from throughgate.privacy.access.about_person import REGISTERED
from throughgate.privacy.retention.fields import Kept, handling

OF_THE_PERSON = sorted(
    (
        model
        for model in REGISTERED
        if f".{model.__module__}.".split(".people.")[-1].startswith(
            ("person.", "assessment.", "plan.")
        )
    ),
    key=lambda model: model.__name__,
)


@pytest.mark.parametrize("model", OF_THE_PERSON, ids=lambda model: model.__name__)
def test_every_field_is_listed_and_nothing_else(model: type[models.Model]) -> None:
    fields = {field.name for field in model._meta.concrete_fields}
    assert fields - set(handling(model)) == set(), "say in @handled(...) what becomes of it"
    assert set(handling(model)) - fields == set()


@pytest.mark.parametrize("model", OF_THE_PERSON, ids=lambda model: model.__name__)
def test_every_row_knows_its_section(model: type[models.Model]) -> None:
    section = getattr(model, "SECTION", "") or REGISTERED[model].section
    known = lists.latest("sections")
    if section:
        assert section in known
        assert REGISTERED[model].section in ("", section)
    elif "section" in {field.name for field in model._meta.concrete_fields}:
        assert REGISTERED[model].section_column in ("", "section")


def test_every_length_of_keeping_is_published() -> None:
    kept = load("throughgate.privacy.retention")["kept"].latest
    assert {kind.value for kind in Kept} - {"document"} == set(kept)
