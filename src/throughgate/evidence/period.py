"""Periods of index days: 2023, 2023Q2, 2022-04..2023-03, one day, and trends such as 2010..2020."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from throughgate.common.dates import iso, long
from throughgate.common.errors import WrongUse

HOW = "Write a year (2023), a quarter (2023Q2), months (2022-04..2023-03) or a day (2023-03-31)."
LAST_OF_QUARTER = (3, 6, 9, 12)


@dataclass(frozen=True, order=True)
class Period:
    """Whole days from `first` to `last`, both inside."""

    first: date
    last: date
    label: str

    @property
    def words(self) -> str:
        if self.first == self.last:
            return long(self.first)
        return f"{long(self.first)} to {long(self.last)}"

    def quarters(self) -> tuple[Period, ...]:
        """The periods of three months it is made of."""
        parts, first = [], self.first
        while first <= self.last:
            following = _month_after(first, 3)
            parts.append(Period(first, following - timedelta(1), _quarter_label(first)))
            first = following
        if self.first.day != 1 or parts[-1].last != self.last:
            raise WrongUse(
                f"{self.label} is not made of whole quarters, so quarters cannot be added up. "
                "Choose a year, or any run of 3, 6, 9 or 12 whole months."
            )
        return tuple(parts)

    def ends_of_quarters(self) -> tuple[date, ...]:
        """The last days of March, June, September and December inside it."""
        ends = (
            _month_after(date(year, month, 1), 1) - timedelta(1)
            for year in range(self.first.year, self.last.year + 1)
            for month in LAST_OF_QUARTER
        )
        return tuple(day for day in ends if self.first <= day <= self.last)


def parse(text: str) -> Period:
    """One period, from its usual ways of writing."""
    text = text.strip().upper()
    first, dots, last = text.partition("..")
    begin, end = _one(first, text), _one(last, text) if dots else _one(first, text)
    if end.last < begin.first:
        raise WrongUse(f"The cohort {text} ends before it begins. Write the earlier part first.")
    return Period(begin.first, end.last, text)


def parse_trend(text: str) -> tuple[Period, ...]:
    """Every year of 2010..2020, or every quarter of 2010Q1..2012Q4; one cohort each."""
    first, dots, last = text.strip().upper().partition("..")
    for pattern, step in ((r"\d{4}", _next_year), (r"\d{4}Q[1-4]", _next_quarter)):
        if dots and re.fullmatch(pattern, first) and re.fullmatch(pattern, last):
            return _run(text, _one(first, text), _one(last, text), step)
    raise WrongUse(
        f"The trend is “{text}”. Write the first and the last year (2010..2020) "
        "or the first and the last quarter (2010Q1..2012Q4)."
    )


def _run(
    text: str, begin: Period, end: Period, step: Callable[[Period], Period]
) -> tuple[Period, ...]:
    if end.first < begin.first:
        raise WrongUse(f"The trend {text} ends before it begins. Write the earlier part first.")
    cohorts = [begin]
    while cohorts[-1].last < end.last:
        cohorts.append(step(cohorts[-1]))
    return tuple(cohorts)


def _one(part: str, whole: str) -> Period:
    if match := re.fullmatch(r"(\d{4})", part):
        return _year(_sane(int(match[1]), whole))
    if match := re.fullmatch(r"(\d{4})Q([1-4])", part):
        return _quarter(_sane(int(match[1]), whole), int(match[2]))
    if match := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", part):
        first = date(_sane(int(match[1]), whole), int(match[2]), 1)
        return Period(first, _month_after(first, 1) - timedelta(1), part)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", part):
        day = iso(part, what="The cohort")
        return Period(day, day, part)
    raise WrongUse(f"The cohort is “{whole}”, which is not a period. {HOW}")


def _sane(year: int, whole: str) -> int:
    if not 1900 <= year <= 2200:
        raise WrongUse(f"The cohort is “{whole}”, but the year {year} cannot be meant. {HOW}")
    return year


def _year(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31), str(year))


def _quarter(year: int, quarter: int) -> Period:
    first = date(year, 3 * quarter - 2, 1)
    return Period(first, _month_after(first, 3) - timedelta(1), f"{year}Q{quarter}")


def _next_year(period: Period) -> Period:
    return _year(period.first.year + 1)


def _next_quarter(period: Period) -> Period:
    following = _month_after(period.first, 3)
    return _quarter(following.year, (following.month + 2) // 3)


def _quarter_label(first: date) -> str:
    if first.month % 3 == 1:
        return f"{first.year}Q{(first.month + 2) // 3}"
    last = _month_after(first, 2)
    return f"{first:%Y-%m}..{last:%Y-%m}"


def _month_after(first: date, months: int) -> date:
    total = first.year * 12 + first.month - 1 + months
    return date(total // 12, total % 12 + 1, 1)
