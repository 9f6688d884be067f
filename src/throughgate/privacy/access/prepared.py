"""Questions of pages that are asked all day: made into SQL once, and asked with other values each time.

Django builds a question anew for each page, which takes it longer than the database takes to answer. A prepared one is
written as ever, with `Asked("today")` where a value will be, and is kept. Its rows pass row-level security like all.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import (
    AutoField,
    BooleanField,
    CharField,
    Expression,
    Field,
    ForeignKey,
    IntegerField,
    JSONField,
    Lookup,
    Model,
    QuerySet,
    TextField,
)
from django.db.models.expressions import Col


class Asked(Expression):
    """A value that is given when the question is asked."""

    def __init__(self, name: str) -> None:
        super().__init__(output_field=Field())
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]


@ForeignKey.register_lookup
@Field.register_lookup
class AnyOf(Lookup):
    """`person__any=people`: one of several, as one parameter however many they are."""

    lookup_name = "any"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, params = self.process_lhs(compiler, connection)
        kind = self.lhs.output_field.db_type(connection)
        several = self.rhs if isinstance(self.rhs, Asked) else list(self.rhs)
        return f"{left} = ANY(%s::{kind}[])", (*params, several)


@dataclass(frozen=True)
class Question:
    """SQL, its parameters with blanks among them, and whose rows it gives: model and columns."""

    sql: str
    params: tuple[Any, ...]
    model: type[Model]
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Ready:
    """A question with its values."""

    question: Question
    params: list[Any]

    def rows(self) -> list[tuple[Any, ...]]:
        """The columns as the question names them."""
        with connection.cursor() as cursor:
            cursor.execute(self.question.sql, self.params)
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found

    def instances(self) -> list[Any]:
        """The rows of its table, where the question asks for no other columns."""
        model, columns = self.question.model, self.question.columns
        return [model.from_db(connection.alias, columns, row) for row in self.rows()]

    def part(self, first: int, most: int) -> Ready:
        """Some of them, from a place on."""
        sql = f"{self.question.sql} LIMIT %s OFFSET %s"
        return Ready(replace(self.question, sql=sql), [*self.params, most, first])


class Prepared:
    """One question. build: makes its rows, from words that change its shape and nothing else."""

    def __init__(self, build: Callable[..., QuerySet[Any]]) -> None:
        self.build = build
        self.made: dict[tuple[Hashable, ...], Question] = {}

    def asked(self, *shape: Hashable, **values: Any) -> Ready:
        if shape not in self.made:
            self.made[shape] = _compiled(self.build(*shape))
        question = self.made[shape]
        given = {name: _as_sent(value) for name, value in values.items()}
        params = [given[one.name] if isinstance(one, Asked) else one for one in question.params]
        return Ready(question, params)


def _as_sent(value: Any) -> Any:
    """Keys as the text of an array: made once for all places in the question, and not key by key by the driver."""
    if isinstance(value, list) and value and all(isinstance(one, (UUID, int)) for one in value):
        return f"{{{','.join(map(str, value))}}}"
    return value


def _compiled(rows: QuerySet[Any]) -> Question:
    compiler = rows.query.get_compiler(rows.db)
    sql, params = compiler.as_sql()
    selected = [expression for expression, _sql, _name in compiler.select]
    columns = tuple(one.target.attname for one in selected if isinstance(one, Col))
    return Question(sql, tuple(params), rows.model, columns)


def read(questions: Sequence[Ready]) -> list[list[Any]]:
    """The rows of several questions, of whatever tables, in one; each with what it was annotated with."""
    found: list[list[Any]] = [[] for _ in questions]
    parts = [
        # The words are Django's own; what is asked for goes beside them.
        f"SELECT {place}, to_jsonb(r)::text FROM ({one.question.sql}) r"  # noqa: S608
        for place, one in enumerate(questions)
    ]
    if parts:
        with connection.cursor() as cursor:
            params = [value for one in questions for value in one.params]
            cursor.execute(" UNION ALL ".join(parts), params)
            for place, row in cursor.fetchall():
                found[place].append(_annotated(questions[place].question.model, json.loads(row)))
    return found


def _annotated(model: type[Model], row: dict[str, Any]) -> Any:
    found = made(model, row)
    for name in row.keys() - _of_table(model).keys():
        setattr(found, name, row[name])
    return found


def made(model: type[Model], row: dict[str, Any]) -> Any:
    """A row from JSON; columns that were not asked for are read when they are used."""
    names, columns = _columns(model, tuple(row))
    values = [read(row[name]) if read else row[name] for name, read in columns]
    return model.from_db(connection.alias, names, values)


Read = Callable[[Any], Any] | None


@cache
def _columns(model: type[Model], said: tuple[str, ...]) -> tuple[list[str], list[tuple[str, Read]]]:
    """Of what was asked for: the attributes of the row, and the columns with what makes their values from JSON."""
    asked = [(field, name) for name, field in _of_table(model).items() if name in said]
    return [field.attname for field, _name in asked], [(n, _from_json(f)) for f, n in asked]


@cache
def _of_table(model: type[Model]) -> dict[str, Any]:
    return {str(field.column): field for field in model._meta.concrete_fields}


def _from_json(field: Any) -> Read:
    """Nothing to make of what JSON gives as it is."""
    kind = field.target_field if isinstance(field, ForeignKey) else field
    as_it_is = (AutoField, BooleanField, CharField, IntegerField, JSONField, TextField)
    return None if isinstance(kind, as_it_is) else kind.to_python
