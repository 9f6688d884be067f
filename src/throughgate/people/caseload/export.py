"""A list of people as a file for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from django.utils.translation import gettext as _

from throughgate.common.values import load
from throughgate.people.caseload.lines import Line
from throughgate.privacy.access import lists

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(found: Iterable[Line]) -> str:
    """With the mark by which spreadsheets know that it is UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    heads = _("Name"), _("Birth date"), _("Where they are"), _("Why"), _("Since"), _("Until")
    writer.writerow([*heads, _("Leads")])
    places = load("throughgate.people.person.moves")["places"].latest
    for line in found:
        where = ", ".join(p for p in (places.get(line.place, ""), line.establishment) if p)
        why = "; ".join(lists.name_of("purposes", purpose) for purpose in line.purposes)
        days = line.since.isoformat(), line.until.isoformat() if line.until else ""
        born = line.birth_date.isoformat() if line.birth_date else ""
        writer.writerow(safe(cell) for cell in (line.name, born, where, why, *days, line.lead))
    return "\ufeff" + out.getvalue()


def safe(text: str) -> str:
    """A spreadsheet runs a cell that begins like a formula: a quote before it stops that."""
    return f"'{text}" if text.startswith(FORMULA) else text
