"""Spec rows of the rights: every cell of every table of states, and every clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from throughgate.common.values import load
from throughgate.people.rights.breaches import rules as breaches
from throughgate.people.rights.complaints import rules as complaints
from throughgate.people.rights.corrections import rules as corrections
from throughgate.people.rights.deletion import rules as deletion
from throughgate.people.rights.requests import rules as requests
from throughgate.people.rights.requests.rules import Decision, Mark, Pause, Progress
from throughgate.people.rights.watch import rules as watch

D = date.fromisoformat
TODAY = D("2027-03-05")

# From each state down to each state across: x may.
MOVES = {
    requests: """
                 received identity collecting approval approved given refused withdrawn
        received     -        x        x          -        -      -      x        x
        identity     -        -        x          -        -      -      x        x
        collecting   -        -        -          x        -      -      x        x
        approval     -        -        x          -        x      -      -        x
        approved     -        -        x          -        -      x      -        x
        given        -        -        -          -        -      -      -        -
        refused      -        -        -          -        -      -      -        -
        withdrawn    -        -        -          -        -      -      -        -
    """,
    complaints: """
                     received acknowledged answered withdrawn
        received         -         x          -         x
        acknowledged     -         -          x         x
        answered         -         -          -         -
        withdrawn        -         -          -         -
    """,
    corrections: """
                  asked corrected stands withdrawn
        asked       -       x        x       x
        corrected   -       -        -       -
        stands      -       x        -       x
        withdrawn   -       -        -       -
    """,
    breaches: """
                     found not_reported reported closed
        found          -        x           x       -
        not_reported   -        -           x       x
        reported       -        -           -       x
        closed         -        -           -       -
    """,
    deletion: """
                  announced held off done
        announced     -       x   x    x
        held          x       -   x    -
        off           -       -   -    -
        done          -       -   -    -
    """,
}


@pytest.mark.parametrize("topic", MOVES, ids=lambda topic: topic.__name__.split(".")[-2])
def test_every_cell_of_the_table_of_states(topic) -> None:
    head, *rows = [line.split() for line in MOVES[topic].strip().splitlines()]
    assert head == [state.value for state in topic.State] == [row[0] for row in rows]
    for start, *marks in rows:
        for end, mark in zip(head, marks, strict=True):
            assert topic.may_move(topic.State(start), topic.State(end)) is (mark == "x"), (
                start,
                end,
            )


# received, proof asked – came, longer: due
CLOCKS = """
    2027-03-05 -                       -   2027-04-05
    2027-01-31 -                       -   2027-03-01
    2028-01-31 -                       -   2028-02-29
    2026-11-25 -                       -   2026-12-29
    2027-03-05 2027-03-08..2027-03-15  -   2027-04-12
    2027-03-05 2027-03-08..            -   stands still
    2027-03-05 -                       yes 2027-06-07
"""


@pytest.mark.parametrize("row", CLOCKS.strip().splitlines(), ids=str.strip)
def test_the_month_in_which_a_person_is_answered(row: str) -> None:
    """28 February 2027 is a Sunday; 25 to 28 December 2026 are Christmas and a weekend; 5 June 2027 is a Saturday."""
    received, awaited, longer, due = row.split(maxsplit=3)
    pauses = []
    if awaited != "-":
        asked, _, came = awaited.partition("..")
        pauses = [Pause(D(asked), D(came) if came else None)]
    found = requests.clock(D(received), pauses, longer=longer == "yes", today=TODAY).due
    assert found == (None if due == "stands still" else D(due))


def test_two_waits_for_proof_are_added() -> None:
    pauses = [Pause(D("2027-03-08"), D("2027-03-09")), Pause(D("2027-03-10"), D("2027-03-12"))]
    assert requests.clock(TODAY, pauses, today=TODAY).due == D("2027-04-08")


@pytest.mark.parametrize(
    ("today", "days", "late"),
    [("2027-04-05", 0, False), ("2027-04-02", 1, False), ("2027-04-06", -1, True)],
)
def test_what_is_left_is_said_in_working_days(today: str, days: int, late: bool) -> None:
    found = requests.clock(D("2027-03-05"), today=D(today))
    assert (found.working_days, found.late) == (days, late)


@pytest.mark.parametrize(
    ("progress", "count"),
    [((0, 0, 0), 1), ((2, 1, 0), 1), ((2, 1, 3), 2), ((2, 2, 1), 1), ((2, 2, 0), 0)],
)
def test_what_is_missing_before_a_second_person_looks(progress, count: int) -> None:
    assert len(requests.missing_for_approval(Progress(*progress))) == count


# decision, mark, exemption, why, words taken out: faults
DECISIONS = [
    (Decision.RELEASED, None, "", "", [], 0),
    (Decision.RELEASED, Mark.VICTIM, "", "", [], 1),
    (Decision.RELEASED, Mark.VICTIM, "", "She agreed", [], 0),
    (Decision.REDACTED, None, "third_party", "", ["her name"], 0),
    (Decision.REDACTED, None, "third_party", "", [], 1),
    (Decision.REDACTED, None, "", "", ["her name"], 1),
    (Decision.REDACTED, Mark.FREE_TEXT, "third_party", "", ["her name"], 0),
    (Decision.WITHHELD, None, "third_party", "", [], 0),
    (Decision.WITHHELD, None, "because", "", [], 1),
    (Decision.OPEN, None, "", "", [], 0),
]


@pytest.mark.parametrize("row", DECISIONS, ids=lambda row: f"{row[0]} {row[1]} {row[5]}")
def test_what_a_decision_on_an_item_needs(row) -> None:
    decision, mark, exemption, why, removed, count = row
    faults = requests.decision_faults(
        decision, mark=mark, exemption=exemption, why=why, removed=removed
    )
    assert len(faults) == count


def test_every_mark_has_an_exemption_that_is_published() -> None:
    assert set(requests.USUAL) == set(Mark)
    assert set(requests.USUAL.values()) <= set(
        load("throughgate.people.rights")["exemptions"].latest
    )


@pytest.mark.parametrize(
    ("text", "passages", "left"),
    [
        ("Rang Ann Lee. ann lee rang back.", ["Ann Lee"], "Rang […]. […] rang back."),
        ("Rang Ann\nLee.", ["ann lee"], "Rang […]."),
        ("Ann Lee and Ann.", ["Ann", "Ann Lee"], "[…] and […]."),
        ("Owes £5 (to Ann).", ["(to Ann)"], "Owes £5 […]."),
        ("Nothing", [" "], "Nothing"),
    ],
)
def test_words_taken_out_are_gone_wherever_they_are(text, passages, left) -> None:
    assert requests.redact([text, "else"], passages) == [left, "else"]


def test_words_that_are_not_there_are_refused() -> None:
    with pytest.raises(LookupError, match="Anne"):
        requests.redact(["Rang Ann", "Ann"], ["Anne"])


def test_a_complaint_is_acknowledged_in_thirty_days() -> None:
    assert complaints.acknowledge_by(TODAY) == D("2027-04-04")
    state = complaints.State.RECEIVED
    assert not complaints.late(state, TODAY, today=D("2027-04-04"))
    assert complaints.late(state, TODAY, today=D("2027-04-05"))
    assert not complaints.late(complaints.State.ACKNOWLEDGED, TODAY, today=D("2027-05-05"))


def test_a_correction_is_answered_in_a_month_and_its_statement_shown_until_put_right() -> None:
    assert corrections.answer_by(TODAY) == D("2027-04-05")
    beside = [state.value for state in corrections.State if corrections.shown_beside(state)]
    assert beside == ["asked", "stands"]


@pytest.mark.parametrize(
    ("hours", "left", "late"), [(0, 72, False), (71.5, 0, False), (72, 0, False), (73, 0, True)]
)
def test_a_breach_is_reported_in_72_hours(hours: float, left: int, late: bool) -> None:
    found = datetime(2027, 3, 26, 12, tzinfo=UTC)  # over the night on which the clocks change
    clock = breaches.clock(found, now=found + timedelta(hours=hours))
    assert (clock.hours_left, clock.late) == (left, late)
    assert breaches.needs_reason_for_delay(found, found + timedelta(hours=hours)) is late


# last involvement ended, held, announced on: what the job does on 5 March 2027
STEPS = """
    -          no  -          nothing
    -          no  2027-03-01 call off
    2025-01-01 no  -          nothing
    2021-04-05 no  -          nothing
    2021-04-04 no  -          announce
    2019-01-01 no  -          announce
    2021-03-05 no  2027-02-03 delete
    2021-03-06 no  2027-02-03 nothing
    2019-01-01 no  2027-02-04 nothing
    2019-01-01 no  2027-02-03 delete
    2019-01-01 yes 2027-02-03 hold
    2019-01-01 yes -          nothing
"""


@pytest.mark.parametrize("row", STEPS.strip().splitlines(), ids=str.strip)
def test_what_the_nightly_job_does(row: str) -> None:
    last_day, held, announced, step = row.split(maxsplit=3)
    known = deletion.Known(
        since=None if last_day == "-" else D(last_day),
        months=deletion.months_kept("record", TODAY),
        held=held == "yes",
        announced_on=None if announced == "-" else D(announced),
    )
    assert deletion.next_step(known, today=TODAY) == step


def test_looks_that_stand_out() -> None:
    assert watch.same_surname("Ó Brien", ["ó  brien"])
    assert not watch.same_surname("Brien", ["O'Brien"])
    assert watch.is_colleague({("Ann", "Lee")}, {("ann", "LEE"), ("Bo", "Low")})
    assert not watch.is_colleague({("Ann", "Lee")}, {("Bo", "Lee")})
    begun = datetime(2027, 3, 5, 9, tzinfo=UTC)

    def looks(count: int, minutes: int, again: int = 1) -> list[watch.Seen]:
        return [
            watch.Seen(person, begun + timedelta(minutes=minutes * n))
            for n, person in enumerate([uuid4() for _ in range(count)] * again)
        ]

    assert watch.many(looks(5, 1), most=5) is None
    assert watch.many(looks(5, 1, again=3), most=5) is None
    assert watch.many(looks(6, 1), most=5) == (begun, 6)
    assert watch.many(looks(6, 12), most=5) is None  # the sixth an hour after the first
    assert watch.many(looks(6, 11), most=5) == (begun, 6)
