"""The needs of a person as the plan asks for them: what the assessments that a reader may see left of each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.http import Http404

from throughgate.people.assessment import queries as assessment
from throughgate.people.assessment.catalogue import rules as catalogue
from throughgate.people.assessment.models import Need as Signed
from throughgate.people.involvement import queries as involvement
from throughgate.people.plan.ranking.rules import Need
from throughgate.people.plan.rules import NeedStatus
from throughgate.people.record.opening import Opened
from throughgate.privacy.access.models import User

SETTLED = (NeedStatus.MET, NeedStatus.DECLINED)


def of_person(opened: Opened) -> tuple[Need, ...]:
    """Each present need once, by its code; where two organisations signed it, as the later has it."""
    return _plain(_as_last_said(opened), opened)


def still_to_meet(opened: Opened) -> tuple[Need, ...]:
    """But for those that are met, or that the person does not want help with: nothing is suggested for them."""
    return _plain((row for row in _as_last_said(opened) if row.status not in SETTLED), opened)


def own(opened: Opened, id: UUID) -> Signed:
    """A present need that the reader's own organisation signed; another's is not there to change."""
    for row in assessment.present_needs(opened):
        if row.pk == id and row.held_by_id == opened.who.organisation:
            return row
    raise Http404


def not_begun(user: User, person: UUID, code: str, *, today: date) -> list[Signed]:
    """The need of this code of the user's own organisation, where nothing was begun for it yet."""
    who = involvement.reader(user, today=today)
    rows = Signed.objects.filter(
        person=person, code=code, held_by=who.organisation, last_day=None, status="not_started"
    )
    return list(rows)


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
