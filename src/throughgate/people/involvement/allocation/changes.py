"""Who leads and supports, a caseload given to another, and who stands in while somebody is away."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.transaction import atomic

from throughgate.common import dates
from throughgate.common.errors import WrongUse
from throughgate.people.involvement.allocation import access, queries
from throughgate.people.involvement.allocation.events import (
    Allocated,
    CoverEnded,
    CoverSet,
    NoLongerAllocated,
)
from throughgate.people.involvement.allocation.models import Allocation, Cover
from throughgate.people.involvement.waiting import wait_for
from throughgate.privacy.access.models import Organisation, User
from throughgate.privacy.audit import events

LEAD, SUPPORT = Allocation.LEAD, Allocation.SUPPORT
ONE_DAY = timedelta(days=1)


@atomic
def allocate(
    *, person: UUID, worker: User, part: str, by: User, today: date, now: datetime
) -> None:
    """A worker of the manager's organisation leads from today, in the place of who did, or supports."""
    organisation = access.check_allocate_person(by, person, today=today, now=now)
    _check_worker(worker, organisation, today=today)
    if person in queries.kept_out(worker, [person], organisation, today=today, now=now):
        raise WrongUse(f"{worker} may not work with this person. Choose another worker.")
    _give(person, organisation, worker, part, by=by, today=today)


@atomic
def take_lead(*, person: UUID, organisation: Organisation, by: User, today: date) -> None:
    """Who was asked by name and takes somebody over leads from today."""
    _check_worker(by, organisation, today=today)
    _give(person, organisation, by, LEAD, by=by, today=today)


@atomic
def end(*, allocation: Allocation, by: User, today: date, now: datetime) -> None:
    """A worker supports no longer; a lead ends by naming another, so that nobody is left without one."""
    access.check_allocate_person(by, allocation.person_id, today=today, now=now)
    if allocation.part == LEAD:
        raise WrongUse(f"{allocation.worker} leads. Name who leads in their place instead.")
    _end([allocation], by=by, today=today)


@atomic
def move_caseload(
    *, away_from: User, to: User, by: User, today: date, now: datetime
) -> tuple[int, int]:
    """Give all that one worker leads and supports to another. Returns how many went over and how many could not."""
    organisation = access.check_allocate(by, today=today)
    _check_worker(to, organisation, today=today)
    if to == away_from:
        raise WrongUse("These people are with this worker already. Choose another.")
    wait_for("caseload", organisation.pk, away_from.pk)
    rows = queries.held_by_worker(by, away_from, today=today)
    out = queries.kept_out(to, [row.person_id for row in rows], organisation, today=today, now=now)
    going = [row for row in rows if row.person_id not in out]
    _hand_on(going, organisation, to, by=by, today=today)
    return len(going), len(rows) - len(going)


@atomic
def set_cover(
    *, away: User, stands_in: User, first_day: date, last_day: date, by: User, today: date
) -> Cover:
    """A colleague stands in for a worker from a day to a day."""
    organisation = access.check_allocate(by, today=today)
    for worker in (away, stands_in):
        _check_worker(worker, organisation, today=today)
    if away == stands_in:
        raise WrongUse("Somebody stands in for another, not for themselves. Choose a colleague.")
    if last_day < max(first_day, today):
        raise WrongUse("The last day is over, or before the first. Give today or a later day.")
    wait_for("cover", organisation.pk, away.pk)
    for other in queries.covers_of(organisation, today=first_day):
        if other.away_id == away.pk and other.first_day <= last_day:
            raise WrongUse(
                f"{other.stands_in} stands in for {away} from {dates.long(other.first_day)} to "
                f"{dates.long(other.last_day)} already. End that first, or choose other days."
            )
    made = Cover.objects.create(
        organisation=organisation,
        away=away,
        stands_in=stands_in,
        first_day=first_day,
        last_day=last_day,
        set_by=by,
    )
    events.record(_of(CoverSet, made, today), by=by)
    return made


@atomic
def end_cover(*, cover: Cover, by: User, today: date) -> None:
    """They stand in no longer: it ended yesterday, or never was."""
    access.check_allocate(by, today=today)
    if cover.first_day < today:
        Cover.objects.filter(pk=cover.pk).update(last_day=today - ONE_DAY)
    else:
        Cover.objects.filter(pk=cover.pk).delete()
    events.record(_of(CoverEnded, cover, today), by=by)


def _check_worker(worker: User, organisation: Organisation, *, today: date) -> None:
    if not queries.works_there(worker, organisation, today=today):
        raise WrongUse(
            f"{worker} has no post in {organisation} that works with people. Choose somebody who has."
        )


def _give(
    person: UUID, organisation: Organisation, worker: User, part: str, *, by: User, today: date
) -> None:
    """One leads; who leads does not also support. What was so before stays so."""
    wait_for("allocation", person, organisation.pk)
    rows = queries.open_of(person, organisation, today=today)
    theirs = [row for row in rows if row.worker_id == worker.pk]
    if any(row.part == part for row in theirs):
        return
    if part == SUPPORT and theirs:
        raise WrongUse(f"{worker} leads. Name who leads in their place first.")
    _end(
        [row for row in rows if part == LEAD and (row.part == LEAD or row in theirs)],
        by=by,
        today=today,
    )
    _begin([person], organisation, worker, part, by=by, today=today)


def _hand_on(
    rows: list[Allocation], organisation: Organisation, to: User, *, by: User, today: date
) -> None:
    """Whom the new worker already supports they lead now; whom they lead already they need not support."""
    has = {row.person_id: row for row in queries.held_by_worker(by, to, today=today)}
    leads = [row.person_id for row in rows if row.part == LEAD]
    supports = [row.person_id for row in rows if row.part == SUPPORT and row.person_id not in has]
    _end([*rows, *(has[person] for person in leads if person in has)], by=by, today=today)
    _begin(leads, organisation, to, LEAD, by=by, today=today)
    _begin(supports, organisation, to, SUPPORT, by=by, today=today)


def _begin(
    people: Iterable[UUID],
    organisation: Organisation,
    worker: User,
    part: str,
    *,
    by: User,
    today: date,
) -> None:
    rows = [
        Allocation(
            person_id=person,
            held_by=organisation,
            worker=worker,
            part=part,
            first_day=today,
            entered_on=today,
            entered_by=by,
        )
        for person in people
    ]
    Allocation.objects.bulk_create(rows)
    told = [Allocated(row.person_id, today, worker=worker, part=part) for row in rows]
    events.record_many(told, by=by)


def _end(rows: list[Allocation], *, by: User, today: date) -> None:
    """Until yesterday; one that began today never was, and its history says so."""
    begun = [row.pk for row in rows if row.first_day < today]
    Allocation.objects.filter(pk__in=begun).update(last_day=today - ONE_DAY)
    Allocation.objects.filter(pk__in=[row.pk for row in rows if row.pk not in begun]).delete()
    told = [
        NoLongerAllocated(row.person_id, today, worker=row.worker, part=row.part) for row in rows
    ]
    events.record_many(told, by=by)


def _of(kind: type[CoverSet | CoverEnded], cover: Cover, today: date) -> CoverSet | CoverEnded:
    return kind(None, today, cover=cover.pk, away=cover.away, stands_in=cover.stands_in)
