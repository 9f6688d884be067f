"""`ev.build`: from files to a store. Files in, row by row; then shard by shard; then one swap."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from throughgate.common.dates import long
from throughgate.common.errors import BadInput, WrongUse, from_os
from throughgate.evidence import installation, kept
from throughgate.evidence.building import files, mapping, statement, swapping, writing
from throughgate.evidence.building.assembling import Plan, assemble
from throughgate.evidence.building.coding import Codes
from throughgate.evidence.building.files import File
from throughgate.evidence.building.hashing import Key
from throughgate.evidence.building.intake import Intake, Pouring, further, interpreters, matched
from throughgate.evidence.building.mapping import Mapping
from throughgate.evidence.building.numbers import Numbers, TextNumbers
from throughgate.evidence.building.progress import Progress, Report
from throughgate.evidence.building.reading import Reader
from throughgate.evidence.building.receipt import Receipt
from throughgate.evidence.building.recording import Asked, Facts, record
from throughgate.evidence.building.refusing import Refusals
from throughgate.evidence.building.spilling import PARTITIONS, Spill
from throughgate.evidence.tables import TABLES

PEOPLE_A_SHARD = 50_000
MEMORY_MB = 768
NEEDED = ("people", "offences")
NUMBERED = ("sanctions", "offences", "custody")

Sources = dict[str, list[Path]]


@dataclass
class Building:
    """One build under way."""

    work: Path
    said: Mapping
    files: dict[str, list[File]]
    key: Key
    progress: Progress
    refusals: Refusals = field(default_factory=Refusals)
    intakes: dict[str, Intake] = field(default_factory=dict)
    numbers: Numbers = field(default_factory=lambda: Numbers(as_text=False))


def build(
    store: Path | str,
    sources: Sources,
    *,
    mapping: Path | dict[str, Any] | None = None,
    complete_to: date | None = None,
    statement: Path | dict[str, Any] | None = None,
    strict: bool = False,
    key: bytes | None = None,
    progress: Report | None = None,
    today: date | None = None,
    threads: int | None = None,
    shards: int | None = None,
) -> Receipt:
    """Build a store of histories from files, and say what was left out and why.

    `sources` names the files of each table ("people" and "offences" at least): CSV, CSV.GZ or
    Parquet. `mapping` and `statement` are YAML files or what such a file holds. `complete_to`:
    the data are complete to this day; left out, the statement's, else the earliest of the tables'
    last dates, not after `today`. `strict` refuses the build when any row is refused. `key` is the
    secret of the pseudonyms; left out, this installation's. `progress(done, total, what)` is
    called as the work goes on.

    The old store, if there is one, is replaced in one step at the very end.

    Raises BadInput (a file or a row that cannot be read as what it should be), StoreProblem
    (another build is at work; the folder is not a store), NoRoom (disk or memory).
    """
    place = Path(store).resolve()
    said, stated = _mapping(mapping), _statement(statement)
    swapping.check_place(place)
    with _explained(place), swapping.building(place) as work:
        fresh, spill = work / "store", work / "rows"
        fresh.mkdir()
        spill.mkdir()
        at_work = Building(
            spill,
            said,
            _inspected(sources, said),
            Key.of(key or installation.pseudonym_key()),
            Progress(progress),
        )
        at_work.progress.expect(at_work.files)
        workers = threads or os.cpu_count() or 2
        _read(at_work, workers)
        codes = Codes(at_work.intakes)
        written = _write(at_work, codes, fresh, workers, shards)
        facts = Facts(at_work.files, at_work.intakes, at_work.refusals, codes, written)
        day = _checked(complete_to or _statement_day(stated), today)
        asked = Asked(said, stated, strict, day, today, at_work.key.fingerprint)
        receipt = record(fresh, facts, asked)
        with kept.carried_over(place, fresh, receipt.store_id):
            swapping.swap(fresh, place)
    return receipt


_mapping = mapping.read
_statement = statement.read
_statement_day = statement.complete_to


def _checked(complete_to: date | None, today: date | None) -> date | None:
    if complete_to and today and complete_to > today:
        raise WrongUse(
            f"The data cannot be complete to {long(complete_to)}: today is {long(today)}. "
            "Give the last day up to which every proven offence is in them."
        )
    return complete_to


@contextmanager
def _explained(store: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        known = from_os(error, doing=f"building {store}")
        raise known or error from error


def _inspected(sources: Sources, said: Mapping) -> dict[str, list[File]]:
    for table in sources:
        if table not in TABLES:
            raise BadInput(f"There is no table {table}. The tables are {', '.join(TABLES)}.")
    for table in NEEDED:
        if not sources.get(table):
            raise BadInput(
                f"There is no file for {table}; a store needs one. Name it (--{table} FILE)."
            )
    return {
        table: [
            files.inspect(table, Path(path), said.table(table)) for path in sources.get(table, [])
        ]
        for table in TABLES
    }


def _read(at_work: Building, workers: int) -> None:
    """All files into temporary files by partition."""
    with closing(Reader(at_work.work, threads=workers, memory_mb=MEMORY_MB)) as reader:
        for table in TABLES:
            if table not in NUMBERED:
                _read_table(at_work, reader, table, workers)
        try:
            _read_numbered(at_work, reader, workers)
        except TextNumbers:
            at_work.numbers = Numbers(as_text=True)
            at_work.refusals.forget(NUMBERED)
            _read_numbered(at_work, reader, workers)


def _read_numbered(at_work: Building, reader: Reader, threads: int) -> None:
    for table in NUMBERED:
        _read_table(at_work, reader, table, threads)


def _read_table(at_work: Building, reader: Reader, name: str, threads: int) -> None:
    table, said, sources = TABLES[name], at_work.said.table(name), at_work.files[name]
    names = [matched(table, file, said) for file in sources]
    more = [further(table, file, said, shared=_shared(at_work, file)) for file in sources]
    extra = list(dict.fromkeys(ours for columns in more for ours in columns))
    intake = Intake(
        table, said, Spill(at_work.work / f"{name}.rows"), interpreters(table, said, extra)
    )
    at_work.intakes[name] = intake
    heard = at_work.progress.read
    pouring = Pouring(reader, at_work.key, at_work.numbers, at_work.refusals, heard, threads)
    pouring.declare(intake)
    for number, file in enumerate(sources):
        pouring.pour(intake, file, number, names[number] | more[number])
    intake.spill.finish()
    if name in NEEDED and not sum(intake.rows):
        raise BadInput(
            f"{sources[0].name} has no row: only a line of column names. Export it again."
        )


def _shared(at_work: Building, file: File) -> bool:
    uses = [f for table in at_work.files.values() for f in table if f.path == file.path]
    return len(uses) > 1


def _write(
    at_work: Building, codes: Codes, fresh: Path, workers: int, shards: int | None
) -> list[dict[str, writing.Written]]:
    """All shards, a thread a core; a shard needs nothing of another."""
    spills = {name: intake.spill for name, intake in at_work.intakes.items()}
    plan = Plan(
        spills,
        codes.recode,
        at_work.refusals,
        at_work.numbers.all_digits,
        bool(at_work.files["sanctions"]),
    )
    count = shards or shard_count(int(spills["people"].rows.sum()))
    bounds = [at * PARTITIONS // count for at in range(count + 1)]

    def one(at: int) -> dict[str, writing.Written]:
        tables = assemble(plan, bounds[at], bounds[at + 1])
        done = {
            name: writing.write(fresh / name / f"{at:04}.parquet", name, columns, codes)
            for name, columns in tables.items()
        }
        at_work.progress.shard(count)
        return done

    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(one, range(count)))


def shard_count(people: int) -> int:
    """A power of two, so that a shard holds about fifty thousand people."""
    count = 1
    while count < PARTITIONS and people / count > PEOPLE_A_SHARD * 1.5:
        count *= 2
    return count
