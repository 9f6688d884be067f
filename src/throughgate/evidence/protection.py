"""Small numbers hidden in a result, beside everything given out before. docs/methods/small-numbers.md."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from throughgate.evidence import kept, memberships, prolific_shown, time_shown
from throughgate.evidence.histories import Array, Histories
from throughgate.evidence.kept import Book, Kept, KeptRow
from throughgate.evidence.memberships import Entries
from throughgate.evidence.quantities import (
    PEOPLE,
    RATES,
    at_risk_counts,
    bare,
    counts_of,
    curve_counts,
    hidden_figures,
    scheme,
    scope_of,
)
from throughgate.evidence.request import INDEX_KINDS, Request
from throughgate.evidence.result import Result, Row, Suppressed
from throughgate.privacy import disclosure
from throughgate.privacy.disclosure import Limits, Table, atoms_of, rate_shown

WHY = "small numbers"  # never which rule: that would tell how small
NOT_KEPT = (
    "This result could not be kept beside its store, which cannot be written: results asked for later "
    "are not checked against it."
)


def protect(found: Result, request: Request, histories: Histories) -> Result:
    """The result as it may be given out, the same each time the same is asked of the same store.

    Raises TooSmall where it cannot be shown beside what was given out before.
    """
    limits = disclosure.limits()
    if request.measure == "prolific":
        prolific_shown.check_lengths(request)
        return prolific_shown.protect(found, limits, WHY)
    exact = Exact(found, request, limits)
    with kept.book(_folder(histories), histories.store_id) as book:
        before = book.of(request)
        given = before or exact.kept_as(_hidden(exact, book, histories), histories.store_id)
        is_kept = bool(before) or book.keep(given)
    shown = _masked(exact, given)
    return shown if is_kept else replace(shown, notes=(*shown.notes, NOT_KEPT))


def title(request: Request) -> str:
    """What a result is called in an error: 2013 by sex and area, releases only."""
    groups = f" by {' and '.join(request.by)}" if request.by else ""
    kinds = "" if request.index == INDEX_KINDS else f", {' and '.join(request.index)} only"
    added = ", quarters added" if request.quarters else ""
    return f"{request.label}{groups}{kinds}{added}, follow-up {request.follow_up.written}"


def _folder(histories: Histories) -> Path | None:
    return getattr(histories, "path", None)


@dataclass(frozen=True)
class Exact:
    """A result before protection, as quantities."""

    found: Result
    request: Request
    limits: Limits

    @cached_property
    def counts(self) -> tuple[dict[str, int], ...]:
        return tuple(self._counts(row) for row in self.found.rows)

    def _counts(self, row: Row) -> dict[str, int]:
        scope, large = scope_of(self.request), self.rates_shown(row)
        counts = counts_of(row, scope, rates_shown=large)
        if not row.group and large:
            if self.request.curve:
                counts |= curve_counts(self.found, scope)
            counts |= at_risk_counts(self.found, scope)
        return counts

    def rates_shown(self, row: Row) -> bool:
        return rate_shown(int(row["people"] or 0), self.limits)

    def table(self, entries: Entries, present: Array) -> Table:
        scope = scope_of(self.request)
        rows = tuple(
            disclosure.Row(
                name=str(row.group),
                leaves=entries.leaves_of(row.group, present),
                figures=counts,
                largest_two={scope.of(name): sum(pair) for name, pair in row.largest.items()},
                total=_is_total(row.group),
                view=",".join(sorted(row.group)),
            )
            for row, counts in zip(self.found.rows, self.counts, strict=True)
        )
        return Table(title(self.request), rows)

    def kept_as(self, hidden: Sequence[frozenset[str]], store_id: str) -> Kept:
        rows = tuple(
            KeptRow(
                row.group,
                {bare(name): value for name, value in counts.items() if name not in gone},
                tuple(sorted(bare(name) for name in gone & counts.keys())),
            )
            for row, counts, gone in zip(self.found.rows, self.counts, hidden, strict=True)
        )
        return Kept(self.request, store_id, rows)


def _is_total(group: dict[str, str]) -> bool:
    return set(group) <= {"cohort"}


def _hidden(exact: Exact, book: Book, histories: Histories) -> list[frozenset[str]]:
    """The quantities to hide in each row."""
    earlier = book.beside(exact.request)
    requests = [exact.request, *(one.request for one in earlier)]
    entries = memberships.of(requests, histories)
    members = [one.membership for one in entries]
    present = [np.unique(one.leaves) for one in members]
    before = [_table(*one) for one in zip(earlier, entries[1:], present[1:], strict=True)]
    table = exact.table(entries[0], present[0])
    shown = disclosure.protect(
        table,
        scheme(map(scope_of, requests), _points([table, *before])),
        earlier=before,
        atoms=atoms_of(members),
        within=exact.limits,
    )
    return [frozenset(shown.hidden_in(position)) for position in range(len(table.rows))]


def _points(tables: Sequence[Table]) -> list[int]:
    """The days at which any of the tables has a point of a curve."""
    names = {bare(name) for table in tables for row in table.rows for name in row.figures}
    names |= {bare(name) for table in tables for _, name in table.hidden}
    return sorted(int(name[3:]) for name in names if name.startswith("by_"))


def _table(given: Kept, entries: Entries, present: Array) -> Table:
    """A kept result as the table it was."""
    scope = scope_of(given.request)

    def full(name: str) -> str:
        return name if name == PEOPLE else scope.of(name)

    rows = tuple(
        disclosure.Row(
            str(row.group),
            entries.leaves_of(row.group, present),
            {full(name): value for name, value in row.shown.items()},
            total=_is_total(row.group),
            view=",".join(sorted(row.group)),
        )
        for row in given.rows
    )
    hidden = ((n, full(name)) for n, row in enumerate(given.rows) for name in row.hidden)
    return Table(title(given.request), rows, frozenset(hidden))


def _masked(exact: Exact, given: Kept) -> Result:
    """The result with hidden figures taken out and named."""
    rows, suppressed = [], []
    for row, as_given in zip(exact.found.rows, given.rows, strict=True):
        gone = set(hidden_figures(as_given.hidden, row.figures))
        if not exact.rates_shown(row):
            gone |= set(RATES)
        named = [figure for figure in row.figures if figure in gone]
        suppressed += [Suppressed(row.group, figure, WHY) for figure in named]
        figures = {name: None if name in gone else value for name, value in row.figures.items()}
        rows.append(Row(row.group, figures))
    curve, at_risk, without = time_shown.protect(exact.found, given.rows[0])
    return replace(
        exact.found,
        rows=tuple(rows),
        curve=curve,
        at_risk=at_risk,
        first_days=(),
        suppressed=(*suppressed, *(Suppressed({}, name, WHY) for name in without)),
        protected=True,
    )
