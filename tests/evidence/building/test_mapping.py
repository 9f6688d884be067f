"""The mapping file: other names, other values, other dates; and what it refuses."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from throughgate.common.errors import BadInput, WrongUse
from throughgate.evidence.store import NEVER

if TYPE_CHECKING:
    from conftest import County

MAPPING = """
people:
  columns: {person_id: Nummer, date_of_birth: geboren, sex: S}
  values: {sex: {M: male, F: female}}
  dates: "%d/%m/%Y"
  drop: [secret]
offences:
  defaults: {recordable: no, category: drink_driving}
custody:
  missing: {released: ["2099-01-01", "9999-12-31"]}
  dates: {released: "%Y-%m-%d"}
"""


def _days(when: str) -> int:
    return (date.fromisoformat(when) - date(1970, 1, 1)).days


def test_names_values_dates_defaults_and_placeholders(county: County) -> None:
    county.write("people", "Nummer,geboren,S,secret\nA,02/01/1980,M,x\nB,02/02/1990,F,y\n")
    county.write("offences", "person_id,sanction_id,offence_date\nA,1,2009-12-01\n")
    county.write(
        "custody",
        "person_id,received,released\nA,2010-01-01,2099-01-01\nA,2011-01-01,9999-12-31\n",
    )
    path = county.folder / "mapping.yaml"
    path.write_text(MAPPING)
    receipt = county.build(mapping=path)
    assert not receipt.refused
    store = county.store
    people = store.read("people", 0, ["date_of_birth", "sex"])
    assert sorted(people["date_of_birth"].tolist()) == [_days("1980-01-02"), _days("1990-02-02")]
    assert sorted(people["sex"].tolist()) == [0, 1]
    assert store.further == []
    offence = store.read("offences", 0, ["counted", "category"])
    assert not offence["counted"][0]
    assert store.codes("offences", "category")[offence["category"][0]] == "drink_driving"
    assert set(store.read("custody", 0, ["released"])["released"].tolist()) == {NEVER}
    assert "recordable not given in 1 row: taken as no" in receipt.tables["offences"].notes


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ({"poeple": {}}, "“poeple” is not understood.*did you mean “people”"),
        ({"people": {"colums": {}}}, "“colums” under people.*did you mean “columns”"),
        ({"offences": {"columns": {"offense_date": "d"}}}, "did you mean “offence_date”"),
        ({"people": {"columns": ["a"]}}, "should be lines of “name: value”"),
        ({"people": {"columns": {"sex": "gender"}}}, "no column gender .named by the mapping"),
        ({"offences": {"defaults": {"breach": "perhaps"}}}, "default “perhaps” of breach"),
        ({"people": {"delimiter": ";;"}}, "one character"),
        ({"people": {"encoding": "klingon"}}, "“klingon” is not known"),
        ({"people": {"dates": {"date_of_birth": "%Q"}}}, "“%Q” is not a date format"),
        ({"people": {"dates": "%d/%m/%y"}}, "year of four digits"),
    ],
)
def test_what_a_mapping_may_not_say(county: County, mapping: dict[str, Any], words: str) -> None:
    with pytest.raises(BadInput, match=words):
        county.build(mapping=mapping)


def test_a_mapping_that_is_not_yaml(county: County) -> None:
    path = county.folder / "mapping.yaml"
    path.write_text("people: [")
    with pytest.raises(BadInput, match="not YAML"):
        county.build(mapping=path)
    with pytest.raises(BadInput, match="no mapping file"):
        county.build(mapping=Path("nothing.yaml"))


def test_one_file_may_feed_several_tables(county: County) -> None:
    county.write(
        "people",
        """
        person_id,date_of_birth,sex,sanction_id,sanction_date,disposal,offence_date,category
        A,1980-01-01,male,1,2010-01-01,fine,2009-01-01,drink_driving
        A,1980-01-01,male,1,2010-01-01,fine,2009-01-02,drink_driving
        B,1990-01-01,female,1,2010-01-01,fine,2009-01-01,drink_driving
        """,
    )
    county.sources = dict.fromkeys(("people", "sanctions", "offences"), county.sources["people"])
    receipt = county.build()
    kept = {name: table.kept for name, table in receipt.tables.items() if table.kept}
    assert kept == {"people": 2, "sanctions": 2, "offences": 3}
    assert county.store.further == []


def test_further_columns_are_kept_unless_they_look_like_identifiers(county: County) -> None:
    rows = [f"P{n},1980-01-01,male,{n % 3},name {n}," for n in range(40)]
    county.write("people", "\n".join(["person_id,date_of_birth,sex,risk,name,blank", *rows]))
    county.write("offences", "person_id,proven_date,offence_date\nP1,2010-01-01,2009-01-01\n")
    del county.sources["sanctions"], county.sources["custody"]
    receipt = county.build()
    assert county.store.further == ["risk"]
    assert county.store.codes("people", "risk") == ["0", "1", "2", "unknown"]
    assert any("name was not kept" in note for note in receipt.tables["people"].notes)


def test_complete_to_is_given_or_the_earliest_last_date(county: County) -> None:
    assert county.build().complete_to == "2010-03-01"  # the last day in custody
    assert county.build(today=date(2010, 2, 1)).complete_to == "2010-02-01"
    assert county.build(complete_to=date(2011, 6, 30)).complete_to == "2011-06-30"
    with pytest.raises(WrongUse, match="cannot be complete to 30 June 2031"):
        county.build(complete_to=date(2031, 6, 30), today=date(2030, 1, 1))


STATEMENT = {
    "whose_data": "A county's court records",
    "offences_and_courts": "All offences, all courts",
    "area": "The county",
    "missed": "Everything elsewhere",
}


def test_the_statement_is_kept_and_may_say_complete_to(county: County) -> None:
    county.build(statement={**STATEMENT, "complete_to": date(2011, 12, 31)})
    assert county.store.complete_to == date(2011, 12, 31)
    assert county.store.statement == {**STATEMENT, "complete_to": "2011-12-31"}
    with pytest.raises(BadInput, match=r"does not say what is missed \(missed:\)"):
        county.build(statement={**STATEMENT, "missed": ""})
    with pytest.raises(BadInput, match="did you mean “area”"):
        county.build(statement={**STATEMENT, "aera": "x"})


def test_further_columns_may_have_any_name_but_ours(county: County) -> None:
    rows = ["A,1980-01-01,male,x,north,1,f", "B,1990-02-02,female,y,south,2,g"]
    names = "person_id,date_of_birth,Gender,sex,origin,first,number"
    county.write("people", "\n".join([names, *rows]))
    county.build(mapping={"people": {"columns": {"sex": "Gender", "group": "number"}}})
    assert county.store.further == ["group", "origin", "first"]
    assert county.store.codes("people", "origin") == ["north", "south", "unknown"]
    with pytest.raises(BadInput, match=r"no column grade .named by the mapping"):
        county.build(mapping={"people": {"columns": {"sex": "Gender", "group": "grade"}}})
