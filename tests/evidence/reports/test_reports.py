"""One result in four forms: the same figures, nothing hidden shown, the source in the first line."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace

import pytest

from throughgate.common.errors import WrongUse
from throughgate.evidence.reports import printed, words
from throughgate.evidence.result import (
    PROVEN_FIGURES,
    SEVERITY_FIGURES,
    Figure,
    Result,
    Row,
    Suppressed,
    Term,
)

FIGURES = PROVEN_FIGURES + SEVERITY_FIGURES
STATEMENT = {"whose": "Madeup Constabulary", "complete_to": "2024-12-31"}


def figures(people: int, reoffenders: int) -> dict[str, Figure]:
    empty: dict[str, Figure] = dict.fromkeys(FIGURES)
    rate = reoffenders / people
    counted: dict[str, Figure] = {
        "people": people,
        "reoffenders": reoffenders,
        "rate": rate,
        "rate_low": rate * 0.9,
        "rate_high": rate * 1.1,
    }
    return empty | counted


@pytest.fixture
def result() -> Result:
    few = figures(31, 3) | {"reoffenders": None, "rate": None, "rate_low": None, "rate_high": None}
    hidden = tuple(
        Suppressed({"sex": "male"}, name, "1 to 4 people")
        for name in ("reoffenders", "rate", "rate_low", "rate_high")
    )
    return Result(
        measure="proven",
        cohort="2013",
        figures=FIGURES,
        rows=(
            Row({}, figures(4731, 1237)),
            Row({"sex": "female"}, figures(4700, 1234)),
            Row({"sex": "male"}, few),
        ),
        definition=(Term("Follow-up", "365 days", "published", "A guide"),),
        choices={"follow_up": "12m"},
        statement=STATEMENT,
        complete=True,
        notes=("A note.",),
        curve=[[0, 1.0], [365, 0.74]],
        suppressed=hidden,
        protected=True,
    )


def test_the_sentence_comes_first_and_says_the_interval(result: Result) -> None:
    said = "26 in 100 reoffended within a year, between 24 and 29: 1,237 of 4,731 people."
    assert said in printed(result, "table")
    assert said in printed(result, "html")


def test_a_result_without_statement_says_so_in_its_first_line(result: Result) -> None:
    bare = replace(result, statement=None)
    assert printed(bare, "table").startswith("Source not stated")
    first_line = re.sub(r"<[^>]+>", "", printed(bare, "html").split("<main>")[1]).strip()
    assert first_line.startswith("Source not stated")


def test_json_has_null_for_what_is_hidden_and_names_it(result: Result) -> None:
    told = json.loads(printed(result, "json"))
    assert told["rows"][2]["reoffenders"] is None
    assert {"group": {"sex": "male"}, "figure": "reoffenders", "why": "1 to 4 people"} in told[
        "suppressed"
    ]


def test_csv_has_the_names_of_json_and_an_empty_cell_for_what_is_hidden(result: Result) -> None:
    rows = list(csv.DictReader(io.StringIO(printed(result, "csv"))))
    told = json.loads(printed(result, "json"))
    assert set(told["rows"][0]) - {"group"} == set(rows[0]) - {"sex", "suppressed"}
    assert rows[2]["reoffenders"] == ""
    assert rows[2]["suppressed"].split() == ["reoffenders", "rate", "rate_low", "rate_high"]
    assert [row["people"] for row in rows] == ["4731", "4700", "31"]


def test_csv_cannot_run_a_formula(result: Result) -> None:
    row = Row({"team": "=1+1"}, figures(40, 10))
    assert "'=1+1" in printed(replace(result, rows=(row,)), "csv")


def test_every_form_has_the_same_counts(result: Result) -> None:
    for form in ("table", "html"):
        text = printed(result, form)
        assert "4,731" in text and "1,237" in text and "26.1%" in text


def test_the_page_fetches_nothing_and_runs_nothing(result: Result) -> None:
    page = printed(result, "html")
    assert "<script" not in page
    assert not re.findall(r'(?:src|href)="(?!#)', page.replace("xlink:href", "href"))


def test_the_page_warns_of_exact_counts_and_of_an_incomplete_period(result: Result) -> None:
    page = printed(replace(result, protected=False, complete=False), "html")
    assert "small numbers are not protected" in page
    assert "Not complete" in page


@pytest.mark.parametrize("form", ["table", "html", "json", "csv"])
def test_the_prolific_measure_has_no_levels_and_prints_in_every_form(
    result: Result, form: str
) -> None:
    change = {"percent_change": -32.2, "percent_change_low": -50.1, "percent_change_high": -9.8}
    row = Row({}, {"people": 60, "offences_before": 345, "offences_after": 234, **change})
    prolific = replace(
        result,
        measure="prolific",
        figures=tuple(row.figures),
        rows=(row,),
        curve=(),
        suppressed=(),
    )
    assert "234" in printed(prolific, form)


def test_names_are_escaped(result: Result) -> None:
    row = Row({"team": "<b>bold</b>"}, figures(40, 10))
    assert "<b>bold" not in printed(replace(result, rows=(*result.rows, row)), "html")


def test_a_kept_result_prints_as_it_did(result: Result) -> None:
    again = Result.from_dict(json.loads(result.to_json()))
    for form in ("table", "csv", "html", "json"):
        assert printed(again, form) == printed(result, form)


def test_an_unknown_format_is_refused(result: Result) -> None:
    with pytest.raises(WrongUse, match="Choose one of table, json, csv, html"):
        printed(result, "pdf")


@pytest.mark.parametrize(
    ("rate", "said"),
    [
        (0.0, "0 in 100"),
        (0.004, "fewer than 1 in 100"),
        (0.265, "27 in 100"),
        (0.999, "more than 99 in 100"),
        (1.0, "100 in 100"),
    ],
)
def test_rates_are_said_out_of_100(rate: float, said: str) -> None:
    assert words.out_of_100(rate) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("12m", "a year"),
        ("2y", "2 years"),
        ("3m", "3 months"),
        ("365d", "365 days"),
        ("1m", "a month"),
    ],
)
def test_lengths_are_said_plainly(written: str, said: str) -> None:
    assert words.length(written) == said
