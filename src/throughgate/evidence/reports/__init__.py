"""One result, printed: a table for the terminal, JSON, CSV, and a page a board can print."""

from __future__ import annotations

from throughgate.common.errors import WrongUse
from throughgate.evidence.result import Result

FORMATS = ("table", "json", "csv", "html")


def printed(result: Result, form: str) -> str:
    """The result in one of the four forms; the same figures in each."""
    match form:
        case "table":
            return result.to_table()
        case "json":
            return result.to_json()
        case "csv":
            return result.to_csv()
        case "html":
            return result.to_html()
        case _:
            raise WrongUse(f"“{form}” is not a format. Choose one of {', '.join(FORMATS)}.")
