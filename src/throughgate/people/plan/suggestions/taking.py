"""What a suggested goal becomes when it is taken: a goal and its steps, to be said otherwise by whoever took it."""

from __future__ import annotations

from collections.abc import Iterable

from throughgate.people.plan.days import rules as rules_of_days
from throughgate.people.plan.days.queries import leaves
from throughgate.people.plan.models import Goal, Step
from throughgate.people.plan.queries import PERSON, Sheet
from throughgate.people.plan.rules import review_due
from throughgate.people.plan.suggestions import rules
from throughgate.people.record.opening import Opened
from throughgate.privacy.access.models import Organisation


def taken(
    opened: Opened, suggested: rules.Goal, sheet: Sheet, who: Iterable[Organisation]
) -> tuple[Goal, list[Step]]:
    """By the next review; what is needed at the gate before they really leave, what is a matter of safety by the next
    working day; no step before those it waits for.

    A step is done by the involved organisation of the kind that the suggestion names, else by one’s own.
    """
    organisations = list(who)
    here = {"person_id": opened.person, "pathway": suggested.pathway}
    on_plan = [step for step in sheet.steps if step.row.suggestion and step.is_open]
    found = rules_of_days.days(
        suggested.steps,
        leaves=leaves(opened),
        otherwise=review_due(opened.today),
        known={step.row.suggestion: step.row.due for step in on_plan},
        today=opened.today,
    )
    days = [found[step.code] for step in suggested.steps]
    goal = Goal(
        **here,
        title=suggested.title,
        related=list(suggested.related),
        needs=[suggested.need],
        target=max(days, default=review_due(opened.today)),
    )
    known = {step.row.suggestion: step.row.pk for step in sheet.steps if step.row.suggestion}
    steps = []
    for place, (step, day) in enumerate(zip(suggested.steps, days, strict=True), 1):
        made = Step(
            **here,
            goal=goal,
            title=step.title,
            need=suggested.need,
            suggestion=step.code,
            by_organisation=_by(step.by, organisations),
            due=day,
            place=place,
            waits_for=[known[code] for code in step.after if code in known],
        )
        known[step.code] = made.pk
        steps.append(made)
    return goal, steps


def _by(kind: str, organisations: list[Organisation]) -> Organisation | None:
    if kind == PERSON:
        return None
    return next((each for each in organisations if each.kind == kind), _first(organisations))


def _first(organisations: list[Organisation]) -> Organisation | None:
    return organisations[0] if organisations else None
