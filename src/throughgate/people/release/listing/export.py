"""The list of releases as a file for a spreadsheet: a column for each essential."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from throughgate.common.values import load
from throughgate.people.caseload.export import safe
from throughgate.people.release.essentials import rules as essentials
from throughgate.people.release.listing.queries import Line
from throughgate.people.release.readiness import shown_as


def as_csv(found: Sequence[Line], *, today: date) -> str:
    """A section that is not open to the reader is an empty cell; what others know and do not share says so."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    listed = essentials.essentials(today)
    heads = _("Name"), _("Release"), _("Date"), _("Given by"), _("Entered"), _("Prison")
    writer.writerow([*heads, _("In words"), *(each.name for each in listed)])
    called = load("throughgate.people.person.moves")["dates"].latest
    states = load(essentials.PACKAGE)["states"].latest
    for line in found:
        row = line.given.row
        how_far = {each.essential.code: states[shown_as(each)] for each in line.ready}
        said = (line.name, line.day.isoformat(), called[row.kind], row.source)
        more = (row.entered_on.isoformat(), line.establishment, line.words)
        cells = [*said, *more, *(how_far.get(each.code, "") for each in listed)]
        writer.writerow(safe(cell) for cell in cells)
    return "\ufeff" + out.getvalue()
