"""What to leave with: how far each is, from the plan or as a worker said, and what is missing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.spec.table import rows
from throughgate.people.assessment.catalogue import rules as catalogue
from throughgate.people.plan.rules import StepState
from throughgate.people.release.essentials import rules
from throughgate.people.release.essentials.rules import State
from throughgate.privacy.access import lists

TODAY = date(2026, 11, 26)
DAY = timedelta(days=1)
EVERYTHING = {each.section for each in rules.essentials(TODAY)}

STATES = """
    steps                   || state
                            || not_known
    no_longer               || not_needed
    not_started             || to_do
    cannot_yet              || to_do
    not_started no_longer   || to_do
    in_progress             || under_way
    done not_started        || under_way
    done cannot_yet         || under_way
    done                    || ready
    done no_longer          || ready
"""


@pytest.mark.parametrize(("given_", "found"), rows(STATES)[2], ids=str)
def test_what_the_steps_say(given_: dict[str, str], found: dict[str, str]) -> None:
    steps = [StepState(each) for each in given_["steps"].split()]
    assert rules.state_of(steps) == found["state"]


def test_each_points_to_needs_and_sections_that_there_are() -> None:
    for each in rules.essentials(TODAY):
        assert set(each.needs) <= set(catalogue.needs(TODAY))
        assert each.section in lists.on("sections", TODAY)
    assert len(rules.load(rules.PACKAGE)["identity_papers"].latest) == 8


def test_ready_by_the_plan_or_by_a_worker_who_counts_first() -> None:
    steps = {"finance.bank": [StepState.DONE], "finance.identity": [StepState.DONE]}
    said = {"identity": State.TO_DO, "phone": State.NOT_NEEDED}
    found = {
        each.essential.code: each
        for each in rules.readiness(TODAY + 3 * DAY, steps, said, sees=EVERYTHING, today=TODAY)
    }
    assert found["bank"].state is State.READY and not found["bank"].missing
    assert found["identity"].state is State.TO_DO and found["identity"].late
    assert not found["phone"].missing
    assert found["clothes"].missing and not found["clothes"].late
    left = rules.missing(found.values())
    assert {each.essential.code for each in left} == set(found) - {"bank", "phone"}
    assert [each.due for each in left] == sorted(each.due for each in left)


TREATMENT = """
    handover    | overdose | settled             || state
                |          |                     || not_known
                |          | handover            || not_known
                |          | handover,overdose   || ready
    done        |          |                     || under_way
    done        |          | overdose            || ready
    done        | done     |                     || ready
    no_longer   |          | overdose            || not_needed
    not_started | done     |                     || under_way
"""


@pytest.mark.parametrize(("given_", "found"), rows(TREATMENT)[2], ids=str)
def test_one_that_serves_two_needs_is_there_when_both_are(
    given_: dict[str, str], found: dict[str, str]
) -> None:
    steps = {
        f"drugs_alcohol.{need}": [StepState(given_[need])]
        for need in ("handover", "overdose")
        if given_[need]
    }
    settled = {f"drugs_alcohol.{need}" for need in given_["settled"].split(",")}
    told = rules.readiness(TODAY, steps, {}, settled=settled, sees={"health"}, today=TODAY)
    assert {each.essential.code: each.state for each in told}["treatment"] == found["state"]


def test_a_reader_sees_the_essentials_of_their_sections() -> None:
    found = rules.readiness(TODAY, {}, {}, sees={"needs:finance"}, today=TODAY)
    assert [each.essential.code for each in found] == ["identity", "bank", "income"]


WORD = """
    holders             | own || by
    1:prison 2:probation | 1  || 1
    1:prison 2:probation | 2  || 1
    1:prison 2:probation | 3  || 1
    1:prison 4:prison    | 4  || 4
    1:prison 4:prison    | 2  || 1 4
    2:probation          | 2  || 2
    2:probation 5:health | 3  || 2 5
    2:                   | 3  || 2
"""


@pytest.mark.parametrize(("given_", "found"), rows(WORD)[2], ids=str)
def test_whose_word_counts(given_: dict[str, str], found: dict[str, str]) -> None:
    holders = [
        (int(n), kind) for n, _, kind in (o.partition(":") for o in given_["holders"].split())
    ]
    by = rules.prepared_by(holders, int(given_["own"]), today=TODAY)
    assert by == {int(each) for each in found["by"].split()}


@given(
    told=st.sets(st.sampled_from(sorted(EVERYTHING | {"plan"}))),
    said=st.dictionaries(
        st.sampled_from([each.code for each in rules.essentials(TODAY)]), st.sampled_from(State)
    ),
    days=st.integers(-5, 90),
)
def test_what_is_not_told_is_never_late_or_missing_and_what_is_told_is_as_before(
    told: set[str], said: dict[str, State], days: int
) -> None:
    day = TODAY + days * DAY
    asked = {"sees": EVERYTHING, "today": TODAY}
    known = rules.readiness(day, {}, said, told=told.__contains__, **asked)
    every = rules.readiness(day, {}, said, **asked)
    for one, whole in zip(known, every, strict=True):
        assert one.shared == rules.is_shared(
            one.essential, told.__contains__, said=one.essential.code in said
        )
        assert one == whole if one.shared else not (one.late or one.missing)
