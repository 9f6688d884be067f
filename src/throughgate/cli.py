"""The command `throughgate`. Heavy imports are made inside commands, so that help is quick."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from throughgate.common.errors import ThroughgateError, from_os

app = typer.Typer(
    rich_markup_mode=None,
    no_args_is_help=True,
    add_completion=False,
    help="One shared record for a local partnership, from a person's needs to the re-offending rate.",
)
histories = typer.Typer(rich_markup_mode=None, no_args_is_help=True, help="Stores of histories.")
app.add_typer(histories, name="histories")

Files = Annotated[list[Path], typer.Option(help="CSV, CSV.GZ or Parquet; repeat for more files.")]


@histories.command("build")
def build(
    store: Annotated[Path, typer.Argument(help="The folder to write.")],
    people: Files,
    sanctions: Files = [],  # noqa: B006 - typer reads the default
    offences: Files = [],  # noqa: B006
    custody: Files = [],  # noqa: B006
    supervision: Files = [],  # noqa: B006
    support: Files = [],  # noqa: B006
    columns: Annotated[Path | None, typer.Option(help="Mapping file (YAML).")] = None,
    complete_to: Annotated[str, typer.Option(help="The data are complete to this day.")] = "",
    statement: Annotated[Path | None, typer.Option(help="Data statement (YAML).")] = None,
    strict: Annotated[
        bool, typer.Option(help="Refuse the build on the first refused row.")
    ] = False,
) -> None:
    """Build a store of histories from files; say what was left out and why."""
    from throughgate.evidence.build.command import run

    sources = {
        "people": people,
        "sanctions": sanctions,
        "offences": offences,
        "custody": custody,
        "supervision": supervision,
        "support": support,
    }
    run(
        store,
        sources,
        columns=columns,
        complete_to=complete_to,
        statement=statement,
        strict=strict,
    )


@histories.command("show")
def show(store: Path) -> None:
    """Show what a store holds, what was refused, and its checksums."""
    from throughgate.evidence.build.command import show as show_store

    show_store(store)


def main() -> None:
    """Run the command; show an error without a traceback and leave with its code."""
    try:
        app()
    except ThroughgateError as error:
        _stop(error)
    except OSError as error:
        known = from_os(error, doing="working on your files")
        if known is None:
            raise
        _stop(known)


def _stop(error: ThroughgateError) -> None:
    typer.echo(f"throughgate: {error}", err=True)
    sys.exit(error.exit_code)
