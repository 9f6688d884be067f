"""What the plan says of the essentials of people who are to be released: the steps towards each need, and what is settled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from throughgate.people.involvement.rules import Reader, Towards
from throughgate.people.plan.rules import StepState
from throughgate.people.record.opening import Opened
from throughgate.people.release.rules import StepDue


@dataclass(frozen=True)
class FromPlan:
    """By need: how far its steps are. settled: needs that are no longer, or never were. due: open steps with a day."""

    steps: Mapping[str, tuple[StepState, ...]] = field(default_factory=dict)
    settled: frozenset[str] = frozenset()
    due: tuple[StepDue, ...] = ()


NOTHING = FromPlan()


def of_one(opened: Opened) -> FromPlan:
    """Of the person of a page."""
    return of_many(opened.who, {opened.person: opened.to}).get(opened.person, NOTHING)


def of_many(who: Reader, to: Mapping[UUID, Towards]) -> dict[UUID, FromPlan]:
    """Of the people of a list, as far as the reader may see their plans."""
    return {}
