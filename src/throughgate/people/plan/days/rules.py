"""By when the steps of a suggested goal are due: what is needed at the gate before one leaves, no step before those it waits for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from throughgate.common.dates import last_working_day, next_working_day
from throughgate.people.plan.suggestions.rules import Step

DAY = timedelta(days=1)


def days(
    steps: Sequence[Step],
    *,
    leaves: date | None,
    otherwise: date,
    known: Mapping[str, date | None],
    today: date,
) -> dict[str, date]:
    """The day of each step. leaves: when the person really leaves; known: steps of the plan already, with their days.

    What a step at the gate waits for is due by then too; else a step is due no sooner than those it waits for.
    """
    leaves = leaves if leaves and leaves > today else None
    caps = _caps(steps, leaves, today)
    found: dict[str, date] = {}
    for step in _in_order(steps):
        before = [found.get(code) or known.get(code) for code in step.after]
        asked = next_working_day(today + DAY) if step.now else caps.get(step.code, otherwise)
        latest = max([asked, *(day for day in before if day)])
        found[step.code] = min(latest, caps.get(step.code, latest))
    return found


def _caps(steps: Sequence[Step], leaves: date | None, today: date) -> dict[str, date]:
    """The latest day of each step of the gate, and of what waits to be done before it."""
    if leaves is None:
        return {}
    caps = {step.code: at_gate(step, leaves, today) for step in steps if step.gate is not None}
    for step in reversed(_in_order(steps)):
        for code in step.after if step.code in caps else ():
            caps[code] = min(caps.get(code, caps[step.code]), caps[step.code])
    return caps


def at_gate(step: Step, leaves: date, today: date) -> date:
    """The last working day before one leaves; of what comes after it, so many days after, where people work then."""
    if step.after_release:
        return max(leaves, last_working_day(leaves + step.after_release * DAY))
    return max(today, last_working_day(leaves - DAY))


def _in_order(steps: Sequence[Step]) -> list[Step]:
    """Each after those it waits for; what waits in a ring is refused where suggestions are read."""
    left, codes = list(steps), {step.code for step in steps}
    placed: list[Step] = []
    while left:
        done = {step.code for step in placed}
        ready = [step for step in left if set(step.after) & codes <= done]
        placed += ready or left
        left = [step for step in left if step not in placed]
    return placed
