"""The needs of a person as the plan asks for them: what the assessments that a reader may see left of each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.http import Http404

from throughgate.common.dates import LONDON
from throughgate.people.assessment import queries as assessment
from throughgate.people.assessment.catalogue import rules as catalogue
from throughgate.people.assessment.models import Need as Signed
from throughgate.people.plan import queries as plan
from throughgate.people.plan.ranking.rules import Need
from throughgate.people.plan.rules import NeedStatus, StepState
from throughgate.people.record.opening import Opened

BEGUN = (StepState.IN_PROGRESS, StepState.DONE)
SETTLED = (NeedStatus.MET, NeedStatus.DECLINED)


def of_person(opened: Opened) -> tuple[Need, ...]:
    """Each present need once, by its code; where two organisations signed it, as the later has it."""
    return _plain(_as_last_said(opened), opened)


def still_to_meet(opened: Opened) -> tuple[Need, ...]:
    """But for those that are met, or that the person does not want help with: nothing is suggested for them."""
    return _plain((row for row in _as_last_said(opened) if row.status not in SETTLED), opened)


def worked_on(opened: Opened) -> dict[str, date]:
    """The needs of which a step stands begun, today; or was done, then: by whichever organisation did it."""
    last: dict[str, date] = {}
    for step in opened.once(plan.sheet).steps:
        if step.state in BEGUN:
            going_on = step.state is StepState.IN_PROGRESS
            day = opened.today if going_on else step.progress[0].said_at.astimezone(LONDON).date()
            last[step.row.need] = max(day, last.get(step.row.need, day))
    return last


def own(opened: Opened, id: UUID) -> Signed:
    """A present need that the reader's own organisation signed; another's is not there to change."""
    for row in assessment.present_needs(opened):
        if row.pk == id and row.held_by_id == opened.who.organisation:
            return row
    raise Http404


def not_begun(opened: Opened, code: str) -> list[Signed]:
    """The need of this code that the reader may write about, where nothing was begun for it yet.

    A step may be for a need of another pathway than its own, of which its writer says nothing.
    """
    rows = Signed.objects.filter(
        person=opened.person, held_by=opened.who.organisation, code=code, last_day=None
    )
    rows = rows.filter(status=NeedStatus.NOT_STARTED.value)
    return [row for row in opened.visible(rows) if opened.may_write(row.section)]


def _as_last_said(opened: Opened) -> Iterable[Signed]:
    rows = assessment.present_needs(opened)
    rows.sort(key=lambda row: (row.entered_on, row.first_day))
    return {row.code: row for row in rows}.values()


def _plain(rows: Iterable[Signed], opened: Opened) -> tuple[Need, ...]:
    known = catalogue.needs(opened.today)
    return tuple(
        Need(
            row.code,
            known[row.code].name,
            row.pathway,
            row.points,
            row.threshold,
            row.linked_to_harm,
            row.linked_to_reoffending,
        )
        for row in rows
        if row.code in known
    )
