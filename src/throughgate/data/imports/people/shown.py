"""What pages show of an import: its counts and lines, as far as the one who looks may see."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from throughgate.common.values import load
from throughgate.data.imports.people import access, words
from throughgate.data.imports.people.models import ImportLine, PeopleImport
from throughgate.data.imports.people.planning import Outcome
from throughgate.data.imports.people.rules import State
from throughgate.privacy.access import lists
from throughgate.privacy.access.models import User

SHOWN = 200  # lines of a kind on the page; all of the refused are in the file


@dataclass(frozen=True)
class Line:
    """One line as the page shows it."""

    where: str
    name: str
    birth_date: date | None
    words: tuple[str, ...] = ()
    joins: bool = False
    alike: bool = False


@dataclass(frozen=True)
class Shown:
    """An import and what became, or would become, of its lines."""

    importing: PeopleImport
    state: State
    state_words: str
    purpose: str
    counts: dict[str, int] = field(default_factory=dict)
    lines: dict[str, list[Line]] = field(default_factory=dict)
    many_gone: bool = False

    @property
    def under_way(self) -> bool:
        return self.state not in (State.PREVIEW, State.DONE, State.REFUSED, State.DROPPED)


def imports(user: User, *, today: date) -> list[Shown]:
    """What the user's organisation sent, the newest first."""
    organisation = access.check_import(user, today=today)
    found = PeopleImport.objects.filter(organisation=organisation).select_related("sent_by")[:50]
    return [_shown(each) for each in found]


def waiting(user: User, *, today: date) -> list[PeopleImport]:
    """The previews that wait for somebody of the user's organisation to say yes."""
    if not access.may_import(user, today=today):
        return []
    organisation = access.check_import(user, today=today)
    return list(PeopleImport.objects.filter(organisation=organisation, state=State.PREVIEW))


def one(user: User, id: UUID, *, today: date) -> PeopleImport:
    """An import of the user's organisation; another's is not there."""
    organisation = access.check_import(user, today=today)
    rows = PeopleImport.objects.select_related("organisation", "agreement", "sent_by")
    found = rows.filter(pk=id, organisation=organisation).first()
    if found is None:
        raise Http404
    return found


def with_lines(user: User, id: UUID, *, today: date) -> Shown:
    importing = one(user, id, today=today)
    if State(importing.state) not in (State.PREVIEW, State.DONE, State.CONFIRMED, State.APPLYING):
        return _shown(importing)
    rows = list(ImportLine.objects.filter(of=importing).order_by("outcome", "file", "line", "name"))
    several = len(importing.files) > 1
    extra: dict[tuple[str, int | None], set[str]] = {}
    for row in rows:
        if row.outcome in (ImportLine.JOINS, ImportLine.ALIKE):
            extra.setdefault((row.file, row.line), set()).add(row.outcome)
    lines: dict[str, list[Line]] = {}
    for row in rows:
        kind = "left_out" if row.outcome == Outcome.SAME else row.outcome
        if kind in (ImportLine.JOINS, ImportLine.ALIKE):
            continue
        lines.setdefault(kind, []).append(_line(row, several, extra))
        if row.left_out and kind != "left_out":
            lines.setdefault("left_out", []).append(_left_out(row, several))
    return _shown(importing, _counts(importing, rows), lines)


def _line(row: ImportLine, several: bool, extra: dict[Any, set[str]]) -> Line:
    if row.outcome == Outcome.SAME:
        return _left_out(row, several)
    also = extra.get((row.file, row.line), set())
    said = words.changes(row.differences) if row.differences else [row.why] if row.why else []
    return Line(
        where=_where(row, several),
        name=row.name,
        birth_date=row.birth_date,
        words=tuple(said),
        joins=ImportLine.JOINS in also,
        alike=ImportLine.ALIKE in also,
    )


def _left_out(row: ImportLine, several: bool) -> Line:
    said = tuple(words.left_out(cell) for cell in row.left_out)
    return Line(_where(row, several), row.name, row.birth_date, said)


def _where(row: ImportLine, several: bool) -> str:
    if row.line is None:
        return ""
    if several:
        return _("%(file)s, line %(line)s") % {"file": row.file, "line": row.line}
    return _("Line %(line)s") % {"line": row.line}


def _counts(importing: PeopleImport, rows: list[ImportLine]) -> dict[str, int]:
    """What is not shown to somebody counts for them as the same: it must not be missed."""
    found = Counter(row.outcome for row in rows)
    told = sum(found[kind] for kind in (Outcome.NEW, Outcome.CHANGED, Outcome.REFUSED))
    kinds = (Outcome.NEW, Outcome.CHANGED, Outcome.GONE, Outcome.REFUSED)
    return {
        **{kind.value: found[kind] for kind in kinds},
        "same": max(0, importing.lines_read - told),
        "left_out": sum(bool(row.left_out) for row in rows),
    }


def _shown(
    importing: PeopleImport,
    counts: dict[str, int] | None = None,
    lines: dict[str, list[Line]] | None = None,
) -> Shown:
    state = State(importing.state)
    counts = counts or {}
    share = load("throughgate.data.imports.people")["many_gone"].latest
    had = counts.get("gone", 0) + counts.get("same", 0) + counts.get("changed", 0)
    return Shown(
        importing=importing,
        state=state,
        state_words=str(words.STATES[state]),
        purpose=lists.name_of("purposes", importing.purpose),
        counts=counts,
        lines=lines or {},
        many_gone=bool(had) and counts.get("gone", 0) > share * had,
    )


def refused_file(user: User, id: UUID, *, today: date) -> str:
    """The refused lines and the cells left out, with why, as CSV for whoever corrects the file."""
    importing = one(user, id, today=today)
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["file", "line", "name", "column", "text", "why"])
    for row in ImportLine.objects.filter(of=importing).order_by("file", "line"):
        if row.outcome == Outcome.REFUSED:
            rows.writerow([row.file, row.line, _safe(row.name), "", "", _safe(row.why)])
        for cell in row.left_out:
            said = [_safe(cell[name]) for name in ("column", "text", "why")]
            rows.writerow([row.file, row.line, _safe(row.name), *said])
    return out.getvalue()


def _safe(text: str) -> str:
    """A text that a spreadsheet would take for a formula is only a text."""
    return f"'{text}" if text[:1] in "=+-@\t\r" else text
