"""A result as CSV: a column for each group, the figures under their JSON names, and what is hidden."""

from __future__ import annotations

import csv
import io

from throughgate.evidence.result import Result


def as_csv(result: Result) -> str:
    """One line a row. A figure that is hidden or does not exist is empty; `suppressed` names the hidden."""
    groups = list(dict.fromkeys(column for row in result.rows for column in row.group))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*groups, *result.figures, "suppressed"])
    for row in result.rows:
        figures = row.as_dict()
        named = [_safe(row.group.get(column, "")) for column in groups]
        hidden = [gone.figure for gone in result.suppressed if gone.group == row.group]
        writer.writerow([*named, *(figures[name] for name in result.figures), " ".join(hidden)])
    return out.getvalue()


def _safe(text: str) -> str:
    """A spreadsheet runs a cell that begins like a formula: a quote before it stops that."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
