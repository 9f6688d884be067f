"""The rows of one person from many tables in one question: the frame, the cards and the page ask for most of them anyway.

Row-level security is asked of each table as ever. A topic says which of its tables are few rows a person, and so are
gathered; long ones (notes, documents, looks) are asked for a page at a time by their own queries.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from operator import attrgetter
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Field

from throughgate.people.person.models import Entry
from throughgate.people.record.opening import Opened
from throughgate.privacy.access.models import Organisation, User
from throughgate.privacy.access.prepared import made

Row = TypeVar("Row", bound=Entry)
Rows = dict[type[Entry], list[Entry]]
TABLES: dict[type[Entry], None] = {}


def gather(*models: type[Entry]) -> None:
    """Have these tables read together with the others."""
    TABLES.update(dict.fromkeys(models))


def rows(opened: Opened, model: type[Row], *order: str) -> list[Row]:
    """The rows of a table that the reader may see, in this order; who holds and who entered each comes along."""
    if model not in TABLES:
        raise LookupError(f"{model.__name__} is not gathered: say so where its topic registers")
    found = opened.visible(opened.once(_gathered)[model])
    for name in reversed(order):
        found.sort(key=lambda row: _sortable(row, name.lstrip("-")), reverse=name.startswith("-"))
    return found  # type: ignore[return-value]


def _sortable(row: Entry, name: str) -> tuple[bool, Any]:
    """What is not there comes last going up and first going down, as the database has it."""
    value = attrgetter(name.replace("__", "."))(row)
    return value is None, "" if value is None else value


def _gathered(opened: Opened) -> Rows:
    models = [one for one in TABLES if not one.SECTION or opened.sees(one.SECTION)]
    found: Rows = defaultdict(list)
    if models:
        with connection.cursor() as cursor:
            cursor.execute(_question(models), [opened.person] * len(models))
            for place, row in cursor.fetchall():
                found[models[place]].append(made(models[place], json.loads(row)))
    _name(row for several in found.values() for row in several)
    return found


def _question(models: list[type[Entry]]) -> str:
    """One part a table, each under its own policies."""
    return " UNION ALL ".join(
        # The names are those of our own tables.
        f'SELECT {place}, to_jsonb(r)::text FROM "{one._meta.db_table}" r WHERE r.person_id = %s'  # noqa: S608
        for place, one in enumerate(models)
    )


def _name(rows: Iterable[Entry]) -> None:
    """Give each row its organisations and users, one question for either."""
    wanted: dict[Any, list[tuple[Entry, Field[Any, Any]]]] = {Organisation: [], User: []}
    for row in rows:
        for field in row._meta.concrete_fields:
            if field.related_model in wanted and getattr(row, field.attname) is not None:
                wanted[field.related_model].append((row, field))
    for model, several in wanted.items():
        ids = {getattr(row, field.attname) for row, field in several}
        known = model.objects.in_bulk(ids) if ids else {}
        for row, field in several:
            setattr(row, field.name, known[getattr(row, field.attname)])
