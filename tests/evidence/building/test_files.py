"""Files that are not as they should be get an error that says what was found and what to do."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pyarrow.csv
import pyarrow.parquet
import pytest
from tests.shared_data import shared

from throughgate.common.errors import BadInput

if TYPE_CHECKING:
    from conftest import County


def test_an_empty_file(county: County) -> None:
    county.write("offences", "")
    with pytest.raises(BadInput, match=r"offences\.csv is empty"):
        county.build()


def test_only_a_line_of_names(county: County) -> None:
    county.write("people", "person_id,date_of_birth,sex\n")
    with pytest.raises(BadInput, match=r"people\.csv has no row"):
        county.build()


def test_a_file_that_is_not_there(county: County) -> None:
    county.sources["people"] = [county.folder / "nobody.csv"]
    with pytest.raises(BadInput, match=r"no file .*nobody\.csv"):
        county.build()


@pytest.mark.parametrize(("mark", "said"), [(";", "semicolons"), ("\t", "tabs"), ("|", "“|”")])
def test_another_delimiter_is_named_and_can_be_said(county: County, mark: str, said: str) -> None:
    text = county.sources["people"][0].read_text()
    county.write("people", text.replace(",", mark))
    with pytest.raises(BadInput, match=rf"people\.csv is separated by {said.replace('|', '.')}"):
        county.build()
    assert county.build(mapping={"people": {"delimiter": mark}}).people == 2


def test_another_encoding_is_named_and_can_be_said(county: County) -> None:
    text = "person_id,date_of_birth,sex,area\nA,1980-01-01,male,Ynys Môn\nB,1990-02-02,female,\n"
    county.write("people", text.encode("windows-1252"))
    with pytest.raises(BadInput, match=r"is not UTF-8 \(line 2\); it looks like Windows-1252"):
        county.build()
    county.build(mapping={"people": {"encoding": "windows-1252"}})
    assert county.store.codes("people", "area") == ["Ynys Môn", "unknown"]


def test_a_wrong_byte_far_down_is_found_with_its_line(county: County) -> None:
    rows = "".join(f"P{n},1980-01-01,male,North\n" for n in range(60_000))
    text = f"person_id,date_of_birth,sex,area\n{rows}Q,1980-01-01,male,Caf".encode() + b"\xe9\n"
    county.write("people", text)
    with pytest.raises(BadInput, match=r"not UTF-8 \(line 60002\)"):
        county.build()


def test_utf_16_is_named(county: County) -> None:
    county.write("people", county.sources["people"][0].read_text().encode("utf-16"))
    with pytest.raises(BadInput, match="looks like UTF-16"):
        county.build()
    assert county.build(mapping={"people": {"encoding": "utf-16"}}).people == 2


def test_ordinary_ways_of_writing_the_same_file(county: County) -> None:
    text = county.sources["people"][0].read_text()
    county.write("people", text.replace("\n", "\r\n").encode("utf-8-sig"))
    assert county.build().people == 2
    county.write("people", gzip.compress(text.encode()), name="people.csv.gz")
    assert county.build().people == 2
    county.write("people", text.replace("sex", '"sex"').replace("A,", '"A",').rstrip("\n"))
    assert county.build().people == 2
    table = pyarrow.csv.read_csv(county.folder / "people.csv")
    county.sources["people"] = [county.folder / "people.parquet"]
    pyarrow.parquet.write_table(table, county.sources["people"][0])
    assert county.build().people == 2


def test_a_missing_column_lists_those_present_and_suggests_the_nearest(county: County) -> None:
    county.write("people", county.sources["people"][0].read_text().replace("sex", "Sexe"))
    with pytest.raises(BadInput, match=r"no column sex.*Sexe.*It has person_id"):
        county.build()
    assert county.build(mapping={"people": {"columns": {"sex": "Sexe"}}}).people == 2


def test_a_line_with_too_many_values(county: County) -> None:
    path = county.sources["people"][0]
    path.write_text(path.read_text() + "C,1980-01-01,male,North\n")
    with pytest.raises(BadInput, match=r"Line 4 of people\.csv has 4 values.* has 3 columns"):
        county.build()


def test_a_line_with_too_few_values(county: County) -> None:
    path = county.sources["people"][0]
    path.write_text(path.read_text() + "C,1980-01-01\nD,1980-01-01,male\n")
    with pytest.raises(BadInput, match=r"Line 4 of people\.csv has 2 values"):
        county.build()


def test_something_else_called_parquet_or_gz(county: County) -> None:
    county.write("people", "person_id,date_of_birth,sex\n", name="people.parquet")
    with pytest.raises(BadInput, match="not a Parquet file"):
        county.build()
    county.write("people", "person_id,date_of_birth,sex\n", name="people.csv.gz")
    with pytest.raises(BadInput, match="cannot be unpacked"):
        county.build()


def test_outcomes_are_not_events(county: County) -> None:
    county.sources["offences"] = [shared("iowa") / "releases.csv"]
    with pytest.raises(BadInput, match=r"releases\.csv holds outcomes, not events"):
        county.build()


def test_outcomes_as_people_are_not_events_either(county: County) -> None:
    county.write("people", "year,sex,recidivism,days_to_recidivism\n2014,male,yes,10\n")
    with pytest.raises(BadInput, match="holds outcomes, not events"):
        county.build()
