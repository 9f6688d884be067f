"""Every field of every table of ours says what becomes of it."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models

from throughgate.common.values import load
from throughgate.privacy.access import lists
from throughgate.privacy.access.about_person import REGISTERED
from throughgate.privacy.audit.history import History
from throughgate.privacy.retention.fields import Kept, handling

OURS = [model for model in apps.get_models() if model.__module__.startswith("throughgate.")]
TABLES = [model for model in OURS if not issubclass(model, History)]
HISTORIES = [model for model in OURS if issubclass(model, History)]
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


def fields_of(model: type[models.Model]) -> set[str]:
    return {field.name for field in model._meta.concrete_fields}


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
def test_every_field_is_listed_and_nothing_else(model: type[models.Model]) -> None:
    assert fields_of(model) - set(handling(model)) == set(), (
        "say in @handled(...) what becomes of it"
    )
    assert set(handling(model)) - fields_of(model) == set()


@pytest.mark.parametrize("model", HISTORIES, ids=lambda model: model.__name__)
def test_every_field_of_a_history_is_listed(model: type[models.Model]) -> None:
    """As its table says; some columns (a password) have no history."""
    assert fields_of(model) - set(handling(model)) == set()


def test_every_table_about_a_person_is_among_them() -> None:
    assert set(REGISTERED) <= set(OURS)
    assert len(HISTORIES) > 30


@pytest.mark.parametrize("model", OF_THE_PERSON, ids=lambda model: model.__name__)
def test_every_row_knows_its_section(model: type[models.Model]) -> None:
    section = getattr(model, "SECTION", "") or REGISTERED[model].section
    known = lists.latest("sections")
    if section:
        assert section in known
        assert REGISTERED[model].section in ("", section)
    elif "section" in fields_of(model):
        assert REGISTERED[model].section_column in ("", "section")


def test_every_length_of_keeping_is_published() -> None:
    kept = load("throughgate.privacy.retention")["kept"].latest
    assert {kind.value for kind in Kept} - {"document"} == set(kept)
