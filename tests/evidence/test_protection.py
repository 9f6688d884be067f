"""Results with small numbers hidden: nothing hidden shows anywhere, and what was given out before counts."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from tests.evidence.drawn import crowd
from tests.histories import InMemory

from throughgate.common.errors import StoreProblem, TooSmall
from throughgate.evidence import kept, time_shown
from throughgate.evidence.histories import days
from throughgate.evidence.kept import KeptRow
from throughgate.evidence.measure import exact, measure
from throughgate.evidence.protection import NOT_KEPT
from throughgate.evidence.quantities import AT_RISK
from throughgate.evidence.request import Request
from throughgate.evidence.result import Result

PEOPLE_COUNTS = ("people", "reoffenders", "first_")


@dataclass(frozen=True)
class OnDisk(InMemory):
    """A store in memory with a folder, where results are kept."""

    path: Path = Path()


def store(path: Path, histories: InMemory) -> OnDisk:
    given = {f.name: getattr(histories, f.name) for f in fields(InMemory) if f.init}
    return OnDisk(**given, path=path)


@pytest.fixture
def county(tmp_path: Path) -> OnDisk:
    return store(tmp_path, crowd(3, 400))


def ask(**words: str) -> Request:
    return Request.parse(**{"cohort": "2013", **words})


def kept_files(county: OnDisk) -> dict[str, str]:
    return {p.name: p.read_text() for p in (county.path / "kept").glob("*.json")}


def small_counts(result: Result) -> list[tuple[str, object]]:
    return [
        (name, value)
        for row in result.rows
        for name, value in row.figures.items()
        if name.startswith(PEOPLE_COUNTS) and value in (1, 2, 3, 4)
    ]


@pytest.mark.parametrize("by", ["", "sex", "disposal", "sex,age_band"])
def test_no_form_of_a_result_holds_a_small_count(county, by):
    shown = measure(county, ask(by=by))
    assert small_counts(exact(county, ask(by=by)))
    assert not small_counts(shown)
    assert not small_counts(Result.from_dict(json.loads(shown.to_json())))
    assert shown.protected and shown.first_days == ()
    assert not any(row.largest for row in shown.rows)


def test_what_is_hidden_is_named_and_empty_and_nothing_else_is(county):
    shown = measure(county, ask(by="disposal"))
    named = {(str(gone.group), gone.figure) for gone in shown.suppressed}
    full = exact(county, ask(by="disposal"))
    for row, before in zip(shown.rows, full.rows, strict=True):
        for name, value in row.figures.items():
            hidden = (str(row.group), name) in named
            assert value is None if hidden else value == before.figures[name]


def test_rates_of_fewer_than_thirty_are_not_shown(county):
    shown, full = (f(county, ask(by="sex,age_band")) for f in (measure, exact))
    for row, before in zip(shown.rows, full.rows, strict=True):
        if before["people"] < 30:
            assert row["rate"] is row["per_person"] is row["mean_days_free"] is None


def test_a_hidden_count_takes_its_rate_interval_and_levels_with_it(county):
    shown = measure(county, ask(by="sex,age_band"))
    hidden = [row for row in shown.rows if row["reoffenders"] is None]
    assert hidden
    for row in hidden:
        assert all(value is None for name, value in row.figures.items() if name != "people")


def test_a_curve_has_no_step_of_one_to_four_people(county):
    shown = measure(county, ask(curve="yes"))
    people = shown.total["people"]
    counts = [0, *(round((1 - share) * people) for _, share in shown.curve)]
    assert not {after - before for before, after in pairwise(counts)} & {1, 2, 3, 4}
    assert counts[-1] == shown.total["reoffenders"]


def test_competing_risks_are_shown_at_the_end_only(county):
    """Two results' early days, one taken from the other, counted out who had died."""
    found = exact(county, ask(at_risk="yes"))
    total = KeptRow({}, {f"first_came_{cause}": 10 for cause in AT_RISK} | {"reoffences": 50}, ())
    _, shown, _ = time_shown.protect(found, total)
    assert found.at_risk and shown
    assert shown.incidence == found.at_risk.incidence[-1:]
    assert shown.reoffences_per_year_at_liberty == found.at_risk.reoffences_per_year_at_liberty


def test_hidden_reoffences_do_not_come_back_by_the_year_at_liberty(county):
    found = exact(county, ask(at_risk="yes"))
    total = KeptRow({}, {f"first_came_{cause}": 10 for cause in AT_RISK}, ("reoffences",))
    _, shown, _ = time_shown.protect(found, total)
    assert shown and shown.reoffences_per_year_at_liberty is None


def test_the_same_request_gives_the_same_and_is_kept_once(county):
    first = measure(county, ask(by="sex"))
    measure(county, ask(by="disposal"))
    files = kept_files(county)
    assert measure(county, ask(by="sex")).to_json() == first.to_json()
    assert kept_files(county) == files and len(files) == 2


def test_what_is_kept_never_holds_what_was_hidden(county):
    measure(county, ask(by="sex,age_band"))
    (text,) = kept_files(county).values()
    for row in json.loads(text)["rows"]:
        assert not set(row["shown"]) & set(row["hidden"])
        assert not [n for n, v in row["shown"].items() if n.startswith(PEOPLE_COUNTS) and 0 < v < 5]


def test_exact_counts_are_marked_and_not_kept(county):
    shown = measure(county, ask(exact_counts="yes"))
    assert not shown.protected and any("Exact counts" in note for note in shown.notes)
    assert not (county.path / "kept").exists()


def test_a_period_that_leaves_a_few_people_over_is_refused(tmp_path):
    county = store(tmp_path, few_in_december())
    measure(county, ask())
    with pytest.raises(TooSmall, match="2013, follow-up 12m"):
        measure(county, ask(cohort="2013-01..2013-11"))
    assert len(kept_files(county)) == 1


def test_two_at_once_do_not_slip_past_each_other(tmp_path):
    county = store(tmp_path, few_in_december())
    questions = [ask(), ask(cohort="2013-01..2013-11")]
    with ThreadPoolExecutor(2) as pool:
        told = [
            future.exception() for future in [pool.submit(measure, county, q) for q in questions]
        ]
    assert sorted(type(error).__name__ for error in told) == ["NoneType", "TooSmall"]


def test_a_store_that_cannot_be_written_says_that_nothing_was_kept(county):
    (county.path / "kept").write_text("not a folder")
    assert NOT_KEPT in measure(county, ask()).notes


def test_what_was_kept_goes_along_only_with_the_same_data(county, tmp_path):
    measure(county, ask())
    for store_id, carried in ((county.store_id, 1), ("other data", 0)):
        fresh = tmp_path / f"fresh {store_id}"
        fresh.mkdir()
        with kept.carried_over(county.path, fresh, store_id):
            pass
        assert len(list(fresh.glob("kept/*.json"))) == carried


def test_a_broken_kept_file_stops_the_measure_with_a_clear_error(county):
    measure(county, ask())
    for path in (county.path / "kept").glob("*.json"):
        path.write_text("{")
    with pytest.raises(StoreProblem, match="cannot be read"):
        measure(county, ask())


def few_in_december() -> InMemory:
    """120 people convicted in the spring, three in December; every third of them reoffended."""
    tables: dict[str, list[dict[str, Any]]] = {"people": [], "sanctions": [], "offences": []}
    for number in range(123):
        index = days(date(2013, 12, 5) if number < 3 else date(2013, 4, 1))
        person = {"person_id": number}
        tables["people"].append(person | {"born": "1980-01-01", "sex": "male"})
        tables["sanctions"].append(person | {"id": 1, "date": index, "disposal": "fine"})
        if number % 3 == 0:
            again = {"date": index + 100, "proven": index + 150, "sanction": None}
            tables["offences"].append(person | again)
    return InMemory(**tables)
