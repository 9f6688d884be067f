"""A result for the terminal: source, sentence, table, what was counted how, and notes."""

from __future__ import annotations

import textwrap

from throughgate.evidence.reports import cells
from throughgate.evidence.reports.words import pretty, sentence, source
from throughgate.evidence.result import Result

WIDTH = 100


def as_table(result: Result) -> str:
    """Plain text, at most 100 columns wide but for the tables themselves."""
    parts = [_wrapped(source(result)), _wrapped(sentence(result))]
    parts += [_aligned(table) for table in cells.tables(result)]
    parts.append(_definition(result))
    if result.notes:
        parts.append("\n".join(_wrapped(note, first="- ", rest="  ") for note in result.notes))
    return "\n\n".join(parts) + "\n"


def _aligned(table: cells.Table) -> str:
    lines = [table.head, *table.body]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    rows = [
        "  ".join(
            cell.ljust(width) if place < table.names else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    ]
    rule = "-" * max(map(len, rows))
    return "\n".join([table.title, rows[0], rule, *rows[1:]])


def _definition(result: Result) -> str:
    lines = [
        _wrapped(f"{pretty(term.term)}: {term.choice} ({term.mark})", first="  ", rest="    ")
        for term in result.definition
    ]
    return "\n".join(["How it was counted", *lines])


def _wrapped(text: str, first: str = "", rest: str = "") -> str:
    return textwrap.fill(text, WIDTH, initial_indent=first, subsequent_indent=rest)
