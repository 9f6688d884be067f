"""Blocks and files of a few made-up people, kept small."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from throughgate.data.synthetic import Rule, synthesise
from throughgate.data.synthetic.block import Block, block
from throughgate.data.synthetic.days import day
from throughgate.evidence.tables import TABLES

BEGINS, UNTIL = day(date(2003, 1, 1)), day(date(2025, 12, 31))


@cache
def people(number: int, seed: int = 1, until: int = UNTIL, rule: Rule = Rule()) -> Block:  # noqa: B008
    return block(rule, seed, 0, number, BEGINS, until)


def read(folder: Path) -> dict[str, pa.Table]:
    return {name: pq.read_table(folder / f"{name}.parquet") for name in TABLES}


def files(folder: Path, **wanted: object) -> dict[str, pa.Table]:
    synthesise(folder, **{"people": 800, "seed": 1, **wanted})  # type: ignore[arg-type]
    return read(folder)
