"""Every reason for which a row is refused, with the lines where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from throughgate.common.errors import BadInput

if TYPE_CHECKING:
    from conftest import County

REFUSALS = [
    ("people", ",1980-01-01,male", "no person id"),
    ("people", "  ,1980-01-01,male", "no person id"),
    ("people", "C,1980-02-30,male", "impossible date: date of birth"),
    ("people", "C,01/02/1980,male", "impossible date: date of birth"),
    ("people", "C,1080-01-01,male", "impossible date: date of birth"),
    ("people", "C,1980-01-01,man", "unknown sex"),
    ("people", "B,1990-02-02,female", "duplicate row"),
    ("people", "B,1990-02-03,female", "another row of the same person says something else"),
    ("sanctions", "Z,1,2010-01-01,fine", "person not in the people table"),
    ("sanctions", "A,,2010-01-01,fine", "no sanction number"),
    ("sanctions", "A,3,,fine", "no sanction date"),
    ("sanctions", "A,3,2010-01-01,hanging", "unknown disposal"),
    ("sanctions", "A,3,1979-12-31,fine", "sanction before birth"),
    ("sanctions", "A,2,2012-01-01,fine", "duplicate row"),
    ("sanctions", "A,2,2013-01-01,fine", "another sanction of this person has the same number"),
    ("offences", "A,1,,theft_non_motor,summary,no", "no offence date"),
    ("offences", "A,1,2009-06-31,theft_non_motor,summary,no", "impossible date: offence date"),
    ("offences", "A,1,1979-06-30,theft_non_motor,summary,no", "offence before birth"),
    ("offences", "A,1,2010-01-02,theft_non_motor,summary,no", "proven before the offence"),
    ("offences", "A,1,2009-01-02,theft,summary,no", "unknown category"),
    ("offences", "A,1,2009-01-02,theft_non_motor,grave,no", "unknown seriousness"),
    ("offences", "A,1,2009-01-02,,,maybe", "neither yes nor no: breach"),
    ("offences", "A,7,2009-01-02,,,", "its sanction is not in the sanctions table"),
    ("offences", "A,,2009-01-02,,,", "no sanction and no proven date"),
    ("offences", "B,1,2010-12-01,burglary_other,either_way,no", "duplicate row"),
    ("custody", "A,2010-05-01,2010-04-30", "released before received"),
    ("custody", "A,,2010-04-30", "no received"),
    ("custody", "A,1979-05-01,2010-04-30", "received before birth"),
    ("custody", "A,2010-01-01,2010-03-01", "duplicate row"),
]


@pytest.mark.parametrize(("table", "row", "reason"), REFUSALS)
def test_a_row_is_refused_with_its_reason_and_its_line(
    county: County, table: str, row: str, reason: str
) -> None:
    path = county.sources[table][0]
    line = path.read_text().count("\n") + 1
    path.write_text(path.read_text() + row + "\n")
    kept = county.build().tables[table]
    assert [(r.reason, r.rows, r.file, r.first_lines) for r in kept.refused] == [
        (reason, 1, f"{table}.csv", [line])
    ]
    assert kept.read == kept.kept + 1


def test_numbers_that_are_not_whole(county: County) -> None:
    county.write(
        "sanctions",
        """
        person_id,sanction_id,sanction_date,disposal,custody_days
        A,1,2010-01-01,custody,ten
        A,2,2012-01-01,fine,-1
        A,3,2012-01-01,fine,1.5
        B,1,2011-01-01,community_order,
        """,
    )
    assert county.refused("sanctions") == [("not a whole number: custody days", 3, [2, 3, 4])]


def test_lines_are_counted_through_quotes_and_empty_lines(county: County) -> None:
    county.write(
        "people",
        b'person_id,date_of_birth,sex,area\nA,1980-01-01,male,"two\nlines"\n\n'
        b"X,bad,male,\nB,1990-02-02,female,\nY,bad,male,\n",
    )
    assert county.refused("people") == [("impossible date: date of birth", 2, [5, 7])]


def test_only_the_first_lines_are_kept_and_files_are_apart(county: County) -> None:
    more = county.folder / "more.csv"
    more.write_text("person_id,date_of_birth,sex\n" + "C,bad,male\n" * 7)
    path = county.sources["people"][0]
    path.write_text(path.read_text() + "D,bad,male\n")
    county.sources["people"].append(more)
    found = county.build().tables["people"].refused
    assert [(r.file, r.rows, r.first_lines) for r in found] == [
        ("more.csv", 7, [2, 3, 4, 5, 6]),
        ("people.csv", 1, [4]),
    ]


def test_events_of_a_refused_person_are_refused(county: County) -> None:
    county.write("people", "person_id,date_of_birth,sex\nA,bad,male\nB,1990-02-02,female\n")
    assert county.refused("offences") == [("person not in the people table", 2, [2, 3])]


def test_a_person_without_date_of_birth_is_kept(county: County) -> None:
    county.write("people", "person_id,date_of_birth,sex\nA,,male\nB,1990-02-02,female\n")
    receipt = county.build()
    assert receipt.people == 2
    assert not receipt.refused


def test_strict_builds_nothing(county: County) -> None:
    county.build()
    before = county.store.manifest
    path = county.sources["offences"][0]
    path.write_text(path.read_text() + "A,1,2009-06-31,,,\n")
    with pytest.raises(BadInput, match=r"offences: 1 row of offences.csv: impossible date.*line 5"):
        county.build(strict=True)
    assert county.store.manifest == before


def test_two_equal_offences_differ_by_a_column_that_is_not_ours(county: County) -> None:
    county.write(
        "offences",
        """
        person_id,sanction_id,offence_date,count
        A,1,2009-12-01,1
        A,1,2009-12-01,2
        A,1,2009-12-01,2
        """,
    )
    receipt = county.build().tables["offences"]
    assert receipt.kept == 2
    assert [(r.reason, r.first_lines) for r in receipt.refused] == [("duplicate row", [4])]


def test_values_that_were_not_understood_are_named(county: County) -> None:
    path = county.sources["offences"][0]
    path.write_text(path.read_text() + "A,1,2009-06-30,stealing,,\n")
    assert "category not understood: “stealing”" in county.build().tables["offences"].notes


def test_nothing_kept_is_no_store(county: County) -> None:
    county.write("people", "person_id,date_of_birth,sex\nA,01/02/1980,male\n")
    with pytest.raises(BadInput, match=r"No row of people was kept.*impossible date.*line 2"):
        county.build()
    assert not county.store_path.exists()
