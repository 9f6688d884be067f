"""Write the reference pages from the code: `make docs`. A test fails when a page is stale."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from throughgate.predictors.answer import Answer

REFERENCE = Path(__file__).parent / "reference"
MADE = "<!-- Made from the code by `make docs`; do not edit. -->\n\n"


def tables() -> str:
    """The six tables, column by column."""
    from throughgate.evidence.tables import TABLES, Column, Table

    def row(column: Column) -> str:
        needed = "yes" if column.needed else ""
        codes = ", ".join(f"`{code}`" for code in column.codes)
        missing = f" Empty: {column.missing}." if column.missing else ""
        return (
            f"| `{column.name}` | {column.kind} | {needed} | {column.meaning}.{missing} {codes} |"
        )

    def section(table: Table) -> str:
        more = "\nFurther columns are kept, to group or match by.\n" if table.open_ended else ""
        rows = "\n".join(row(column) for column in table.columns)
        order = ", ".join(f"`{name}`" for name in table.order)
        return (
            f"## {table.name}\n{table.meaning}. Kept in order of {order}.\n\n"
            f"| column | type | needed | meaning |\n|---|---|---|---|\n{rows}\n{more}"
        )

    return "# Tables that the engine reads\n\n" + "\n".join(map(section, TABLES.values()))


def commands() -> str:
    """Every command with its options."""
    import typer
    from typer.main import get_command

    from throughgate.cli import app

    def walk(command: object, names: tuple[str, ...]) -> list[str]:
        context = typer.Context(command, info_name=" ".join(names), terminal_width=90)  # type: ignore[arg-type]
        inner = getattr(command, "commands", {})
        own = [f"## {' '.join(names)}\n```\n{command.get_help(context).strip()}\n```\n"]  # type: ignore[attr-defined]
        return own + [page for name in sorted(inner) for page in walk(inner[name], (*names, name))]

    return "# Commands\n\n" + "\n".join(walk(get_command(app), ("throughgate",)))


def exit_codes() -> str:
    """What each exit code means."""
    from throughgate.common.errors import ThroughgateError

    kinds = [ThroughgateError, *ThroughgateError.__subclasses__()]
    kinds = [kind for kind in kinds if kind.__module__ == "throughgate.common.errors"]
    rows = [
        f"| {kind.exit_code} | {(kind.__doc__ or '').splitlines()[0]} |"
        for kind in sorted(kinds, key=lambda kind: kind.exit_code)
    ]
    return "# Exit codes\n\n| code | meaning |\n|---|---|\n| 0 | Done |\n" + "\n".join(rows) + "\n"


def rules() -> str:
    """Every definition of the measures, from the tests that hold it."""
    import sys

    sys.path.insert(0, str(REFERENCE.parents[1]))
    from tests.spec.printing import page

    return page()


def states() -> str:
    """Every table of allowed moves, as a table and drawn."""
    from throughgate.people.rights.breaches import rules as breaches
    from throughgate.people.rights.complaints import rules as complaints
    from throughgate.people.rights.corrections import rules as corrections
    from throughgate.people.rights.deletion import rules as deletion
    from throughgate.people.rights.requests import rules as requests

    tables = {
        "A request for what is kept about somebody": requests.ALLOWED,
        "Something a person says is wrong": corrections.ALLOWED,
        "A complaint": complaints.ALLOWED,
        "A breach of personal data": breaches.ALLOWED,
        "A deletion": deletion.ALLOWED,
    }

    def section(title: str, allowed: dict[str, frozenset[str]]) -> str:
        head = (
            "| from | "
            + " | ".join(f"{to}" for to in allowed)
            + " |\n|---"
            + "|:-:" * len(allowed)
            + "|\n"
        )
        rows = "".join(
            f"| {start} | " + " | ".join("x" if to in after else "" for to in allowed) + " |\n"
            for start, after in allowed.items()
        )
        arrows = [
            f"    {start} --> {to}"
            for start, after in allowed.items()
            for to in allowed
            if to in after
        ]
        first, last = next(iter(allowed)), [state for state, after in allowed.items() if not after]
        drawn = [f"    [*] --> {first}", *arrows, *(f"    {state} --> [*]" for state in last)]
        picture = "\n".join(["```mermaid", "stateDiagram-v2", *drawn, "```"])
        return f"## {title}\n\n{head}{rows}\n{picture}\n"

    return (
        "# States\n\nAn x says that it may go from the state on the left to the one above.\n\n"
        + "\n".join(section(title, allowed) for title, allowed in tables.items())
    )


def reasons() -> str:
    """Why an array has no score, by number."""
    from throughgate.predictors.why_not import WhyNot

    rows = (f"| {why.value} | {why.name.lower().replace('_', ' ')} |" for why in WhyNot)
    return "| number | no score because |\n|---|---|\n" + "\n".join(rows)


def worked_scores() -> str:
    """Made-up people, every part of their scores."""
    from throughgate.predictors import ogrs3, two_year
    from throughgate.predictors.known import Known, Sex
    from throughgate.predictors.offences import Offences

    theft = Offences().find(category="theft_non_motor")
    assault = Offences().find(category="violence_against_the_person_sub_abh")
    young = Known(Sex.MALE, 24, 24, 16, 9, theft)
    older = Known(Sex.FEMALE, 41, 40, 40, 1, assault, 1, 8)
    twice = Known(Sex.MALE, 35, 34, 18, 2, assault, 2, 0)
    cases = (
        ("A man of 24, the ninth sanction since he was 16, for theft", ogrs3.score(young)),
        ("The same man", two_year.score(young, "arp")),
        (
            "A woman of 41, first sanction, for an assault, eight months ago",
            two_year.score(older, "vrp"),
        ),
        (
            "A man of 35, second sanction sixteen years after the first",
            two_year.score(twice, "svrp"),
        ),
    )
    return "\n".join(_worked(title, answer) for title, answer in cases)


def _worked(title: str, answer: Answer) -> str:
    from throughgate.predictors.numbers import NAMES, horizon
    from throughgate.predictors.ogrs3 import HORIZONS, constant

    rows = [(part.name, part.because, part.points) for part in answer.parts]
    rows.append(("together", "", answer.total))
    if answer.score == "ogrs3":
        apart = [(f"within {horizon(f'ogrs3.{name}')} months", constant(name)) for name in HORIZONS]
        rows += [(name, f"with {points}", answer.total + points) for name, points in apart]
    table = "\n".join(f"| {name} | {because} | {points:+.5f} |" for name, because, points in rows)
    shown = ", ".join(f"**{each}%** in {months} months" for months, each in answer.percent.items())
    band = answer.band.value.replace("_", " ") if answer.band else ""
    marked = ", by category" if answer.by_category else ""
    return (
        f"### {title}: {NAMES[answer.score]}\n\n| added | from | points |\n|---|---|---|\n{table}\n\n"
        f"{shown}: {band}{marked}.\n"
    )


PAGES: dict[str, Callable[[], str]] = {
    "tables.md": tables,
    "commands.md": commands,
    "exit-codes.md": exit_codes,
    "rules.md": rules,
    "states.md": states,
}


# Parts of pages that are otherwise written by hand, between two marks.
PARTS: dict[str, dict[str, Callable[[], str]]] = {
    "methods/predictors.md": {"reasons": reasons, "cases": worked_scores},
}


def with_parts(page: str, parts: dict[str, Callable[[], str]]) -> str:
    """The page with each of its parts made anew."""
    for name, make in parts.items():
        begin = f"<!-- {name}: made from the code by `make docs` -->\n"
        end = f"<!-- end of {name} -->"
        before, rest = page.split(begin)
        page = f"{before}{begin}{make().strip()}\n{end}{rest.split(end)[1]}"
    return page


def written(make: Callable[[], str]) -> str:
    return MADE + make().rstrip() + "\n"


def main() -> None:
    REFERENCE.mkdir(exist_ok=True)
    for name, make in PAGES.items():
        (REFERENCE / name).write_text(written(make), encoding="utf-8")
    for name, parts in PARTS.items():
        path = REFERENCE.parent / name
        path.write_text(with_parts(path.read_text(encoding="utf-8"), parts), encoding="utf-8")


if __name__ == "__main__":
    main()
