"""The command `throughgate synthesise`: checks what was typed, shows progress, says what was written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from throughgate.common.dates import iso
from throughgate.common.errors import WrongUse
from throughgate.data.synthetic.files import Format
from throughgate.data.synthetic.synthesising import BEGINS, UNTIL, synthesise


def run(
    out: Path,
    *,
    people: int,
    seed: int,
    format: str,
    until: str,
    service_effect: float | None,
    dirty: int,
    threads: int,
) -> list[str]:
    """Make the files; give back lines that say what there is."""
    kind = _format(format)
    with Progress(
        TextColumn("Making up histories"), BarColumn(), TextColumn("{task.completed:,.0f} people"),
        TimeRemainingColumn(),
    ) as bar:  # fmt: skip
        task = bar.add_task("people", total=people)
        rows = synthesise(
            out,
            people=people,
            seed=seed,
            service_effect=service_effect,
            begins=BEGINS,
            until=_date(until),
            format=kind,
            dirty=dirty,
            threads=threads or None,
            progress=lambda done, _: bar.update(task, completed=done),
        )
    lines = [f"{name}.{kind}: {number:,} rows" for name, number in rows.items()]
    return [
        *lines,
        "truth.json and truth.parquet: what is true of them",
        f"statement.yaml: the data statement for a build. All in {out}.",
    ]


def _format(text: str) -> Format:
    try:
        return Format(text)
    except ValueError:
        known = ", ".join(Format)
        raise WrongUse(f"“{text}” is not a format. Choose one of {known}.") from None


def _date(text: str) -> date:
    return iso(text, what="--until") if text else UNTIL
