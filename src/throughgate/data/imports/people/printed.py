"""What an import would do, as lines of text for the command."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from throughgate.data.imports.people import words
from throughgate.data.imports.people.models import ImportLine, PeopleImport
from throughgate.data.imports.people.planning import Outcome
from throughgate.data.imports.people.running import MATCHES
from throughgate.privacy.access.sight import crossing

FEW = 20


def lines(importing: PeopleImport, *, today: date) -> list[str]:
    """Counts, then what is refused or left out and why. No name is printed: logs of nightly runs are read by many."""
    with crossing(MATCHES, today=today):
        rows = list(ImportLine.objects.filter(of=importing).order_by("file", "line"))
    return list(_lines(importing, rows))


def _lines(importing: PeopleImport, rows: list[ImportLine]) -> Iterator[str]:
    found = Counter(row.outcome for row in rows)
    told = sum(found[kind] for kind in (Outcome.NEW, Outcome.CHANGED, Outcome.REFUSED))
    yield f"{importing.lines_read:,} lines read"
    yield f"{found[Outcome.NEW]:,} new, {found[Outcome.CHANGED]:,} changed, {found[Outcome.GONE]:,} gone"
    yield f"{importing.lines_read - told:,} the same, {found[Outcome.REFUSED]:,} refused"
    reasons = [
        *[(row, row.why) for row in rows if row.outcome == Outcome.REFUSED],
        *[
            (row, f"{words.column(cell['column'])} left out: {cell['why']}")
            for row in rows
            for cell in row.left_out
        ],
    ]
    for row, why in reasons[:FEW]:
        yield f"  {row.file}, line {row.line}: {why}"
    if len(reasons) > FEW:
        yield f"  and {len(reasons) - FEW:,} more: they are on the import’s page"
