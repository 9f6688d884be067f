"""A goal and steps suggested for each need. A practitioner can refuse any of them, and nothing waits for one refused."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from throughgate.common.errors import ThroughgateError
from throughgate.common.values import Value, load
from throughgate.people.assessment.catalogue import rules as catalogue
from throughgate.people.plan.graph.rules import ring

PACKAGE = "throughgate.people.plan.suggestions"


class BrokenSuggestion(ThroughgateError):
    """A suggestion that points to a need or a step that is not there."""


@dataclass(frozen=True)
class Step:
    """A step suggested. gate: it must be there at release, begun so many days before; None where it can wait.

    after_release: so many days after it instead. also: other pathways it serves. now: a matter of safety. after: steps to be done before it.
    """

    code: str
    title: str
    by: str
    need: str
    pathway: str
    gate: int | None = None
    also: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    now: bool = False
    after_release: int = 0

    @property
    def serves(self) -> tuple[str, ...]:
        return (self.pathway, *self.also)


@dataclass(frozen=True)
class Goal:
    """A goal suggested for one need. Its code is the need's."""

    need: str
    title: str
    pathway: str
    related: tuple[str, ...]
    steps: tuple[Step, ...]


def suggest(
    needs: Iterable[str], *, today: date, refused: Collection[str] = ()
) -> tuple[Goal, ...]:
    """The goals for these needs in their order. refused: codes of needs or steps that a practitioner does not want."""
    known = goals(today)
    found = [known[need] for need in needs if need in known and need not in refused]
    return tuple(_without(goal, refused) for goal in found)


def _without(goal: Goal, refused: Collection[str]) -> Goal:
    kept = tuple(step for step in goal.steps if step.code not in refused)
    return Goal(goal.need, goal.title, goal.pathway, _related(kept, goal.pathway), kept)


@cache
def goals(today: date) -> dict[str, Goal]:
    """Every goal there is to suggest, by its need, checked."""
    return read(load(PACKAGE)["suggestions"], today)


def read(value: Value, today: date) -> dict[str, Goal]:
    """Goals from their file. Refuses one for no need, one that waits for no step, and steps in a ring."""
    needs = catalogue.needs(today)
    listed = value.on(today)
    unknown = [need for need in listed if need not in needs]
    if unknown:
        raise BrokenSuggestion(
            f"Goals are suggested for {', '.join(unknown)}, not in the catalogue. "
            "Add the need there, or correct its code."
        )
    found = {need: _goal(needs[need], entry) for need, entry in listed.items()}
    _check_steps([step for goal in found.values() for step in goal.steps])
    return found


def _goal(need: catalogue.Need, entry: dict[str, Any]) -> Goal:
    steps = tuple(_step(need, step) for step in entry["steps"])
    return Goal(need.code, entry["goal"], need.pathway, _related(steps, need.pathway), steps)


def _step(need: catalogue.Need, entry: dict[str, Any]) -> Step:
    return Step(
        entry["code"],
        entry["title"],
        entry["by"],
        need.code,
        need.pathway,
        entry.get("gate"),
        tuple(entry.get("also", ())),
        tuple(entry.get("after", ())),
        entry.get("now", False),
        entry.get("after_release", 0),
    )


def _related(steps: Iterable[Step], own: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p for step in steps for p in step.also if p != own))


def _check_steps(steps: list[Step]) -> None:
    codes = [step.code for step in steps]
    twice = {code for code in codes if codes.count(code) > 1}
    lost = {code for step in steps for code in step.after} - set(codes)
    round_ = ring({step.code: step.after for step in steps})
    if twice or lost or round_:
        raise BrokenSuggestion(
            f"Suggested steps: {sorted(twice)} stand twice, {sorted(lost)} are waited for and not there, "
            f"{round_ or ()} wait in a ring. Correct the file of suggestions."
        )


@cache
def need_of_step(today: date) -> dict[str, str]:
    """The need that each suggested step is for."""
    return {step.code: goal.need for goal in goals(today).values() for step in goal.steps}
