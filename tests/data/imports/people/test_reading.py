"""Files as other systems write them: delimiters, columns, lines and mappings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.data.imports.people.county import TODAY, person, write
from throughgate.common.errors import ThroughgateError
from throughgate.data.imports.people import reading


@pytest.mark.parametrize(
    ("columns", "text", "words"),
    [
        ("family_name;given_names;birth_date", "a;b;1990-01-01", "separated by semicolons"),
        ("family_name,given_names", "a,b", "has no column birth_date"),
        ("", "", "is empty"),
    ],
)
def test_a_file_that_is_not_what_it_should_be(
    tmp_path: Path, columns: str, text: str, words: str
) -> None:
    path = tmp_path / "people.csv"
    path.write_text(f"{columns}\n{text}\n" if columns else "", encoding="utf-8")
    with pytest.raises(ThroughgateError, match=words):
        reading.read([path], None, today=TODAY)


def test_a_line_with_too_few_values_is_refused_alone(tmp_path: Path) -> None:
    path = write(tmp_path / "people.csv", [person(1)])
    path.write_text(path.read_text() + "only,two\n")
    rows = reading.read([path], None, today=TODAY)
    assert [bool(row.refused) for row in rows] == [False, True]
    assert "has 2 values" in rows[1].refused


def test_a_mapping_says_which_of_their_columns_and_values_are_ours(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Surname;Forenames;DOB;Status\nMade;Up;05/03/1990;INSIDE\n")
    mapping = tmp_path / "map.yaml"
    mapping.write_text(
        "people:\n  delimiter: ';'\n  columns: {family_name: Surname, given_names: Forenames, "
        "birth_date: DOB, place: Status}\n  dates: '%d/%m/%Y'\n  values: {place: {INSIDE: custody}}\n"
    )
    row = reading.read([path], mapping, today=TODAY)[0]
    assert (row.name, row.birth_date) == ("Up Made", date(1990, 3, 5))
    assert row.says["place", ""]["kind"] == "custody"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"conditional_release": "9999-12-31"}, "Correct it"),
        ({"conditional_release": "1950-01-01"}, "before the person was born"),
    ],
)
def test_a_day_that_nobody_means_is_left_out_and_the_line_comes_in(
    tmp_path: Path, said: dict[str, str], words: str
) -> None:
    (row,) = reading.read([write(tmp_path / "people.csv", [person(1, **said)])], None, today=TODAY)
    assert not row.refused and ("date", "conditional_release") not in row.says
    assert any(words in str(left) for left in row.left_out)


def test_somebody_too_young_to_be_dealt_with_is_refused(tmp_path: Path) -> None:
    (row,) = reading.read(
        [write(tmp_path / "people.csv", [person(1, birth_date="2020-02-03")])], None, today=TODAY
    )
    assert "is under 10" in row.refused
