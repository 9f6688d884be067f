"""A smoke test of coverage: 200 sets a case, with the bounds that chance allows. `make coverage` runs 2,000."""

from __future__ import annotations

import pytest
from tests import coverage


@pytest.mark.parametrize("case", coverage.CASES, ids=lambda case: case.name)
def test_intervals_hold_the_truth(case: coverage.Case) -> None:
    found = coverage.tried(case, 200)
    assert 0.91 <= found.inside <= 0.985
    assert abs(found.error) < 0.3
