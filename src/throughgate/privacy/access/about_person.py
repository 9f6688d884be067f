"""Tables that hold something about a person: said once on the model, held by the database.

`@about_person(rows_in("identity"))` says which section a row is in, who holds it and whom it is about. From that come
the policies of row-level security, which `second_lock` writes in a migration; a test compares the two and fails on a
table with a person in it that is not here. Why it is so: docs/decisions/0003-the-second-lock.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.db import migrations, models

Model = TypeVar("Model", bound=type[models.Model])


@dataclass(frozen=True)
class Policies:
    """Who may do what with the rows of one table, as SQL over its columns."""

    see: str
    enter: str
    change: str
    remove: str
    # Which section a row is in and who holds it, where the policies are the usual ones: tests ask row by row.
    section: str = ""
    section_column: str = ""
    held_by: str = ""
    # Read by may_see() itself, which runs as the owner: enabled like all, but not forced on the owner.
    of_the_lock: bool = False

    def statements(self, table: str) -> list[str]:
        """What writes them, replacing what was there."""
        force = "NO FORCE" if self.of_the_lock else "FORCE"
        return [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} {force} ROW LEVEL SECURITY",
            *[f"DROP POLICY IF EXISTS {name} ON {table}" for name in NAMES],
            f"CREATE POLICY see ON {table} FOR SELECT USING ({self.see})",
            f"CREATE POLICY enter ON {table} FOR INSERT WITH CHECK ({self.enter})",
            f"CREATE POLICY change ON {table} FOR UPDATE USING ({self.change})",
            f"CREATE POLICY remove ON {table} FOR DELETE USING ({self.remove})",
        ]


NAMES = ("see", "enter", "change", "remove")
NOBODY = "false"
ME = "(SELECT my_user())"
MINE = "(SELECT my_organisation())"
REGISTERED: dict[type[models.Model], Policies] = {}


def may_see(section: str, held_by: str = "NULL", *, person: str = "person_id") -> str:
    """The question of the lock as SQL; what is the same for every row is worked out once a query."""
    return f"may_see({person}, {section}, {held_by}, (SELECT my_sight()))"


def by_involvement(section: str, held_by: str, *, person: str = "person_id") -> str:
    """The same question, where an emergency opens nothing."""
    return f"may_see_by_involvement({person}, {section}, {held_by}, (SELECT my_sight()))"


def may_write(section: str, held_by: str, *, person: str = "person_id") -> str:
    return f"may_write({person}, {section}, {held_by}, (SELECT my_sight()))"


def rows_in(
    section: str = "",
    *,
    section_column: str = "",
    person: str = "person_id",
    held_by: str = "held_by_id",
    of_the_lock: bool = False,
) -> Policies:
    """The usual policies: seen as may_see() says; written only by the holder, and only where they may see."""
    place = section_column or f"'{section}'"
    seen = may_see(place, held_by, person=person)
    written = may_write(place, held_by, person=person)
    return Policies(
        see=seen,
        enter=written,
        change=written,
        remove=written,
        section=section,
        section_column=section_column,
        held_by=held_by,
        of_the_lock=of_the_lock,
    )


def about_person(policies: Policies) -> Callable[[Model], Model]:
    """Say of a model that its rows are about a person, and so are behind both locks."""

    def register(model: Model) -> Model:
        REGISTERED[model] = policies
        return model

    return register


def second_lock(table: str, policies: Policies) -> migrations.RunSQL:
    """The step of a migration that puts a table behind the database's lock."""
    return migrations.RunSQL([*policies.statements(table)])
