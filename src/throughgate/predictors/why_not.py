"""Why there is no score, for one person in words and in arrays as a negative number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from throughgate.predictors.known import Known
from throughgate.predictors.numbers import NAMES, OGRS3, WITH_VIOLENCE, number
from throughgate.predictors.offences import UNKNOWN


class WhyNot(IntEnum):
    """In the order in which they are asked; an array holds minus the first that applies."""

    SEX_UNKNOWN = 1
    AGE_UNKNOWN = 2
    TOO_YOUNG = 3
    AGE_OUT_OF_RANGE = 4
    AGES_IN_WRONG_ORDER = 5
    SANCTIONS_OUT_OF_RANGE = 6
    SANCTIONS_CONTRADICT_AGES = 7
    VIOLENCE_OUT_OF_RANGE = 8
    OFFENCE_NEEDED = 9


@dataclass(frozen=True)
class Problem:
    """One reason for no score: which, and what to do."""

    why: WhyNot
    text: str


def problems(known: Known, score: str) -> tuple[Problem, ...]:
    """Everything that stands in the way of a score, the first first; nothing: it can be given."""
    checks = (_sex, _ages, _sanctions, _violence, _offence)
    return tuple(problem for check in checks for problem in check(known, score))


def _sex(known: Known, score: str) -> Iterator[Problem]:
    if known.sex is None:
        yield Problem(
            WhyNot.SEX_UNKNOWN,
            f"{NAMES[score]} is published for women and for men. Record the person’s sex to get a score.",
        )


def _ages(known: Known, score: str) -> Iterator[Problem]:
    ages = (known.age, known.age_at_conviction, known.age_at_first_sanction)
    if any(age is None or age < 0 for age in ages):
        yield Problem(
            WhyNot.AGE_UNKNOWN,
            "An age is not known, or is before birth. Record the birth date and the dates of the first "
            "sanction and the current conviction.",
        )
        return
    age, convicted, first = (int(each or 0) for each in ages)
    youngest, oldest = number("youngest")[score], number("oldest")
    if age < youngest:
        yield Problem(
            WhyNot.TOO_YOUNG,
            f"The person is {age}; {NAMES[score]} is for people aged {youngest} and over.",
        )
    if max(age, convicted) > oldest or convicted < number("youngest_conviction"):
        yield Problem(
            WhyNot.AGE_OUT_OF_RANGE,
            f"The ages are {age} and, at the current conviction, {convicted}. A score takes convictions from "
            f"the age of {number('youngest_conviction')} and ages up to {oldest}: check the birth date.",
        )
    if first > convicted:
        yield Problem(
            WhyNot.AGES_IN_WRONG_ORDER,
            f"The first sanction was at {first}, the current conviction at {convicted}. "
            "Correct whichever of the two is wrong.",
        )


def _sanctions(known: Known, score: str) -> Iterator[Problem]:
    if not 1 <= known.sanctions <= number("most_sanctions"):
        yield Problem(
            WhyNot.SANCTIONS_OUT_OF_RANGE,
            f"{known.sanctions} sanctions: write a number from 1, the current one, "
            f"to {number('most_sanctions')}.",
        )
    ages = {known.age_at_first_sanction, known.age_at_conviction}
    if known.sanctions == 1 and len(ages - {None}) > 1:
        yield Problem(
            WhyNot.SANCTIONS_CONTRADICT_AGES,
            f"One sanction is given, yet the first was at {known.age_at_first_sanction} and the current one "
            f"at {known.age_at_conviction}. Count both, or correct the age at the first.",
        )


def _violence(known: Known, score: str) -> Iterator[Problem]:
    if score not in WITH_VIOLENCE:
        return
    count = known.sanctions_for_violence
    if count is None or not 0 <= count <= known.sanctions:
        given = "not given" if count is None else count
        yield Problem(
            WhyNot.VIOLENCE_OUT_OF_RANGE,
            f"Sanctions for violence: {given}. Write a number from 0 to the number of sanctions "
            f"({known.sanctions}).",
        )


def _offence(known: Known, score: str) -> Iterator[Problem]:
    offence = known.offence
    if offence is not None and score == OGRS3 and offence.weight is not None:
        return
    if offence is not None and score != OGRS3 and offence.category != UNKNOWN:
        return
    yield Problem(
        WhyNot.OFFENCE_NEEDED,
        "The exact offence is needed. Record the five-digit code of the current offence, or its category "
        "where the code is not known.",
    )
