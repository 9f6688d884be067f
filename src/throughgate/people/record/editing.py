"""The pages that add, change and take out the rows of one table: the same few lines for every table, said once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from throughgate.people.person.models import Entry
from throughgate.people.record import changes, queries
from throughgate.people.record.forms import RowForm, said_on
from throughgate.people.record.once import only_once
from throughgate.people.record.opening import Opened
from throughgate.people.record.pages import opened, show
from throughgate.privacy.access.typed import sent

form_page = require_http_methods(["GET", "HEAD", "POST"])
View = Callable[..., HttpResponse]


class OfRecord(RowForm):
    """A form that knows the record it is filled in for: its day, and whose it is."""

    def __init__(self, *args: Any, record: Opened, **kwargs: Any) -> None:
        self.record = record
        super().__init__(*args, **kwargs)

    def row_text(self, name: str) -> str:
        choices = dict(getattr(self.fields[name], "choices", ()))
        value = getattr(self.row, name)
        return str(choices.get(str(value)) or super().row_text(name))


class OneOf(forms.TypedChoiceField):
    """One of a list whose codes are numbers in the table and words in the form."""

    def prepare_value(self, value: Any) -> str:
        return "" if value is None else str(value)


def writing(request: HttpRequest, person: UUID, section: str) -> Opened:
    """The record, where the user may write in this section."""
    record = opened(request, person, section)
    record.check_write(section)
    return record


def moment(record: Opened) -> dict[str, Any]:
    """Who changes it, on which day, at which moment: what every change is told."""
    return {"by": record.user, "today": record.today, "now": record.now}


def show_form(
    request: HttpRequest, record: Opened, template: str, form: Any, *, here: str, **more: Any
) -> HttpResponse:
    """A form in the frame, which leads back to the part it belongs to."""
    shown = {"form": form, "back": reverse(here, args=[record.person]), **more}
    return show(request, record, template, shown, here=here)


@dataclass(frozen=True)
class Rows:
    """One table in one section. `writes` has the changes: the record's own, or a section's that add a rule to them."""

    model: type[Entry]
    form: type[OfRecord]
    template: str
    here: str
    section: str
    writes: Any = changes
    once: Mapping[str, str] = field(default_factory=dict)  # what to say where there can be one only

    def pages(self) -> tuple[View, View, View]:
        """To add, to change and to take out."""
        return form_page(self.add), form_page(self.change), require_POST(self.remove)

    def add(self, request: HttpRequest, person: UUID) -> HttpResponse:
        return self.added(request, self.opened(request, person))

    def opened(self, request: HttpRequest, person: UUID) -> Opened:
        return writing(request, person, self.section)

    def added(self, request: HttpRequest, record: Opened, **fixed: Any) -> HttpResponse:
        """`fixed`: what the address says already, as the sentence that a condition is of."""
        form = self.form(sent(request), record=record)
        if form.is_valid():
            with said_on(form), only_once(self.once):
                parts = {**fixed, **form.columns}
                row = self.model(id=form.cleaned_data["key"], person_id=record.person, **parts)
                self.writes.enter(row=row, **moment(record))
                return redirect(self.here, person=record.person)
        return show_form(request, record, self.template, form, here=self.here, **fixed)

    def change(self, request: HttpRequest, person: UUID, row: UUID) -> HttpResponse:
        record = self.opened(request, person)
        return self.changed(request, record, queries.own_row(self.model, record, row))

    def changed(self, request: HttpRequest, record: Opened, held: Entry) -> HttpResponse:
        form = self.form(sent(request), row=held, record=record)
        if form.is_valid():
            with said_on(form), only_once(self.once):
                version = form.cleaned_data["version"]
                self.writes.amend(row=held, version=version, fields=form.columns, **moment(record))
                return redirect(self.here, person=record.person)
        return show_form(request, record, self.template, form, here=self.here, row=held)

    def remove(self, request: HttpRequest, person: UUID, row: UUID) -> HttpResponse:
        record = self.opened(request, person)
        held = queries.own_row(self.model, record, row)
        self.writes.remove(row=held, version=held.version, **moment(record))
        return redirect(self.here, person=person)
