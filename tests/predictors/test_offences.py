"""What an offence weighs: by the table an installation loads, else by category; a bad table says where."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from throughgate.common.errors import BadInput, WrongUse
from throughgate.predictors.numbers import categories
from throughgate.predictors.offences import Offences, read

HEAD = "offence_code,actuarial_category,is_violent_sanction,ogrs3_weight\n"
ROWS = (
    "03401,acquisitive_violence,1,-0.6348\n"
    "04800,vehicle_related_theft,0,0.4272\n"
    "10606,other_offences,0,999\n"
    "10607,other_offences,0,\n"
    "00000,unknown,0,0\n"
)
FACTS = Path(__file__).parents[3] / "shared" / "facts" / "ogrs3_weight_by_code.csv"


def table(folder: Path, text: str) -> Offences:
    path = folder / "codes.csv"
    path.write_text(text, encoding="utf-8")
    return read(path)


@pytest.fixture
def loaded(tmp_path: Path) -> Offences:
    return table(tmp_path, HEAD + ROWS)


def test_a_code_wins_over_its_category(loaded: Offences) -> None:
    found = loaded.find(code="04800", category="theft_non_motor")
    assert found is not None
    assert (found.weight, found.category, found.by_category) == (
        0.4272,
        "vehicle_related_theft",
        False,
    )


def test_a_code_that_the_table_lacks_is_taken_by_category_and_marked(loaded: Offences) -> None:
    found = loaded.find(code="04801", category="vehicle_related_theft")
    assert found is not None
    assert (found.weight, found.by_category) == (0.3801, True)


@pytest.mark.parametrize("code", ["10606", "10607"])
def test_999_and_empty_need_the_exact_offence(loaded: Offences, code: str) -> None:
    found = loaded.find(code=code, category="other_offences")
    assert found is not None
    assert found.weight is None


def test_neither_code_nor_category_is_no_offence(loaded: Offences) -> None:
    assert loaded.find(code="55555") is None
    assert loaded.find(category="unknown") is None
    assert loaded.place() == -1


def test_a_word_is_never_a_code(loaded: Offences) -> None:
    assert loaded.find(code="criminal_damage") is None


def test_without_a_table_there_are_the_24_categories() -> None:
    assert [each.category for each in Offences().all] == list(categories())
    assert len(categories()) == 24
    assert all(each.by_category for each in Offences().all)


def test_a_category_that_does_not_exist_is_refused(loaded: Offences) -> None:
    with pytest.raises(
        WrongUse, match=r"“arson” is no actuarial offence category. There is: violence"
    ):
        loaded.find(category="arson")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("offence_code,ogrs3_weight\n", "has no column actuarial_category, is_violent_sanction"),
        (
            HEAD + "3401,acquisitive_violence,1,0\n",
            "line 2: “3401” is no offence code. Write 5 digits",
        ),
        (HEAD + ROWS + "03402,arson,1,0\n", "line 7: “arson” is no actuarial offence category"),
        (HEAD + "03402,criminal_damage,yes,0\n", "is_violent_sanction is “yes”. Write 1 for yes"),
        (HEAD + "03402,criminal_damage,1,much\n", "ogrs3_weight is “much”. Write a number"),
        (HEAD + "03402,criminal_damage,1,nan\n", "ogrs3_weight is “nan”. Write a number"),
        (HEAD + ROWS + "03401,acquisitive_violence,1,0\n", "has the offence code 03401 twice"),
        (HEAD + "03402\n", "“” is no actuarial offence category"),
    ],
)
def test_a_bad_table_says_where_and_what_to_do(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadInput, match=re.escape(said)):
        table(tmp_path, text)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadInput, match="Save it as CSV in UTF-8"):
        read(path)


def test_the_published_table_loads() -> None:
    if not FACTS.exists():
        pytest.skip("the published table is not beside the project (../shared/facts)")
    found = read(FACTS)
    assert len(found.coded) == 3030
    assert sum(each.weight is None for each in found.coded) == 18
    robbery = found.find(code="03401")
    assert robbery is not None and robbery.violent and robbery.weight == -0.6348
