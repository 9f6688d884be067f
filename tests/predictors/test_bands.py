"""Bands of scores, worked out here or entered; a figure that a score cannot be is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest

from throughgate.common.errors import WrongUse
from throughgate.predictors.bands import Band, band

BANDS = """
    ogrs3 | 1 low | 49 low | 50 medium | 74 medium | 75 high | 89 high | 90 very_high | 99 very_high
    arp   | 0 low | 49.99 low | 50 medium | 74.99 medium | 75 high | 89.99 high | 90 very_high
    vrp   | 0 low | 29.99 low | 30 medium | 59.99 medium | 60 high | 79.99 high | 80 very_high
    svrp  | 0 low | 0.99 low | 1 medium | 2.99 medium | 3 high | 6.89 high | 6.9 very_high
    csrp  | 0 low | 0.99 low | 1.00 medium | 2.99 medium | 3 high | 6.89 high | 6.90 very_high
"""
rows = [
    (line.split("|")[0].strip(), *cell.split())
    for line in BANDS.strip().splitlines()
    for cell in line.split("|")[1:]
]


@pytest.mark.parametrize(("score", "percent", "expected"), rows)
def test_a_band_begins_at_its_lower_bound(score: str, percent: str, expected: str) -> None:
    assert band(score, Decimal(percent)) == Band(expected)


@pytest.mark.parametrize(
    ("score", "percent", "said"),
    [
        ("ogrs3", "0", "OGRS3 is 0, and can only be from 1 to 99 percent. Check the figure"),
        ("ogrs3", "50.5", "given with at most 0 decimals"),
        ("arp", "100", "can only be from 0 to 99.99 percent"),
        ("csrp", "-0.01", "CSRP is -0.01, and can only be"),
        ("csrp", "NaN", "CSRP is NaN"),
        ("csrp", "1.234", "given with at most 2 decimals. Enter it as the other system shows it"),
        ("osp", "1", "“osp” has no bands here. There is: ogrs3, arp, vrp, svrp, csrp"),
    ],
)
def test_a_figure_that_it_cannot_be_is_refused(score: str, percent: str, said: str) -> None:
    with pytest.raises(WrongUse, match=said):
        band(score, Decimal(percent))
