"""What a score answers: the figure, its band, every part that was added, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import reduce

from throughgate.predictors.bands import Band
from throughgate.predictors.why_not import Problem


@dataclass(frozen=True)
class Part:
    """One thing that was added, and in words what it came from."""

    name: str
    because: str
    points: float


@dataclass(frozen=True)
class Answer:
    """A score, or why there is none.

    `percent` maps each horizon in months to the rounded percent. `by_category`: the exact offence was not
    known. `parts` are points on the logit scale, in the order in which they are added.
    """

    score: str
    percent: dict[int, Decimal]
    band: Band | None
    by_category: bool
    parts: tuple[Part, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def scored(self) -> bool:
        return not self.problems

    @property
    def total(self) -> float:
        return added(self.parts)


def added(parts: tuple[Part, ...]) -> float:
    """Their sum, from the first to the last: the arrays add in the same order, so that no bit differs."""
    return reduce(lambda total, part: total + part.points, parts, 0.0)


def no_score(score: str, found: tuple[Problem, ...]) -> Answer:
    return Answer(score, {}, None, False, (), found)
