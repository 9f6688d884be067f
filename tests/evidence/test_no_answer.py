"""What cannot be answered says why, and what to do next."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.histories import InMemory

from throughgate.common.errors import NoAnswer, WrongUse
from throughgate.evidence.measure import exact
from throughgate.evidence.request import Request
from throughgate.evidence.result import Result

FINED = [{"person_id": n, "id": 1, "date": "2013-03-01", "disposal": "fine"} for n in range(9)]
PEOPLE: list[dict[str, Any]] = [
    {"person_id": n, "born": "1980-01-01", "area": "A"} for n in range(9)
]


def store(**given: Any) -> InMemory:
    return InMemory(**{"people": PEOPLE, "sanctions": FINED, **given})


def ask(of: InMemory, **words: Any) -> Result:
    return exact(of, Request.parse(**{"cohort": "2013", **words}))


def test_nobody_in_the_cohort() -> None:
    with pytest.raises(
        NoAnswer, match=r"Nobody is in the cohort 2015.*non-custodial.*begin on 1990"
    ):
        ask(store(), cohort="2015")


def test_a_column_that_does_not_exist_lists_those_that_do_and_the_nearest() -> None:
    with pytest.raises(
        WrongUse, match=r"“ages_band”.*mean age_band.*There is: sex, ethnicity, area"
    ):
        ask(store(), by="ages_band")


def test_too_many_groups() -> None:
    areas = [{"person_id": n, "born": None, "area": f"A{n}"} for n in range(3000)]
    with pytest.raises(WrongUse, match="Group by fewer columns"):
        ask(store(people=areas), by="area,age_band,category")


def test_a_period_not_yet_complete_says_when_it_will_be() -> None:
    early = store(complete_to=date(2015, 7, 1))  # 31 December 2013 + 365 + 183 days is a day later
    with pytest.raises(
        NoAnswer, match=r"2013 is not complete yet.*2 July 2015.*to 1 July 2015.*--incomplete"
    ):
        ask(early)
    shown = ask(early, incomplete=True)
    assert not shown.complete
    assert any(note.startswith("Not complete") for note in shown.notes)
    assert ask(store(complete_to=date(2015, 7, 2))).complete


def test_a_recording_lag_is_said_under_90_days() -> None:
    def lag(day: date) -> bool:
        return any("Late recording" in note for note in ask(store(complete_to=day)).notes)

    assert lag(date(2015, 9, 29))  # 89 days
    assert not lag(date(2015, 9, 30))  # 90 days


def test_history_cut_off_unless_earlier_history_is_given() -> None:
    def cut(of: InMemory) -> bool:
        return any("History is cut off" in note for note in ask(of).notes)

    assert cut(store(begins=date(2003, 1, 2)))
    assert not cut(store(begins=date(2003, 1, 1)))
    given = [{**person, "previous_sanctions": 0} for person in PEOPLE]
    assert not cut(store(begins=date(2003, 1, 2), people=given))


def test_a_store_without_a_statement_says_so_first() -> None:
    assert ask(store()).notes[0].startswith("Source not stated")
    assert not ask(store(statement={"whose": "ours"})).notes[0].startswith("Source")


def test_people_refused_or_without_an_age_are_counted_and_said() -> None:
    people = [*PEOPLE[:7], {"person_id": 7, "born": "2010-01-01"}, {"person_id": 8, "born": None}]
    result = ask(store(people=people), exact_counts=True)
    assert result.total["people"] == 8
    assert result.row(age_group="unknown")["people"] == 1
    assert any(note.startswith("1 refused: under 10") for note in result.notes)
    assert any(note.startswith("1 without a date of birth") for note in result.notes)
    careful = ask(store(people=people)).notes
    assert any(note.startswith("fewer than 5 refused") for note in careful)


def test_every_term_is_marked_and_every_choice_is_there_for_machines() -> None:
    result = ask(store(), by="disposal,area", same_day=True)
    assert {term.mark for term in result.definition} == {"published", "ours"}
    assert all(term.source and term.choice for term in result.definition)
    assert result.choices["follow_up_days"] == 365
    assert result.choices["proof_days"] == 183
    assert result.choices["complete_to"] == "2100-01-01"
    assert any("Area is as in the people file" in note for note in result.notes)


def test_a_result_read_from_its_json_is_written_the_same() -> None:
    result = ask(store(), by="area", curve=True, at_risk=True)
    assert Result.from_dict(result.as_dict()).as_dict() == result.as_dict()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"cohort": "2013Q5"}, "not a period"),
        ({"cohort": "2014..2013"}, "ends before it begins"),
        ({"cohort": "2013", "trend": "2010..2012"}, "one of the two"),
        ({"cohort": ""}, "one of the two"),
        ({"trend": "2010-2012", "cohort": ""}, "2010..2020"),
        ({"follow_up": "12 months"}, "12m"),
        ({"follow_up": "0"}, "from a day to ten years"),
        ({"index": "relese"}, "Did you mean release"),
        ({"measure": "ni18"}, "proven, local, prolific"),
        ({"cohort": "2013-02..2013-03", "quarters": True}, "whole quarters"),
        ({"by": "sex,sex"}, "twice"),
        ({"trend": "2010..2012", "cohort": "", "curve": True}, "one cohort"),
        ({"measure": "prolific", "by": "sex"}, "one date"),
        ({"measure": "local", "quarters": "yes"}, "Leave them out"),
    ],
)
def test_words_not_understood(words: dict[str, Any], said: str) -> None:
    with pytest.raises(WrongUse, match=said):
        Request.parse(**{"cohort": "2013", **words})


def test_the_local_measure_has_no_index_event_to_divide_by() -> None:
    with pytest.raises(WrongUse, match="no index event"):
        ask(store(), measure="local", by="disposal")
    with pytest.raises(NoAnswer, match="last day of March"):
        ask(store(), measure="local", cohort="2013-02")


@pytest.mark.parametrize(
    ("text", "days"), [("3m", 91), ("6m", 183), ("9m", 274), ("18m", 548), ("2y", 730), ("40d", 40)]
)
def test_lengths_in_days(text: str, days: int) -> None:
    assert Request.parse(cohort="2013", follow_up=text).follow_up.days == days


def test_the_same_words_give_the_same_request() -> None:
    request = Request.parse(trend="2010Q3..2012Q1", by="sex,area", same_day="yes", measure="local")
    assert Request.parse(**request.words()) == request
    assert [cohort.label for cohort in request.cohorts][:2] == ["2010Q3", "2010Q4"]
