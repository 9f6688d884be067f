"""Lengths of time written as 12m, 2y, 365d or 0, always turned into whole days: docs/methods/proven.md."""

from __future__ import annotations

import re
from dataclasses import dataclass

from throughgate.common.errors import WrongUse

WRITTEN = re.compile(r"(\d{1,4})([dmy])")
DAYS_A_YEAR, MONTHS_A_YEAR = 365, 12


@dataclass(frozen=True)
class Window:
    """A length of time: as written, and in days."""

    written: str
    days: int

    def __str__(self) -> str:
        return self.written


def parse(text: str, *, what: str) -> Window:
    """`12m`, `2y`, `365d`, or `0` for none. A month is 365 / 12 days; halves go up (6m is 183)."""
    text = text.strip().lower()
    if text == "0":
        return Window("0", 0)
    match = WRITTEN.fullmatch(text)
    if match is None:
        raise WrongUse(
            f"The {what} is “{text}”, which is not a length of time. "
            "Write months (12m), years (2y), days (365d), or 0 for none."
        )
    return Window(text, _days(int(match[1]), match[2]))


def _days(count: int, unit: str) -> int:
    if unit == "d":
        return count
    months = count * MONTHS_A_YEAR if unit == "y" else count
    return (2 * months * DAYS_A_YEAR + MONTHS_A_YEAR) // (2 * MONTHS_A_YEAR)
