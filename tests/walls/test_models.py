"""Foreign keys obey the order of imports: a table may point down, never up. A string hides from the import contracts."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignObject, Model

CONTRACTS = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["tool"]


def layers() -> list[str]:
    """The areas from top to bottom, as the import contract names them."""
    contract = CONTRACTS["importlinter"]["contracts"][0]
    return [area.split(".")[-1] for layer in contract["layers"] for area in layer.split(" : ")]


def area(model: type[Model]) -> str:
    return model.__module__.split(".")[1]


OURS = [model for model in apps.get_models() if model.__module__.startswith("throughgate.")]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_a_table_points_down(model: type[Model]) -> None:
    order = layers()
    for field in model._meta.get_fields():
        if not isinstance(field, ForeignObject) or field.related_model not in OURS:
            continue
        below = order.index(area(field.related_model))
        assert order.index(area(model)) <= below, f"{model.__name__}.{field.name} points up"
