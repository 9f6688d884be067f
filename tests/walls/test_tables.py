"""The database holds what the models say: every column, constraint and index, whatever the migrations do on the way."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection, models

pytestmark = pytest.mark.django_db
OURS = [model for model in apps.get_models() if model.__module__.startswith("throughgate.")]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_column_constraint_and_index_is_there(model: type[models.Model]) -> None:
    meta = model._meta
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, meta.db_table)
        found = connection.introspection.get_constraints(cursor, meta.db_table)
    assert {column.name: column.null_ok for column in described} == {
        field.column: field.null for field in meta.concrete_fields
    }
    named = {each.name for each in (*meta.constraints, *meta.indexes)}
    assert named <= found.keys()
    to_others = {
        (field.column, field.related_model._meta.db_table)
        for field in meta.concrete_fields
        if field.related_model and getattr(field, "db_constraint", False)
    }
    held = {(c["columns"][0], c["foreign_key"][0]) for c in found.values() if c["foreign_key"]}
    assert to_others == held
