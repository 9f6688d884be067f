"""Every row about a person, of every table of the record, as words. Read by a job, which alone may cross organisations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from throughgate.common import dates
from throughgate.people.rights.requests import words
from throughgate.people.rights.requests.kinds import KINDS
from throughgate.people.rights.requests.rules import Mark
from throughgate.privacy.access.about_person import REGISTERED
from throughgate.privacy.access.models import Agreement, Organisation

HOLDERS = ("held_by_id", "organisation_id", "created_by_id")
DAYS = ("written_at", "entered_on", "first_day", "opened_at", "declared_on", "asked_on")
NOT_TOLD = {"version", "sha256", "size", "question_set", "waits_for"}
TOLD = (Organisation, Agreement)  # the only keys whose names are told; a user's never


@dataclass(frozen=True)
class Row:
    """One row, as its holder is asked about it."""

    kind: str
    id: UUID
    holder: int
    section: str
    day: date | None
    parts: list[list[str]]
    mark: Mark | None


def rows(person: UUID) -> Iterator[Row]:
    """All of them, table by table in the order of their names."""
    for model in sorted(REGISTERED, key=lambda each: each.__name__):
        if model.__name__ in KINDS:
            for row in model._base_manager.filter(person_id=person).order_by("pk"):
                yield _row(model, row)


def _row(model: type[models.Model], row: Any) -> Row:
    return Row(
        kind=model.__name__,
        id=row.pk,
        holder=holder(row),
        section=_section(model, row),
        day=_day(row),
        parts=_parts(row),
        mark=KINDS[model.__name__].mark(row),
    )


def holder(row: Any) -> int:
    """The organisation that entered it, and so decides on it."""
    found = next((getattr(row, name) for name in HOLDERS if getattr(row, name, None)), None)
    return int(found if found is not None else row.person.created_by_id)


def _section(model: type[models.Model], row: Any) -> str:
    policies = REGISTERED[model]
    return str(policies.section or getattr(row, policies.section_column or "section", "sharing"))


def _day(row: Any) -> date | None:
    for name in DAYS:
        value = getattr(row, name, None)
        if value:
            return value.date() if isinstance(value, datetime) else value
    return None


def _parts(row: Any) -> list[list[str]]:
    told = []
    for field in row._meta.concrete_fields:
        text = _text(field, row)
        if text:
            told.append([str(field.verbose_name).capitalize(), text])
    return told


def _text(field: Any, row: Any) -> str:
    value = getattr(row, field.attname)
    if field.primary_key or field.name in NOT_TOLD or value in (None, "", [], (), {}):
        return ""
    if field.is_relation:
        return str(getattr(row, field.name)) if issubclass(field.related_model, TOLD) else ""
    columns = {each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields}
    return text_of(field, value, columns)


def text_of(field: Any, value: Any, row: Mapping[str, Any]) -> str:
    """What a field of a row says, in words; a key says nothing."""
    if isinstance(value, UUID):
        return ""
    table = field.model.__name__
    return words.said(table, field.name, value, row) or _words(value)


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return f"{dates.long(localtime(value, dates.LONDON).date())} {localtime(value, dates.LONDON):%H:%M}"
    if isinstance(value, date):
        return dates.long(value)
    if isinstance(value, (list, tuple)):
        return ", ".join(_words(each) for each in value)
    return str(value)
