"""The table of offence codes of an installation: checked whole, then used by the next score."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from throughgate.common.errors import BadInput
from throughgate.people.tier.scores import codes, rules
from throughgate.people.tier.scores.rules import Facts
from throughgate.predictors.offences import COLUMNS, Offences
from throughgate.site.commands import load_offence_codes

TODAY = date(2027, 3, 5)
FACTS = Facts(
    date(2015, 5, 1),
    date(2027, 3, 1),
    date(2027, 3, 1),
    sanctions=6,
    violent_sanctions=1,
    offence_code="02801",
    offence_category="burglary_domestic",
)


def table(folder: Path, row: str) -> Path:
    path = folder / "codes.csv"
    path.write_text(",".join(COLUMNS) + f"\n{row}\n", encoding="utf-8")
    return path


def test_a_table_is_loaded_and_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings
) -> None:
    monkeypatch.setenv("THROUGHGATE_HOME", str(tmp_path / "home"))
    settings.OFFENCE_CODES = str(tmp_path / "home" / "offence_codes.csv")
    said: list[str] = []
    assert codes.loaded() == Offences()
    load_offence_codes(table(tmp_path, "02801,burglary_domestic,0,0.25"), say=said.append)
    assert said[0].startswith("Offence codes kept: 1.")
    by_code = rules.answers(
        FACTS, born=date(1990, 1, 2), sex="male", codes=codes.loaded(), today=TODAY
    )
    without = rules.answers(FACTS, born=date(1990, 1, 2), sex="male", codes=Offences(), today=TODAY)
    assert not by_code[0].by_category and without[0].by_category
    assert by_code[0].percent != without[0].percent
    with pytest.raises(BadInput, match="line 2"):
        load_offence_codes(table(tmp_path, "1,burglary_domestic,0,0.25"), say=said.append)
    assert len(codes.loaded().coded) == 1


def test_without_a_birth_date_there_is_nothing_to_add_up() -> None:
    assert rules.answers(FACTS, born=None, sex="male", codes=Offences(), today=TODAY) == ()
