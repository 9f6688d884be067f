"""Which need comes first, and why: high-scoring, low, unscored; within each by what it is linked to, then by points.

Drawn and explained: docs/methods/plan-order.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from throughgate.common.values import load

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
