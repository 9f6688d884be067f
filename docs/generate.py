"""Write the reference pages from the code: `make docs`. A test fails when a page is stale."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

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


PAGES: dict[str, Callable[[], str]] = {
    "tables.md": tables,
    "commands.md": commands,
    "exit-codes.md": exit_codes,
    "rules.md": rules,
    "states.md": states,
}


def written(make: Callable[[], str]) -> str:
    return MADE + make().rstrip() + "\n"


def main() -> None:
    REFERENCE.mkdir(exist_ok=True)
    for name, make in PAGES.items():
        (REFERENCE / name).write_text(written(make), encoding="utf-8")


if __name__ == "__main__":
    main()
