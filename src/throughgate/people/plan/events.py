"""What can happen to a plan, for the audit and for what stands above it. Codes and days, never what somebody wrote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from throughgate.privacy.audit.events import Event


@dataclass(frozen=True)
class PlanBegun(Event):
    """A first plan was begun."""

    plan: UUID


@dataclass(frozen=True)
class GoalMoved(Event):
    """A goal stands elsewhere now."""

    goal: UUID
    needs: tuple[str, ...]
    before: str
    after: str


@dataclass(frozen=True)
class StepProgressed(Event):
    """An organisation said where a step stands."""

    step: UUID
    need: str
    suggestion: str
    before: str
    after: str


@dataclass(frozen=True)
class PlanAnswered(Event):
    """The person was asked whether they agree to the plan."""

    plan: UUID
    answer: str
    said_on: date


@dataclass(frozen=True)
class PlanReviewed(Event):
    """A plan was looked at again."""

    plan: UUID
    reviewed_on: date


@dataclass(frozen=True)
class PlanCarriedForward(Event):
    """A plan goes on after a recall or under a new sentence."""

    plan: UUID
    before: UUID
    because: str
    goals: int


@dataclass(frozen=True)
class SuggestionRefused(Event):
    """A goal or step that was suggested is not wanted."""

    code: str
