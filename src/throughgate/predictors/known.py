"""What a score is worked out from: what is known of one person, in completed years and counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from throughgate.common.dates import add_months, long
from throughgate.common.errors import WrongUse
from throughgate.predictors.numbers import number
from throughgate.predictors.offences import Offence


class Sex(StrEnum):
    """As in the published models, which know two; a person whose sex is unknown gets no score."""

    FEMALE = "female"
    MALE = "male"


@dataclass(frozen=True)
class Known:
    """One person, as a score sees them. None: not known.

    `age`: at the start of follow-up, by the rule of the score (`Record` works it out). `sanctions`: days
    with a conviction or caution up to and with the current one. `sanctions_for_violence`: needed by VRP
    and SVRP only. `offence_free_months`: in the community since the start of follow-up; 0 in a cohort.
    """

    sex: Sex | None
    age: int | None
    age_at_conviction: int | None
    age_at_first_sanction: int | None
    sanctions: int
    offence: Offence | None
    sanctions_for_violence: int | None = None
    offence_free_months: int = 0

    @property
    def career(self) -> int:
        """Years of the criminal career: from the first sanction to the current conviction."""
        assert self.age_at_conviction is not None and self.age_at_first_sanction is not None
        return self.age_at_conviction - self.age_at_first_sanction


@dataclass(frozen=True)
class Record:
    """The same in days, as a practitioner has it: `for_ogrs3()` and `for_two_year()` count the years."""

    sex: Sex | None
    born: date
    first_sanctioned: date
    convicted: date
    follow_up_from: date
    assessed: date
    sanctions: int
    offence: Offence | None
    sanctions_for_violence: int | None = None

    def __post_init__(self) -> None:
        _check_order(self)
        _check_count(self)

    def for_ogrs3(self) -> Known:
        """Age at the start of follow-up, or at the assessment where that start is old or still to come."""
        return self._known(self.age_from_for_ogrs3, 0)

    def for_two_year(self) -> Known:
        """Age at the start of follow-up; whole months since, none where it is still to come."""
        return self._known(self.follow_up_from, whole_months(self.follow_up_from, self.assessed))

    @property
    def age_from_for_ogrs3(self) -> date:
        """The day whose age OGRS3 takes. A start exactly 24 months ago is still the start."""
        last = add_months(self.follow_up_from, int(number("ogrs3_late_start")))
        old, to_come = last < self.assessed, self.follow_up_from > self.assessed
        return self.assessed if old or to_come else self.follow_up_from

    def _known(self, age_on: date, months: int) -> Known:
        return Known(
            sex=self.sex,
            age=completed_years(self.born, age_on),
            age_at_conviction=completed_years(self.born, self.convicted),
            age_at_first_sanction=completed_years(self.born, self.first_sanctioned),
            sanctions=self.sanctions,
            offence=self.offence,
            sanctions_for_violence=self.sanctions_for_violence,
            offence_free_months=months,
        )


def completed_years(born: date, on: date) -> int:
    """Age in completed years. Born on 29 February: a year older on 1 March."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def whole_months(since: date, until: date) -> int:
    """Completed months between two days; 0 where the second comes first."""
    months = (until.year - since.year) * 12 + until.month - since.month - (until.day < since.day)
    return max(months, 0)


def _check_order(record: Record) -> None:
    days = {
        "first conviction or caution": record.first_sanctioned,
        "current conviction": record.convicted,
        "start of follow-up": record.follow_up_from,
        "assessment": record.assessed,
    }
    for what, day in days.items():
        if day < record.born:
            raise WrongUse(
                f"The {what} ({long(day)}) is before the birth date ({long(record.born)}). "
                "Correct whichever of the two is wrong."
            )
    if record.first_sanctioned > record.convicted:
        raise WrongUse(
            f"The first conviction or caution ({long(record.first_sanctioned)}) is after the current conviction "
            f"({long(record.convicted)}). Correct whichever of the two is wrong."
        )


def _check_count(record: Record) -> None:
    """Sanctions are days, the first and the current one among them."""
    days = (record.convicted - record.first_sanctioned).days
    if record.sanctions == 1 and days:
        raise WrongUse(
            f"One conviction or caution is given, yet the first ({long(record.first_sanctioned)}) and the current one "
            f"({long(record.convicted)}) are on different days. Count both, or correct the first."
        )
    if record.sanctions > days + 1:
        raise WrongUse(
            f"{record.sanctions:,} convictions and cautions do not fit between the first ({long(record.first_sanctioned)}) "
            f"and the current one ({long(record.convicted)}): several on one day count as one. "
            "Count the days again, or correct the first."
        )
