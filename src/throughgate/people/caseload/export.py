"""A list of people as a file for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from throughgate.common.values import load
from throughgate.people.caseload.lines import Line
from throughgate.privacy.access import lists
from throughgate.privacy.access.kinds import Role

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(found: Iterable[Line], role: str) -> str:
    """With the mark by which spreadsheets know that it is UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    if role == Role.MENTOR:
        _of_mentor(writer, found)
    else:
        _everything(writer, found)
    return "\ufeff" + out.getvalue()


def _of_mentor(writer: Any, found: Iterable[Line]) -> None:
    """What a mentor is told: a first name, how to reach them, when they meet."""
    writer.writerow([_("First name"), _("To reach them"), _("When you meet")])
    for line in found:
        writer.writerow(safe(cell) for cell in (line.name, line.reach, line.meeting))


def _everything(writer: Any, found: Iterable[Line]) -> None:
    heads = _("Name"), _("Birth date"), _("Where they are"), _("Why"), _("Since"), _("Until")
    writer.writerow([*heads, _("Leads")])
    places = load("throughgate.people.person.moves")["places"].latest
    for line in found:
        where = ", ".join(p for p in (places.get(line.place, ""), line.establishment) if p)
        why = "; ".join(lists.name_of("purposes", purpose) for purpose in line.purposes)
        days = line.since.isoformat(), line.until.isoformat() if line.until else ""
        born = line.birth_date.isoformat() if line.birth_date else ""
        writer.writerow(safe(cell) for cell in (line.name, born, where, why, *days, line.lead))


def safe(text: str) -> str:
    """A spreadsheet runs a cell that begins like a formula: a quote before it stops that."""
    return f"'{text}" if text.startswith(FORMULA) else text
