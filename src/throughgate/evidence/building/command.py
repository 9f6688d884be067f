"""`throughgate histories build` and `show`."""

from __future__ import annotations

import sys
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from throughgate.common import dates
from throughgate.evidence.building.pipeline import Sources, build
from throughgate.evidence.building.receipt import Receipt, from_json
from throughgate.evidence.building.statement import NEEDED, OPTIONAL
from throughgate.evidence.store import Store, open_store


def run(
    store: Path,
    sources: Sources,
    *,
    columns: Path | None,
    complete_to: str,
    statement: Path | None,
    strict: bool,
) -> None:
    """Build and print the receipt; a bar is drawn on a terminal only."""
    console = Console(stderr=True)
    shown = TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn()
    with Progress(*shown, console=console, transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("reading", total=None)
        receipt = build(
            store,
            sources,
            mapping=columns,
            complete_to=dates.iso(complete_to, what="--complete-to") if complete_to else None,
            statement=statement,
            strict=strict,
            today=dates.today(),
            progress=lambda done, total, what: bar.update(
                task, completed=done, total=total, description=what
            ),
        )
    print(receipt.to_words())
    print(f"The store is {store}.")


def show(store: Path) -> None:
    """Print what a store holds."""
    print(shown(open_store(store)))


def shown(store: Store) -> str:
    """Rows, people, dates, data statement, refused rows and checksums of a store, in words."""
    manifest = store.manifest
    receipt = Receipt(
        store.store_id, manifest["complete_to"], store.people, from_json(manifest["receipt"])
    )
    lines = [f"{store.path}", f"store {store.store_id}, built by version {manifest['built_by']}"]
    lines += [*_statement(store), "", receipt.to_words(), ""]
    for name, table in manifest["tables"].items():
        span = f", {table['first_date']} to {table['last_date']}" if table["first_date"] else ""
        lines.append(f"{name}: {table['rows']:,} rows{span}")
    lines += ["", f"{len(store.shards)} shards; built from:"]
    for source in manifest["sources"]:
        lines.append(
            f"{source['table']}: {source['file']}, {source['rows']:,} rows, sha256 {source['sha256']}"
        )
    return "\n".join(lines)


def _statement(store: Store) -> list[str]:
    if store.statement is None:
        return ["Source not stated."]
    return [
        f"{meaning}: {store.statement[key]}"
        for key, meaning in (NEEDED | OPTIONAL).items()
        if key in store.statement
    ]
