"""What does not fit in the days of a plan: a step due before one it waits for, or due after release and needed at the gate."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from throughgate.common import dates
from throughgate.people.plan.days.rules import at_gate
from throughgate.people.plan.queries import StepSeen
from throughgate.people.plan.suggestions import rules as suggestions


def warnings(steps: Iterable[StepSeen], leaves: date | None, *, today: date) -> list[str]:
    """steps: of the goals that are worked on. leaves: when the person really leaves, where that is known and to come."""
    still_open = [(step, step.row.due) for step in steps if step.is_open and step.row.due]
    due = {str(step.row.pk): (step, day) for step, day in still_open}
    found = []
    for step, day in still_open:
        before = [due[str(each)] for each in step.row.waits_for if str(each) in due]
        found += [_too_soon(step, day, each, later) for each, later in before if later > day]
        if leaves and leaves > today and _is_too_late(step, day, leaves, today):
            found.append(_after(step, day, leaves))
    return found


def _is_too_late(step: StepSeen, day: date, leaves: date, today: date) -> bool:
    """A step of the gate that is due later than the gate asks, or one of a prison after the person has left it."""
    goal = suggestions.goals(today).get(step.row.need)
    known = next((s for s in goal.steps if s.code == step.row.suggestion), None) if goal else None
    by = step.row.by_organisation
    if known is not None and known.gate is not None:
        latest = leaves if not known.after_release else at_gate(known, leaves, today)
        return day > latest
    return by is not None and by.kind == "prison" and day > leaves


def _too_soon(step: StepSeen, day: date, before: StepSeen, later: date) -> str:
    return _(
        "“%(what)s” is due on %(day)s, before the step it waits for: “%(before)s”, %(later)s."
    ) % {
        "what": step.row.title,
        "day": dates.long(day),
        "before": before.row.title,
        "later": dates.long(later),
    }


def _after(step: StepSeen, day: date, leaves: date) -> str:
    return _("“%(what)s” is due on %(day)s, but they leave on %(leaves)s.") % {
        "what": step.row.title,
        "day": dates.long(day),
        "leaves": dates.long(leaves),
    }
