"""Small numbers of the prolific measure."""

from __future__ import annotations

import pytest

from throughgate.evidence.prolific_shown import CHANGES, MEANS, hidden
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
