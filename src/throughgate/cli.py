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
    pretty_exceptions_enable=False,
    help="One shared record for a local partnership, from a person's needs to the re-offending rate.",
)
histories = typer.Typer(rich_markup_mode=None, no_args_is_help=True, help="Stores of histories.")
app.add_typer(histories, name="histories")
stores = typer.Typer(rich_markup_mode=None, no_args_is_help=True, help="Stores the site knows.")
app.add_typer(stores, name="stores")

Files = Annotated[list[Path], typer.Option(help="CSV, CSV.GZ or Parquet; repeat for more files.")]

imports = typer.Typer(rich_markup_mode=None, no_args_is_help=True, help="Files of other systems.")
app.add_typer(imports, name="import")
codes = typer.Typer(rich_markup_mode=None, no_args_is_help=True, help="Codes of offences.")
app.add_typer(codes, name="offences")


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
    from throughgate.evidence.installation import say_when_compiling

    say_when_compiling("building", "the steps of a build")
    from throughgate.evidence.building.command import run

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
    from throughgate.evidence.building.command import show as show_store

    show_store(store)


@app.command("measure")
def measure(
    store: Annotated[Path, typer.Argument(help="A store made by `histories build`.")],
    cohort: Annotated[str, typer.Option(help="2023, 2023Q2 or 2022-04..2023-03.")] = "",
    measure: Annotated[str, typer.Option(help="proven, local or prolific.")] = "proven",
    index: Annotated[str, typer.Option(help="Of release,community,caution.")] = "",
    quarters: Annotated[bool, typer.Option("--quarters", help="Add up quarters.")] = False,
    follow_up: Annotated[str, typer.Option(help="12m, 2y or 365d; usually 12m, local 3m.")] = "",
    proof: Annotated[str, typer.Option(help="6m, 183d; 0 for none; usually 6m, local 3m.")] = "",
    same_day: Annotated[
        bool, typer.Option("--same-day", help="Count offences on the day of release.")
    ] = False,
    by: Annotated[str, typer.Option(help="Columns to divide by, with commas.")] = "",
    trend: Annotated[str, typer.Option(help="2010..2020: each period in turn.")] = "",
    curve: Annotated[bool, typer.Option("--curve", help="Share free by day.")] = False,
    at_risk: Annotated[
        bool, typer.Option("--at-risk", help="With death and custody as competing events.")
    ] = False,
    incomplete: Annotated[
        bool, typer.Option("--incomplete", help="Show a period not yet complete, marked.")
    ] = False,
    format: Annotated[str, typer.Option(help="table, json, csv or html.")] = "table",
    exact_counts: Annotated[
        bool, typer.Option("--exact-counts", help="Switch small-number protection off; marked.")
    ] = False,
) -> None:
    """Measure proven re-offending from a store."""
    from throughgate.evidence import open as open_store
    from throughgate.evidence.quick_start import without_blas
    from throughgate.evidence.reports import printed
    from throughgate.evidence.request import Request

    request = Request.parse(
        cohort=cohort,
        measure=measure,
        index=index,
        quarters=quarters,
        follow_up=follow_up,
        proof=proof,
        same_day=same_day,
        by=by,
        trend=trend,
        curve=curve,
        at_risk=at_risk,
        incomplete=incomplete,
        exact_counts=exact_counts,
    )
    without_blas()
    result = open_store(store).measure(request, checking=_say_checking)
    typer.echo(printed(result, format), nl=False)


def _say_checking(results: int) -> None:
    if sys.stderr.isatty():
        what = "1 result" if results == 1 else f"{results} results"
        typer.echo(f"Checking against {what} given out before …", err=True)


@app.command("synthesise")
def synthesise(
    out: Annotated[Path, typer.Argument(help="The folder to write.")],
    people: Annotated[int, typer.Option(min=1, help="How many people.")] = 20_000,
    seed: Annotated[int, typer.Option(min=0, help="Same seed, same bytes.")] = 1,
    format: Annotated[str, typer.Option(help="parquet, csv or csv.gz.")] = "parquet",
    until: Annotated[str, typer.Option(help="Last date in the data; else 2025-12-31.")] = "",
    service_effect: Annotated[
        float | None,
        typer.Option(help="Share of later reoffences its useful service prevents; 0: none."),
    ] = None,
    dirty: Annotated[int, typer.Option(min=0, help="Bad rows of each kind besides.")] = 0,
    threads: Annotated[int, typer.Option(help="0: one a core. Changes no byte.")] = 0,
) -> None:
    """Make up histories from a seed, with the truth planted in them written beside."""
    from throughgate.data.synthetic.command import run

    lines = run(
        out,
        people=people,
        seed=seed,
        format=format,
        until=until,
        service_effect=service_effect,
        dirty=dirty,
        threads=threads,
    )
    typer.echo("\n".join(lines))


@stores.command("add")
def add_store(
    name: Annotated[str, typer.Argument(help="What people will look for.")],
    store: Annotated[Path, typer.Argument(help="A store made by `histories build`.")],
) -> None:
    """Make a store known to the site, so that it can be measured on its pages."""
    from throughgate.site.commands import add_store as run

    run(name, store, say=typer.echo)


@imports.command("people")
def import_people(
    files: Annotated[list[Path], typer.Argument(help="CSV or CSV.GZ, read as one.")],
    organisation: Annotated[str, typer.Option(help="Whose system it is, by name.")],
    source: Annotated[str, typer.Option(help="The system; the same words each time.")],
    agreement: Annotated[str, typer.Option(help="Under which they work with these people.")],
    purpose: Annotated[str, typer.Option(help="For which, as its code: manage_sentence, …")],
    columns: Annotated[Path | None, typer.Option(help="Mapping file (YAML).")] = None,
    day: Annotated[str, typer.Option(help="On which the file was written; else today.")] = "",
    whole: Annotated[
        bool, typer.Option("--whole", help="It holds everybody the system has.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Bring in without asking.")] = False,
) -> None:
    """Bring people in from a file, or refresh what it said before; shows first what it would do."""
    from throughgate.site.bringing_in import import_people as run

    run(
        files,
        organisation=organisation,
        source=source,
        agreement=agreement,
        purpose=purpose,
        columns=columns,
        day=day,
        whole=whole,
        sure=(lambda: True) if yes else lambda: typer.confirm("Bring this in?"),
        say=typer.echo,
    )


@codes.command("load")
def load_codes(
    file: Annotated[Path, typer.Argument(help="CSV; see docs/how-to/work-out-scores.md.")],
) -> None:
    """Keep a table of offence codes in this installation; scores go by it from now on."""
    from throughgate.site.commands import load_offence_codes as run

    run(file, say=typer.echo)


@app.command("serve")
def serve(
    host: Annotated[str, typer.Option(help="Others only in production, encrypted.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8000,
    worker: Annotated[bool, typer.Option(help="Do the jobs too.")] = True,
) -> None:
    """Set up what is missing, then serve the pages and do the jobs until stopped."""
    from throughgate.site.running import serve as run

    run(host=host, port=port, with_worker=worker, say=typer.echo)


@app.command("worker")
def worker(
    until_idle: Annotated[bool, typer.Option(help="Stop when no job is waiting.")] = False,
) -> None:
    """Do the jobs (serve does them too, unless told not to)."""
    from throughgate.site.working import work

    work(until_idle=until_idle)


@app.command("demonstrate")
def demonstrate(
    host: Annotated[str, typer.Option(help="Others only in production, encrypted.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8000,
) -> None:
    """Serve the site with a made-up county, made on the first start."""
    from throughgate.site.demonstrate import demonstrate as run

    run(host=host, port=port, say=typer.echo)


@app.command("invite")
def invite(
    email: Annotated[str, typer.Argument(help="What they sign in with.")],
    name: Annotated[str, typer.Option(help="First and last name.")],
    organisation: Annotated[str, typer.Option(help="Made when it is not there.")],
    kind: Annotated[
        str, typer.Option(help="Of an organisation to be made.")
    ] = "partnership_office",
    role: Annotated[str, typer.Option(help="Of their post.")] = "administrator",
) -> None:
    """Give somebody a post and a link to begin with. The first administrator comes in this way."""
    from throughgate.site.commands import invite as run

    run(email, name=name, organisation=organisation, kind=kind, role=role, say=typer.echo)


@app.command("backup")
def backup(file: Annotated[Path, typer.Argument(help="The file to write.")]) -> None:
    """Write the database and people’s documents to a file. Stores are folders of their own: copy them too."""
    from throughgate.site.commands import backup as run

    run(file, say=typer.echo)


@app.command("restore")
def restore(file: Annotated[Path, typer.Argument(help="A file that backup wrote.")]) -> None:
    """Put the database back to what a backup holds. The site must be stopped."""
    from throughgate.site.commands import restore as run

    run(file, say=typer.echo)


@app.command("check")
def check() -> None:
    """Check settings, database, tables, disk and pages of this installation."""
    from throughgate.site.commands import check as run

    run(say=typer.echo)


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


if __name__ == "__main__":
    main()
