"""What happened in the plan: begun, agreed, looked at again, and what each organisation said of a step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from throughgate.common import dates
from throughgate.common.values import load
from throughgate.people.person.models import Entry
from throughgate.people.plan import queries, rules
from throughgate.people.plan.queries import StepSeen
from throughgate.people.record.frame import said_by
from throughgate.people.record.opening import Opened
from throughgate.people.timeline.rules import Happened


def planned(opened: Opened) -> Iterator[Happened]:
    """Of the plan as far as the reader sees it."""
    if not opened.sees("plan"):
        return
    sheet = opened.once(queries.sheet)
    for plan in sheet.plans:
        yield _of(plan, plan.begun_on, _("A plan was begun"))
    answers = load(rules.PACKAGE)["answers"].latest
    for said in sheet.agreements:
        what = _("Asked about the plan: %(answer)s") % {"answer": answers[said.answer].lower()}
        yield _of(said, said.said_on, what, detail=said.words)
    for review in sheet.reviews:
        yield _of(
            review, review.reviewed_on, _("The plan was looked at again"), detail=review.words
        )
    for step in sheet.steps:
        yield from _step(step)


def _step(step: StepSeen) -> Iterator[Happened]:
    states = load(rules.PACKAGE)["step_states"].latest
    for row in step.progress:
        what = f"{step.row.title}: {states[row.state].lower()}"
        day = row.said_at.astimezone(dates.LONDON).date()
        yield _of(row, day, what, pathway=row.pathway, detail=row.words)


def _of(row: Entry, day: date, what: str, **more: Any) -> Happened:
    said = said_by(row.held_by.name, row.entered_on, row.source)
    href = reverse("person-plan", args=[row.person_id])
    return Happened(day, what, row.held_by_id, row.held_by.name, said, href=href, **more)
