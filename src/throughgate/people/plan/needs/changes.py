"""What has become of a need: as a worker says it, and begun with the first step that its own organisation begins."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from django.db.transaction import atomic

from throughgate.people.assessment.models import Need
from throughgate.people.assessment.needs import changes as needs
from throughgate.people.plan.events import StepProgressed
from throughgate.people.plan.needs import queries
from throughgate.people.plan.rules import NeedStatus, StepState, check_need_move
from throughgate.people.record.opening import open_record
from throughgate.privacy.access.models import User


@atomic
def say(
    *, need: Need, version: int, status: NeedStatus, by: User, today: date, now: datetime
) -> None:
    """Met and declined are a worker’s to say: that every step is done only makes it likely."""
    if version == need.version and status != need.status:
        check_need_move(NeedStatus(need.status), status)
    needs.move(need=need, version=version, status=status, by=by, today=today, now=now)


def follow(*, event: StepProgressed, by: User | None) -> None:
    """Heard of a step that is begun or done: the need it is for has begun, where it is the writer’s own to say."""
    if by is None or event.person is None or StepState(event.after) not in queries.BEGUN:
        return
    today, now = event.today, datetime.combine(event.today, time.max, tzinfo=UTC)
    opened = open_record(by, event.person, today=today, now=now, named=False)
    begun = NeedStatus.IN_PROGRESS
    for need in queries.not_begun(opened, event.need):
        needs.move(need=need, version=need.version, status=begun, by=by, today=today, now=now)
