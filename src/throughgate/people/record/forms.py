"""The form of a row of a record: it carries the row's key, so that sent twice it is one row, and the version seen."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django import forms

from throughgate.common import dates
from throughgate.common.errors import Stale, ThroughgateError
from throughgate.people.person.models import Entry
from throughgate.privacy.access.typed import Form


class RowForm(Form):
    """Of a new row, or of the row it is opened for. Subclasses add the fields; the template prints `hidden`."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, row: Entry | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        self.stale = False
        self.initial.update(key=row.pk if row else uuid.uuid4(), version=row.version if row else 0)
        if row is not None:
            self.initial.update({name: getattr(row, name) for name in self.said})

    @property
    def said(self) -> list[str]:
        """The fields that are columns of the row."""
        return [name for name in self.fields if name not in ("key", "version")]

    @property
    def columns(self) -> dict[str, Any]:
        """What was typed, by column; with `key` as the new row's id."""
        return {name: self.cleaned_data[name] for name in self.said}

    @property
    def shown_version(self) -> Any:
        """After somebody else's change: the version now shown beside what was typed."""
        return self.row.version if self.row and self.stale else self["version"].value()

    def row_text(self, name: str) -> str:
        """What the row says in a field now, in the words of the form."""
        value = getattr(self.row, name)
        choices = dict(getattr(self.fields[name], "choices", ()))
        if isinstance(value, date):
            return dates.long(value)
        return str(choices.get(value, value) or "–")


@contextmanager
def said_on(form: Form) -> Iterator[None]:
    """What cannot be is said on the form, where it can be put right; nothing typed is lost."""
    try:
        yield
    except Stale as error:
        form.stale = True  # type: ignore[attr-defined]
        form.add_error(None, str(error))
    except ThroughgateError as error:
        form.add_error(error.at if error.at in form.fields else None, str(error))
