"""The tables of a result as words in cells, the same for the terminal, the page and the printed report."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import gettext as _

from throughgate.evidence.reports import words
from throughgate.evidence.result import LEVELS, Result, Row

PERCENT = {"rate", "rate_low", "rate_high"}
IN_INTERVAL = {"rate_low", "rate_high", "per_person_low", "per_person_high"}


@dataclass(frozen=True)
class Table:
    """A title, a head and a body of words; the first `names` columns name the row."""

    title: str
    head: list[str]
    body: list[list[str]]
    names: int


def tables(result: Result) -> list[Table]:
    """The main table, then reoffences by level where the result holds them."""
    found = [_main(result)]
    if levels_known(result):
        found += [_levels(result), _first(result)]
    return found


def levels_known(result: Result) -> bool:
    """Whether any reoffence has a known level; where none has, the tables by level would say nothing."""
    levels = [f"reoffences_{level}" for level in LEVELS if "unknown" not in level]
    known = [name for name in levels if name in result.figures]  # the prolific measure has none
    whole = [row for row in result.rows if not set(row.group) - {"cohort"}]
    return any(row[name] or is_hidden(result, row, name) for row in whole for name in known)


def _main(result: Result) -> Table:
    figures = [
        name for name in result.figures if name in words.COLUMN_WORDS and name not in IN_INTERVAL
    ]
    head = [words.COLUMN_WORDS[name] for name in figures]
    at = figures.index("rate") + 1 if "rate" in figures else None
    body = []
    for row in result.rows:
        line = [cell(result, row, name) for name in figures]
        if at is not None:
            line.insert(at, _interval(result, row))
        body.append(line)
    if at is not None:
        head.insert(at, words.COLUMN_WORDS["interval"])
    return _named(result, _("Figures"), head, body)


def _levels(result: Result) -> Table:
    head = [words.LEVEL_WORDS[level] for level in LEVELS]
    body = [
        [
            f"{cell(result, row, f'reoffenders_{level}')} ({cell(result, row, f'reoffences_{level}')})"
            for level in LEVELS
        ]
        for row in result.rows
    ]
    return _named(
        result, _("People with a reoffence of each level (reoffences), of everybody"), head, body
    )


def _first(result: Result) -> Table:
    head = [words.LEVEL_WORDS[level] for level in LEVELS]
    body = [[cell(result, row, f"first_{level}") for level in LEVELS] for row in result.rows]
    return _named(result, _("By the first reoffence, of those who reoffended"), head, body)


def _named(result: Result, title: str, head: list[str], body: list[list[str]]) -> Table:
    groups = list(dict.fromkeys(column for row in result.rows for column in row.group))
    names = [words.pretty(column) for column in groups] or [_("Group")]
    lines = [[*_row_names(row, groups), *line] for row, line in zip(result.rows, body, strict=True)]
    return Table(title, [*names, *head], lines, len(names))


def _row_names(row: Row, groups: list[str]) -> list[str]:
    if not groups:
        return [_("All people")]
    return [words.pretty(row.group[name]) if name in row.group else _("All") for name in groups]


def cell(result: Result, row: Row, figure: str) -> str:
    """One figure in words: hidden, a dash where there is none, a percentage or a number."""
    value = row[figure]
    if value is None:
        return words.HIDDEN if is_hidden(result, row, figure) else words.NONE
    if figure in PERCENT or figure.startswith("rate_"):
        return words.percent(value)
    if figure.startswith("percent_change"):
        return words.signed(value)
    return words.number(value)


def is_hidden(result: Result, row: Row, figure: str) -> bool:
    return any(gone.figure == figure and gone.group == row.group for gone in result.suppressed)


def _interval(result: Result, row: Row) -> str:
    low, high = row["rate_low"], row["rate_high"]
    if low is None or high is None:
        return cell(result, row, "rate_low")
    return f"{words.percent(low)} to {words.percent(high)}"
