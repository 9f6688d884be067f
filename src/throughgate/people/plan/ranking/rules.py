"""Which need comes first, and why: high-scoring, low, unscored; within each by what it is linked to, then by points.

Drawn and explained: docs/methods/plan-order.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from throughgate.common.values import load
from throughgate.people.assessment.catalogue import rules as catalogue
from throughgate.people.assessment.question_sets.rules import QuestionSet
from throughgate.people.assessment.rules import Filled, score, threshold

PACKAGE = "throughgate.people.plan.ranking"


class Group(IntEnum):
    """In this order."""

    HIGH = 0  # the section's points reach its threshold
    LOW = 1
    UNSCORED = 2


@dataclass(frozen=True)
class Need:
    """A need as an assessment left it: the points and threshold of its section, and what the section is linked to."""

    code: str
    name: str
    pathway: str
    points: int | None = None
    threshold: int | None = None
    linked_to_harm: bool = False
    linked_to_reoffending: bool = False


@dataclass(frozen=True)
class Ranked:
    """A need at its place from 1. link: harm counts 2, reoffending 1. distance: points above the threshold."""

    place: int
    need: Need
    group: Group
    link: int
    distance: int | None


def assessed(
    needs: Iterable[str], questions: QuestionSet, filled: Mapping[str, Filled], *, today: date
) -> tuple[Need, ...]:
    """Needs of the catalogue as an assessment left them, ready to be ranked."""
    return tuple(_assessed(catalogue.need(code, today), questions, filled) for code in needs)


def _assessed(need: catalogue.Need, questions: QuestionSet, filled: Mapping[str, Filled]) -> Need:
    said = filled.get(need.part.code, Filled())
    section = next((s for s in questions.sections if s.part == need.part), None)
    at = threshold(questions.form, need.part.code, questions.since)
    return Need(
        need.code,
        need.name,
        need.pathway,
        score(section, said.answers).points if section else None,
        at.standard if at else None,
        linked_to_harm=bool(said.linked_to_harm),
        linked_to_reoffending=bool(said.linked_to_reoffending),
    )


def rank(needs: Iterable[Need], *, today: date) -> tuple[Ranked, ...]:
    """The needs in order. The place's reason is the three figures beside it, in that order, then the name."""
    weights = load(PACKAGE)["link"].on(today)
    found = [(_group(need), _link(need, weights), _distance(need), need) for need in needs]
    found.sort(key=lambda each: (each[0], -each[1], -(each[2] or 0), each[3].name, each[3].code))
    return tuple(
        Ranked(place, need, group, link, distance)
        for place, (group, link, distance, need) in enumerate(found, 1)
    )


def _distance(need: Need) -> int | None:
    """Points above the threshold, below nought where it is not reached; None where the section is unscored."""
    if need.points is None or need.threshold is None:
        return None
    return need.points - need.threshold


def _group(need: Need) -> Group:
    distance = _distance(need)
    if distance is None:
        return Group.UNSCORED
    return Group.HIGH if distance >= 0 else Group.LOW


def _link(need: Need, weights: dict[str, int]) -> int:
    return (
        weights["harm"] * need.linked_to_harm + weights["reoffending"] * need.linked_to_reoffending
    )
