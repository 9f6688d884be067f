"""The history of one record: every field that changed, as the database's triggers kept it, as far as an officer sees."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, models

from throughgate.people.involvement.models import Involvement, KnownPerson
from throughgate.people.record.opening import Opened
from throughgate.people.rights import access
from throughgate.people.rights.requests import collecting
from throughgate.people.rights.requests.kinds import KINDS
from throughgate.privacy.access import lists
from throughgate.privacy.access.about_person import REGISTERED
from throughgate.privacy.access.models import Organisation, User
from throughgate.privacy.audit.history import HISTORIES

PAGE = 50
# In which section the rows are, and which column names the holder, where the table does not say.
LOCKS = {Involvement: ("sharing", "organisation_id"), KnownPerson: ("limits", "")}
NOT_SHOWN = {"id", "person_id", "version"}
# One row of history with the one before it of the same row.
STATES = """
SELECT '{name}', h.pgh_id, h.pgh_created_at, h.pgh_label, h.pgh_by, to_jsonb(h),
  lag(to_jsonb(h)) OVER (PARTITION BY h.id ORDER BY h.pgh_id)
FROM {table} h WHERE h.person_id = %s
"""


@dataclass(frozen=True)
class Field:
    """What one field said before and after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """One change of one row."""

    kind: str
    what: str  # insert, update, delete
    at: datetime
    by: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class State:
    """A row of history as read, and the one before it."""

    model: type[models.Model]
    at: datetime
    what: str
    by: int | None
    now: dict[str, Any]
    before: dict[str, Any]


def changes(opened: Opened, *, page: int = 1) -> tuple[list[Change], bool]:
    """The newest first; and whether there are more."""
    access.check_officer(opened.user, today=opened.today)
    first = (page - 1) * PAGE
    seen = [state for state in _states(opened.person) if _may_see(opened, state)]
    shown = seen[first : first + PAGE]
    names = _names(shown)
    return [_change(state, names) for state in shown], len(seen) > first + PAGE


def _tables() -> dict[str, type[models.Model]]:
    """The tables whose rows have a section and a holder: what the first lock can be asked of."""
    return {
        model.__name__: model
        for model in HISTORIES
        if model.__name__ in KINDS and (model in LOCKS or _has_section(model))
    }


def _has_section(model: type[models.Model]) -> bool:
    policies = REGISTERED[model]
    return bool(policies.held_by and (policies.section or policies.section_column))


def _states(person: UUID) -> list[State]:
    """Of every table in one question."""
    tables = _tables()
    asked = " UNION ALL ".join(
        STATES.format(name=name, table=HISTORIES[model]._meta.db_table)
        for name, model in tables.items()
    )
    with connection.cursor() as cursor:
        cursor.execute(f"{asked} ORDER BY 3 DESC, 2 DESC", [person] * len(tables))
        rows = cursor.fetchall()
    return [
        State(tables[name], at, what, by, _read(now), _read(before))
        for name, _id, at, what, by, now, before in rows
    ]


def _read(value: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(value) if isinstance(value, str) else value or {}
    return found


def _section(state: State) -> tuple[str, str]:
    """Which section a row is in, and which column names its holder."""
    if state.model in LOCKS:
        return LOCKS[state.model]
    policies = REGISTERED[state.model]
    own = str(state.now.get(policies.section_column, ""))
    return policies.section or own, policies.held_by


def _may_see(opened: Opened, state: State) -> bool:
    section, holder = _section(state)
    held_by = state.now.get(holder) if holder else None
    own = state.model is Involvement and held_by == opened.who.organisation
    return own or opened.sees(section, held_by)


def _change(state: State, names: dict[tuple[type[models.Model], Any], str]) -> Change:
    before = state.before if state.what == "update" else {}
    fields = [
        Field(
            str(field.verbose_name).capitalize(),
            _text(field, before, names),
            _text(field, state.now, names),
        )
        for field in state.model._meta.concrete_fields
        if field.attname not in NOT_SHOWN
    ]
    told = tuple(field for field in fields if field.before != field.after)
    by = names.get((User, state.by), "")
    kind = lists.name_of("sections", _section(state)[0])
    return Change(kind, state.what, state.at, by, told)


def _text(field: Any, row: dict[str, Any], names: dict[tuple[type[models.Model], Any], str]) -> str:
    value = row.get(field.attname)
    if value in (None, "", [], {}):
        return ""
    if field.is_relation:
        return names.get((field.related_model, value), "")
    return collecting.text_of(field, field.to_python(value), row)


def _names(states: Iterable[State]) -> dict[tuple[type[models.Model], Any], str]:
    """What the keys of organisations and users lead to."""
    wanted: dict[type[models.Model], set[Any]] = {User: set(), Organisation: set()}
    for state in states:
        wanted[User].add(state.by)
        for field in state.model._meta.concrete_fields:
            if field.related_model in wanted:
                wanted[field.related_model] |= {
                    row.get(field.attname) for row in (state.now, state.before)
                }
    return {
        (model, row.pk): str(row)
        for model, keys in wanted.items()
        for row in model._base_manager.filter(pk__in=keys - {None})
    }
