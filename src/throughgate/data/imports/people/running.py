"""The steps of an import that cross people: its matching looks at everybody, whoever sent the file. Both end the same
when they are run twice or taken up again after a stop."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime

from throughgate.data.imports.people import changes, queries, reading
from throughgate.data.imports.people.models import PeopleImport
from throughgate.data.imports.people.planning import Outcome, Own, Planned, plan
from throughgate.data.imports.people.rules import Row
from throughgate.privacy.access.sight import crossing

MATCHES = "an import matches people whom its sender may not see"
BRINGS = "an import brings in people whom its sender may not see yet"
AT_ONCE = 500  # people in one transaction: a stop loses no more than that, and it is done again
Note = Callable[[int], None]


def read(importing: PeopleImport, *, today: date) -> list[Row]:
    files, mapping = queries.files_of(importing)
    return reading.read(files, mapping, today=today)


def planned(importing: PeopleImport, rows: list[Row]) -> list[Planned]:
    """What the import would do now. Call it while crossing."""
    organisation, source = importing.organisation, importing.source
    brought = queries.brought(organisation, source)
    held = queries.held(brought, organisation, source)
    own = {person: Own(held[person], each.gone_on is not None) for person, each in brought.items()}
    known = queries.known(rows, organisation, source, own)
    return plan(rows, known, own, day=importing.day, whole=importing.whole)


def preview(importing: PeopleImport, *, today: date) -> None:
    """Read the files and keep what they would do."""
    rows = read(importing, today=today)
    with crossing(MATCHES, today=today):
        changes.keep_preview(
            importing=importing, planned=planned(importing, rows), lines_read=len(rows)
        )


def apply(importing: PeopleImport, *, today: date, now: datetime, note: Note) -> None:
    """Bring everything in, some people at a time, from a plan made now: others may have written since the preview."""
    rows = read(importing, today=today)
    with crossing(MATCHES, today=today):
        every = planned(importing, rows)
    todo = [each for each in every if _does_something(each)]
    done = 0
    for part in _parts(todo):
        with crossing(BRINGS, today=today):
            changes.bring(
                importing=importing, part=part, by=importing.confirmed_by, today=today, now=now
            )
        done += len(part)
        note(100 * done // len(todo))
    with crossing(BRINGS, today=today):
        changes.finish(
            importing=importing, planned=every, by=importing.confirmed_by, today=today, now=now
        )


def _does_something(each: Planned) -> bool:
    if each.outcome is Outcome.REFUSED:
        return False
    return bool(each.writes or each.first or each.alike) or each.outcome is Outcome.GONE


def _parts(todo: Sequence[Planned]) -> Iterator[Sequence[Planned]]:
    for start in range(0, len(todo), AT_ONCE):
        yield todo[start : start + AT_ONCE]
