"""Many changes of tables in one step of a migration, so that making them all stays a matter of seconds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.models import ModelOperation
from django.db.migrations.state import ProjectState


class Together(Operation):
    """New tables are made as they stand after all of it; of a table that was there before, each change on its own.

    One by one, every change draws anew every model that points at the one it changes: at Person, nearly all of them.
    No field may be changed twice in one step.
    """

    reversible = False

    def __init__(self, operations: Sequence[Any]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)  # drawn once, when it is asked for next
        for each in self.operations:
            each.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        made = {each.name_lower for each in self.operations if isinstance(each, CreateModel)}
        for each in self.operations:
            if isinstance(each, CreateModel) or _table(each) not in made:
                each.database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Make {len(self.operations)} changes of tables together"


def _table(operation: Any) -> str:
    """Whose table it changes."""
    name = operation.name if isinstance(operation, ModelOperation) else operation.model_name
    return str(name).lower()
