"""Made-up files and stores for the benchmark, made once and kept in `bench-data/`."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(os.environ.get("THROUGHGATE_BENCH", "bench-data"))
TABLES = ("people", "sanctions", "offences", "custody", "supervision", "support")
SEED = 1


def files(people: int) -> dict[str, list[Path]]:
    """The made-up tables of so many people, as Parquet."""
    from throughgate.data.synthetic import synthesise

    folder = FOLDER / f"files-{people}"
    if not (folder / "done").exists():
        synthesise(folder, people=people, seed=SEED)
        (folder / "done").touch()
    return {name: sorted(folder.glob(f"{name}*.parquet")) for name in TABLES}


def store(people: int, *, shards: int | None = None) -> Path:
    """A store of them."""
    import throughgate.evidence as ev

    path = FOLDER / f"store-{people}{f'-{shards}' if shards else ''}"
    if not path.exists():
        ev.build(path, files(people), shards=shards)
    return path
