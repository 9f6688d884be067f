"""What can be entered of a score, and the scores that facts give. The sums are those of `predictors`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from throughgate.common.dates import long
from throughgate.common.errors import WrongUse
from throughgate.predictors import ogrs3, two_year
from throughgate.predictors.answer import Answer
from throughgate.predictors.bands import band, check_percent
from throughgate.predictors.known import Record, Sex
from throughgate.predictors.numbers import TWO_YEAR
from throughgate.predictors.offences import Offence, Offences
from throughgate.predictors.why_not import WhyNot

MOST = Decimal(100)
WITH_BANDS_HERE = ("csrp", "arp")
# What contradicts itself is put right on the form; what is only not known yet leaves a score out, and says so.
CONTRADICTS = {
    WhyNot.AGE_OUT_OF_RANGE,
    WhyNot.AGES_IN_WRONG_ORDER,
    WhyNot.SANCTIONS_OUT_OF_RANGE,
    WhyNot.SANCTIONS_CONTRADICT_AGES,
}


@dataclass(frozen=True)
class Facts:
    """What a practitioner typed of somebody’s convictions."""

    first_sanctioned: date
    convicted: date
    follow_up_from: date
    sanctions: int
    violent_sanctions: int | None = None
    offence_code: str = ""
    offence_category: str = ""


def offence_of(facts: Facts, codes: Offences) -> Offence | None:
    """By its code where the table that was loaded has it, else by category."""
    return codes.find(code=facts.offence_code or None, category=facts.offence_category or None)


def answers(
    facts: Facts, *, born: date | None, sex: str, codes: Offences, today: date
) -> tuple[Answer, ...]:
    """OGRS3, ARP, VRP and SVRP, each with its parts or why there is none; none at all without a birth date.

    Raises WrongUse where days or counts contradict each other.
    """
    if born is None:
        return ()
    record = Record(
        sex=Sex(sex) if sex else None,
        born=born,
        first_sanctioned=facts.first_sanctioned,
        convicted=facts.convicted,
        follow_up_from=facts.follow_up_from,
        assessed=today,
        sanctions=facts.sanctions,
        offence=offence_of(facts, codes),
        sanctions_for_violence=facts.violent_sanctions,
    )
    known = record.for_two_year()
    return (ogrs3.score(record.for_ogrs3()), *(two_year.score(known, model) for model in TWO_YEAR))


def check_facts(facts: Facts, *, born: date | None, sex: str, codes: Offences, today: date) -> None:
    """Raise for what cannot be: a count that contradicts the days, days in the wrong order or to come."""
    for at, day in (("first_sanctioned", facts.first_sanctioned), ("convicted", facts.convicted)):
        if day > today:
            words = f"{long(day)} has not come yet. Check the days of the convictions and cautions."
            raise WrongUse(words, at=at)
    if facts.violent_sanctions is not None and facts.violent_sanctions > facts.sanctions:
        raise WrongUse(
            f"{facts.violent_sanctions:,} convictions or cautions for violence are more than all {facts.sanctions:,}. "
            "Count both again.",
            at="violent_sanctions",
        )
    for answer in answers(facts, born=born, sex=sex, codes=codes, today=today):
        for problem in answer.problems:
            if problem.why in CONTRADICTS:
                raise WrongUse(problem.text)


def check_entered(
    kind: str, percent: Decimal, band_given: str, scored_on: date, *, today: date
) -> None:
    """A score as another system gave it: in its range, on a day that has come, with its band where we have none."""
    if scored_on > today:
        raise WrongUse(
            f"{long(scored_on)} has not come yet. Enter the day that the score is of.",
            at="scored_on",
        )
    if kind in WITH_BANDS_HERE:
        check_percent(kind, percent)
        return
    if not 0 <= percent <= MOST:
        raise WrongUse(
            f"The score is {percent}, and can only be from 0 to 100 percent. "
            "Check the figure in the system that it comes from."
        )
    if not band_given and percent:
        raise WrongUse(
            "Choose the band that the other system shows; this score has none of its own here."
        )


def band_of(kind: str, percent: Decimal, given: str) -> str:
    """The published band where there is one, else as the other system gave it."""
    return band(kind, percent).value if kind in WITH_BANDS_HERE else given


def used(answer: Answer) -> dict[str, Any]:
    """What is kept beside a score that was worked out: every part that was added, and each horizon."""
    return {
        "percent": {str(months): str(percent) for months, percent in answer.percent.items()},
        "parts": [[part.name, part.because, round(part.points, 6)] for part in answer.parts],
    }


def columns(answer: Answer, scored_on: date) -> dict[str, Any]:
    """A score that was worked out, as it is kept."""
    return {
        "kind": answer.score,
        "percent": percent_of(answer),
        "band": answer.band.value if answer.band else "",
        "computed": True,
        "by_category": answer.by_category,
        "scored_on": scored_on,
        "used": used(answer),
    }


def percent_of(answer: Answer) -> Decimal:
    """The one of the longest time: two years."""
    return answer.percent[max(answer.percent)]


def problems(several: tuple[Answer, ...]) -> Iterator[tuple[str, str]]:
    """Which score there is not, and what to do about it."""
    for answer in several:
        for problem in answer.problems:
            yield answer.score, problem.text
