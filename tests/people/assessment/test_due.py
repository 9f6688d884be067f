"""Which assessment is due, by when and why; and what a draft goes on as when somebody moves."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.people.assessment.world import DAY, World
from throughgate.people.assessment.due.rules import Due, Known, Why, due, goes_on, offered
from throughgate.people.assessment.rules import Kind
from throughgate.people.person.moves.rules import Place

FRIDAY = date(2027, 3, 5)
WEEK = timedelta(days=7)
K, P = Kind, Place


def inside(**parts: object) -> Known:
    return Known(**{"place": P.CUSTODY, "since": FRIDAY, "sentence_days": 200, **parts})  # type: ignore[arg-type]


CASES = {
    "on reception, in three working days": (inside(), [(K.IMMEDIATE_NEEDS, date(2027, 3, 10), Why.RECEIVED)]),
    "on remand the short set": (inside(place=P.REMAND, sentence_days=None), [(K.SHORT_STAY, date(2027, 3, 10), Why.RECEIVED)]),
    "for under 28 days the short set": (inside(sentence_days=27), [(K.SHORT_STAY, date(2027, 3, 10), Why.RECEIVED)]),
    "for 28 days the full one": (inside(sentence_days=28), [(K.IMMEDIATE_NEEDS, date(2027, 3, 10), Why.RECEIVED)]),
    "signed since reception, nothing": (inside(signed={K.IMMEDIATE_NEEDS: FRIDAY}), []),
    "84 days before release, by the working day before it": (
        inside(release=FRIDAY + 12 * WEEK, signed={K.IMMEDIATE_NEEDS: FRIDAY}),
        [(K.PRE_RELEASE, date(2027, 5, 27), Why.RELEASE_NEAR)],
    ),
    "85 days before release, not yet": (
        inside(release=FRIDAY + 12 * WEEK + timedelta(days=1), signed={K.IMMEDIATE_NEEDS: FRIDAY}), [],
    ),
    "after a transfer from another prison, since reception": (
        inside(since=FRIDAY, received=FRIDAY - WEEK), [(K.IMMEDIATE_NEEDS, date(2027, 3, 3), Why.RECEIVED)],
    ),
    "signed in the prison before the transfer, nothing": (
        inside(since=FRIDAY, received=FRIDAY - WEEK, signed={K.IMMEDIATE_NEEDS: FRIDAY - WEEK}), [],
    ),
    "an order began": (Known(P.ORDER, FRIDAY), [(K.START_OF_ORDER, date(2027, 3, 30), Why.BEGAN)]),
    "released on licence": (Known(P.LICENCE, FRIDAY), [(K.REVIEW, date(2027, 3, 30), Why.BEGAN)]),
    "an order that ends in four weeks": (
        Known(P.ORDER, FRIDAY - 20 * WEEK, ends=FRIDAY + 4 * WEEK, signed={K.START_OF_ORDER: FRIDAY - 19 * WEEK}),
        [(K.EXIT, FRIDAY + 4 * WEEK, Why.ENDS_SOON)],
    ),
    "six months after the last": (
        Known(P.ORDER, date(2026, 8, 1), signed={K.START_OF_ORDER: date(2026, 9, 5)}),
        [(K.REVIEW, date(2027, 3, 5), Why.LAST_WAS_LONG_AGO)],
    ),
    "under no sentence, nothing": (Known(P.NONE, FRIDAY), []),
    "where nobody said where they are, nothing": (Known(), []),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_is_due(case: str) -> None:
    known, expected = CASES[case]
    found = due(known, today=FRIDAY)
    assert [(each.kind, each.by, each.why) for each in found] == expected


def test_late_things_come_first_and_are_offered() -> None:
    known = inside(since=FRIDAY - 3 * WEEK, release=FRIDAY + WEEK)
    found = due(known, today=FRIDAY)
    assert [each.kind for each in found] == [K.IMMEDIATE_NEEDS, K.PRE_RELEASE]
    assert isinstance(found[0], Due) and offered(known, today=FRIDAY) is K.IMMEDIATE_NEEDS
    assert offered(Known(P.LICENCE, FRIDAY, signed={K.REVIEW: FRIDAY}), today=FRIDAY) is K.REVIEW


@pytest.mark.parametrize(
    ("place", "kind", "after"),
    [
        (P.RECALL, K.REVIEW, K.IMMEDIATE_NEEDS),
        (P.RECALL, K.IMMEDIATE_NEEDS, None),
        (P.REMAND, K.START_OF_ORDER, K.SHORT_STAY),
        (P.LICENCE, K.PRE_RELEASE, K.REVIEW),
        (P.LICENCE, K.REVIEW, None),
        (P.HOSPITAL, K.REVIEW, None),
    ],
)
def test_a_draft_goes_on_after_a_move(place: Place, kind: Kind, after: Kind | None) -> None:
    known = Known(place, FRIDAY, sentence_days=200)
    before = FRIDAY - timedelta(days=1)
    assert goes_on(known, kind, started=before, today=FRIDAY) is after
    assert goes_on(known, kind, started=FRIDAY, today=FRIDAY) is None


@pytest.mark.parametrize("place", [P.RECALL, P.REMAND])
def test_a_draft_goes_on_as_it_is_after_a_transfer_or_hospital(place: Place) -> None:
    known = Known(place, FRIDAY, received=FRIDAY - WEEK, sentence_days=200)
    assert goes_on(known, K.REVIEW, started=FRIDAY - 2 * DAY, today=FRIDAY) is None
    assert goes_on(known, K.REVIEW, started=FRIDAY - 2 * WEEK, today=FRIDAY) is not None


def test_only_who_carries_out_the_sentence_is_told_what_is_due(world: World) -> None:
    """A treatment service sees a part of what was done, or nothing: it may start one, and is not told to."""
    for at, told in (("prison", True), ("treatment", False)):
        page = world.browser(at).get("person-needs").content.decode()
        assert ("Start: Immediate needs" in page) is told
        chosen = world.browser(at).boxes("start-assessment")["kind"]
        assert chosen == ("immediate_needs" if told else "review")
