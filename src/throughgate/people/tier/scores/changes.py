"""Facts are entered and the scores that they give are worked out in the same breath; other systems' are entered as given."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.transaction import atomic

from throughgate.common.errors import NotAllowed
from throughgate.people.person.models import Entry
from throughgate.people.record import changes as record
from throughgate.people.record.opening import open_record
from throughgate.people.tier import access
from throughgate.people.tier.events import ScoresWorkedOut
from throughgate.people.tier.scores import codes, queries, rules
from throughgate.people.tier.scores.models import OffendingHistory, Score
from throughgate.predictors.answer import Answer
from throughgate.privacy.access.models import User
from throughgate.privacy.audit import events


@atomic
def enter(*, row: Entry, by: User, today: date, now: datetime) -> bool:
    _check(row.person_id, by, today, now)
    entered = record.enter(row=row, by=by, today=today, now=now)
    if entered and isinstance(row, OffendingHistory):
        work_out(person=row.person_id, by=by, today=today, now=now)
    return entered


@atomic
def amend(
    *, row: Entry, version: int, fields: dict[str, Any], by: User, today: date, now: datetime
) -> None:
    _check(row.person_id, by, today, now)
    _check_entered(row)
    record.amend(row=row, version=version, fields=fields, by=by, today=today, now=now)
    if isinstance(row, OffendingHistory):
        work_out(person=row.person_id, by=by, today=today, now=now)


@atomic
def remove(*, row: Entry, version: int, by: User, today: date, now: datetime) -> None:
    """Facts that were entered by mistake go, and with them the scores that came of them."""
    _check(row.person_id, by, today, now)
    _check_entered(row)
    if isinstance(row, OffendingHistory):
        own = {"person": row.person_id, "held_by": row.held_by_id, "computed": True}
        Score.objects.filter(**own).delete()
    record.remove(row=row, version=version, by=by, today=today, now=now)
    if isinstance(row, OffendingHistory):
        events.record(ScoresWorkedOut(row.person_id, today, kinds=()), by=by)


@atomic
def work_out(*, person: UUID, by: User, today: date, now: datetime) -> int:
    """Keep each score that says something else than before. Returns how many."""
    opened = open_record(by, person, today=today, now=now)
    own = access.check_write(opened)
    before = queries.computed(opened, own)
    made = [
        _row(answer, person, own, by, today)
        for row in queries.histories(opened)
        if row.held_by_id == own
        for answer in rules.answers(
            queries.facts(row),
            born=opened.named.birth_date,
            sex=opened.named.sex,
            codes=codes.loaded(),
            today=today,
        )
        if answer.scored
    ]
    new = [row for row in made if not _same(row, before.get(row.kind))]
    for row in new:
        row.save(force_insert=True)
    kinds = tuple(row.kind for row in new)
    events.record(ScoresWorkedOut(person, today, kinds=kinds), by=by)
    return len(new)


def _check(person: UUID, by: User, today: date, now: datetime) -> None:
    access.check_write(open_record(by, person, today=today, now=now, named=False))


def _check_entered(row: Entry) -> None:
    if isinstance(row, Score) and row.computed:
        raise NotAllowed(
            "This score was worked out here. Change the facts that it comes from, and it is worked out anew."
        )


def _same(row: Score, before: Score | None) -> bool:
    return before is not None and (row.percent, row.used) == (before.percent, before.used)


def _row(answer: Answer, person: UUID, own: int, by: User, today: date) -> Score:
    said = {"person_id": person, "held_by_id": own, "entered_on": today, "entered_by": by}
    return Score(**said, **rules.columns(answer, today))
