"""Made-up histories from a seed: careers, files, and the truth beside them. docs/methods/made-up-histories.md"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pyarrow as pa

from throughgate.common.errors import WrongUse
from throughgate.data.synthetic import days
from throughgate.data.synthetic.block import block
from throughgate.data.synthetic.dirty import Bad, bad_rows
from throughgate.data.synthetic.files import Files, Format, prepare
from throughgate.data.synthetic.rows import tables
from throughgate.data.synthetic.rule import Rule
from throughgate.data.synthetic.truth import Counted, Truth, count
from throughgate.data.synthetic.truth_files import write_statement, write_truth

MOST_PEOPLE = 99_999_999
BLOCK = 50_000  # people; a row group of the files
BEGINS, UNTIL = date(2003, 1, 1), date(2025, 12, 31)


@dataclass(frozen=True)
class County:
    """What is made up: everything that the bytes depend on."""

    people: int
    seed: int
    rule: Rule = field(default_factory=Rule)
    begins: date = BEGINS
    until: date = UNTIL
    format: Format = Format.PARQUET
    dirty: int = 0


def county() -> County:
    """The made-up county of `make run`."""
    return County(people=20_000, seed=1)


def synthesise(
    out: Path,
    *,
    people: int,
    seed: int,
    rule: Rule | None = None,
    service_effect: float | None = None,
    begins: date = BEGINS,
    until: date = UNTIL,
    format: Format = Format.PARQUET,
    dirty: int = 0,
    threads: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, int]:
    """Write six tables, their truth and a data statement into a folder; give back rows by table.

    service_effect: share of later reoffences that the useful service prevents; None: as the rule
    says, 0: switched off, with every draw as before. until: the last date in the data.
    dirty: so many bad rows of each kind besides, in text files, listed in truth.json.
    progress: called with people done and people in all. Same arguments, same bytes, whatever
    `threads`. Memory does not grow with `people`. Raises WrongUse.
    """
    held = _with_effect(rule or Rule(), service_effect)
    wanted = County(people, seed, held, begins, until, format, dirty)
    _check(wanted)
    return make(out, wanted, threads=threads, progress=progress)


def make(
    out: Path,
    wanted: County,
    *,
    threads: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, int]:
    """As `synthesise`, for a county already put together."""
    prepare(out, wanted.format)
    begins, until = days.day(wanted.begins), days.day(wanted.until)
    truth = Truth.empty(begins, until, len(wanted.rule.services))
    bad: list[Bad] = []
    with Files(out, wanted.format) as files:
        done = 0
        for size, rows, counted in _blocks(wanted, truth, threads or os.cpu_count() or 1):
            if wanted.dirty and not bad:
                bad = bad_rows(rows, wanted.dirty, wanted.until)
            files.write(rows)
            truth.add(counted)
            done += size
            if progress:
                progress(done, wanted.people)
        for kind in bad:
            files.write(kind.rows)
    write_truth(out, truth, wanted, files.rows, bad)
    write_statement(out, wanted)
    return files.rows


_Made = tuple[int, dict[str, pa.Table], Counted]


def _blocks(wanted: County, truth: Truth, threads: int) -> Iterator[_Made]:
    """Blocks in order, made by several threads, never more than a few ahead of the writing."""
    begins, until = days.day(wanted.begins), days.day(wanted.until)

    def one(first: int) -> _Made:
        size = min(BLOCK, wanted.people - first)
        made = block(wanted.rule, wanted.seed, first, size, begins, until)
        return size, tables(made, wanted.rule), count(made, truth)

    waiting: deque[Future[_Made]] = deque()
    with ThreadPoolExecutor(threads) as pool:
        for first in range(0, wanted.people, BLOCK):
            waiting.append(pool.submit(one, first))
            if len(waiting) > threads:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _with_effect(rule: Rule, effect: float | None) -> Rule:
    """The rule with another effect of its useful service."""
    if effect is None:
        return rule
    if not 0 <= effect <= 1:
        raise WrongUse(f"The effect of the service is {effect}. Give a share from 0 to 1.")
    services = tuple(replace(one, effect=effect) if one.effect else one for one in rule.services)
    return replace(rule, services=services)


def _check(wanted: County) -> None:
    if not 1 <= wanted.people <= MOST_PEOPLE:
        raise WrongUse(f"{wanted.people:,} people cannot be made. Ask for 1 to {MOST_PEOPLE:,}.")
    if wanted.dirty and wanted.format is Format.PARQUET:
        raise WrongUse(
            "Bad rows hold dates that are none, which Parquet cannot hold. Ask for csv or csv.gz."
        )
    if wanted.seed < 0 or wanted.dirty < 0:
        raise WrongUse("The seed and the number of bad rows are whole numbers from 0.")
    if (wanted.until - wanted.begins).days < 365:
        raise WrongUse(
            f"The data would run from {wanted.begins} to {wanted.until}. Let them span a year or more."
        )
