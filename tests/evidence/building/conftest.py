"""Small files to build from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

import throughgate.evidence as ev
from throughgate.evidence.building.receipt import Receipt
from throughgate.evidence.store import Store

PEOPLE = """
    person_id,date_of_birth,sex
    A,1980-01-01,male
    B,1990-02-02,female
"""
SANCTIONS = """
    person_id,sanction_id,sanction_date,disposal
    A,1,2010-01-01,custody
    A,2,2012-01-01,fine
    B,1,2011-01-01,community_order
"""
OFFENCES = """
    person_id,sanction_id,offence_date,category,seriousness,breach
    A,1,2009-12-01,theft_non_motor,summary,no
    A,2,2011-11-01,other_offences,summary,yes
    B,1,2010-12-01,burglary_other,either_way,no
"""
CUSTODY = """
    person_id,received,released
    A,2010-01-01,2010-03-01
"""
GOOD = {"people": PEOPLE, "sanctions": SANCTIONS, "offences": OFFENCES, "custody": CUSTODY}
KEY = b"a key for tests"


class County:
    """Files in a folder, the store built from them, and the receipt."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store_path = folder / "store"
        self.sources: dict[str, list[Path]] = {}
        for table, text in GOOD.items():
            self.write(table, text)

    def write(self, table: str, text: str | bytes, *, name: str = "") -> Path:
        path = self.folder / (name or f"{table}.csv")
        content = dedent(text).lstrip("\n").encode() if isinstance(text, str) else text
        path.write_bytes(content)
        self.sources[table] = [path]
        return path

    def build(self, **choices: object) -> Receipt:
        choices = {"key": KEY, **choices}
        return ev.build(self.store_path, self.sources, **choices)  # type: ignore[no-any-return]

    @property
    def store(self) -> Store:
        return ev.open(self.store_path)  # type: ignore[no-any-return]

    def refused(self, table: str, **choices: object) -> list[tuple[str, int, list[int]]]:
        receipt = self.build(**choices)
        return [(row.reason, row.rows, row.first_lines) for row in receipt.tables[table].refused]


@pytest.fixture
def county(tmp_path: Path) -> County:
    return County(tmp_path)


@pytest.fixture
def counties(tmp_path: Path) -> Callable[[str], County]:
    def one(name: str) -> County:
        (tmp_path / name).mkdir()
        return County(tmp_path / name)

    return one
