"""Small numbers of the prolific measure."""

from __future__ import annotations

import pytest

from throughgate.common.errors import TooSmall
from throughgate.evidence.prolific_shown import CHANGES, MEANS, check_lengths, hidden
from throughgate.evidence.request import Request
from throughgate.evidence.result import Row
from throughgate.privacy.disclosure import limits

FIGURES = {"people": 0, "offences_before": 100, "offences_after": 50, **dict.fromkeys(CHANGES, 1.0)}


@pytest.mark.parametrize(
    ("people", "largest", "gone"),
    [
        (4, (5, 5), {*FIGURES, *MEANS}),
        (29, (5, 5), {*CHANGES, *MEANS}),
        (30, (5, 5), set()),
        (30, (25, 16), {"offences_after", *CHANGES}),  # two made over 80% of fifty
    ],
)
def test_few_people_and_few_who_made_most(people, largest, gone):
    figures = FIGURES | dict.fromkeys(MEANS, 300.0) | {"people": people}
    row = Row({}, figures, {"offences_before": (1, 1), "offences_after": largest})
    assert hidden(row, limits()) == gone


@pytest.mark.parametrize(("follow_up", "proof"), [("364d", ""), ("", "5m"), ("60d", "488d")])
def test_other_lengths_are_refused(follow_up, proof):
    """A year's offences less those of 364 days are one day's, of one or two people."""
    asked = Request.parse(cohort="2013", measure="prolific", follow_up=follow_up, proof=proof)
    with pytest.raises(TooSmall, match="Leave the lengths out"):
        check_lengths(asked)


@pytest.mark.parametrize(("follow_up", "proof"), [("", ""), ("12m", "6m"), ("365d", "183d")])
def test_the_usual_lengths_are_not(follow_up, proof):
    check_lengths(
        Request.parse(cohort="2013", measure="prolific", follow_up=follow_up, proof=proof)
    )
