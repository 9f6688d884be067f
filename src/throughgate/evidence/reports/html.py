"""A result as one self-contained page that a board can print: no script, nothing fetched."""

from __future__ import annotations

from functools import cache
from gettext import gettext
from typing import TYPE_CHECKING

from throughgate.evidence.reports import cells, words
from throughgate.evidence.reports.pictures import pictures
from throughgate.evidence.result import Result

if TYPE_CHECKING:
    from jinja2 import Template


def as_html(result: Result) -> str:
    """Sentence, pictures, tables, definition, data statement, notes."""
    return _template().render(
        result=result,
        title=title(result),
        sentence=words.sentence(result),
        source=words.source(result),
        pictures=pictures(result),
        tables=cells.tables(result),
        pretty=words.pretty,
    )


def title(result: Result) -> str:
    """Proven reoffending, 2013."""
    names = {
        "proven": gettext("Proven reoffending"),
        "local": gettext("Local measure of reoffending"),
        "prolific": gettext("Prolific measure"),
    }
    return f"{names[result.measure]}, {result.cohort}"


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader

    loader = PackageLoader("throughgate.evidence.reports")
    page = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    page.globals["_"] = gettext
    return page.get_template("page.html.jinja")
