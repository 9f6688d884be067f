"""Adopting somebody, looking at it again, and removing them: with the mark, from every page and list at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F
from django.db.transaction import atomic
from django.http import Http404

from throughgate.common.errors import Stale, WrongUse
from throughgate.people.involvement.changes import LONGEST_WHY, withdraw
from throughgate.people.involvement.models import Involvement
from throughgate.people.involvement.waiting import wait_for
from throughgate.people.person.iom import queries, rules
from throughgate.people.person.iom.events import Adopted, AdoptionEnded, AdoptionReviewed
from throughgate.people.person.iom.models import Adoption, FormerAdoption
from throughgate.people.record.opening import Opened, open_record
from throughgate.privacy.access.models import User
from throughgate.privacy.audit import events

SECTION = "iom"
KEPT = ("cohort", "proposed_by", "decided_by", "why", "first_day", "review_on")


@dataclass(frozen=True)
class Decision:
    """What the panel decided: which cohort, who proposed and decided it, why, from when, looked at again by when."""

    cohort: str
    proposed_by: str
    decided_by: str
    why: str
    first_day: date
    review_on: date


@atomic
def adopt(
    *, person: UUID, key: UUID, decision: Decision, by: User, today: date, now: datetime
) -> None:
    """Two named people decided it. One adoption at a time, whoever holds it."""
    opened, own = _open(by, person, today, now)
    rules.check_panel(decision.proposed_by, decision.decided_by)
    rules.check_start(decision.first_day, today=today)
    rules.check_review(decision.first_day, decision.review_on)
    wait_for(SECTION, person)
    for there in queries.adoptions(opened):
        if there.pk == key:
            return
        raise WrongUse(
            f"They are in it already, as {there.held_by} entered. That one is reviewed, or ended first."
        )
    parts = {"person_id": person, "held_by_id": own, "entered_on": today, "entered_by": by}
    made = Adoption(pk=key, **parts, **vars(decision))
    made.save(force_insert=True)
    events.record(Adopted(person, today, adoption=key, cohort=decision.cohort), by=by)


@atomic
def review(
    *,
    adoption: Adoption,
    version: int,
    cohort: str,
    review_on: date,
    by: User,
    today: date,
    now: datetime,
) -> None:
    """It goes on, perhaps in another cohort, until it is looked at again within six months from today."""
    _check_own(adoption, by, today, now)
    rules.check_review(today, review_on)
    same = Adoption.objects.filter(pk=adoption.pk, version=version)
    if not same.update(cohort=cohort, review_on=review_on, version=F("version") + 1):
        raise Stale("Somebody changed this since you opened it. Look at it again, then decide.")
    told = AdoptionReviewed(adoption.person_id, today, adoption=adoption.pk, cohort=cohort)
    events.record(told, by=by)


@atomic
def remove(*, adoption: Adoption, why: str, by: User, today: date, now: datetime) -> None:
    """The row goes, and every mark with it. That it was is kept for the information officer, on no page."""
    opened, own = _check_own(adoption, by, today, now)
    if not why.strip():
        raise WrongUse("Say why they are removed.")
    former = FormerAdoption(
        person_id=adoption.person_id,
        held_by_id=own,
        entered_on=today,
        entered_by=by,
        **{name: getattr(adoption, name) for name in KEPT},
        removed_on=max(today, adoption.first_day),
        removed_why=why.strip(),
        removed_by=by,
    )
    former.save(force_insert=True)
    deleted, _tables = Adoption.objects.filter(pk=adoption.pk, version=adoption.version).delete()
    if not deleted:
        raise Stale("Somebody changed this since you opened it. Look at it again, then decide.")
    told = AdoptionEnded(adoption.person_id, today, adoption=adoption.pk, cohort=adoption.cohort)
    events.record(told, by=by)
    _end_work(opened, why, by, today, now)


def _end_work(opened: Opened, why: str, by: User, today: date, now: datetime) -> None:
    """The organisation's own involvement for it goes too, where another lets it still see the person."""
    if all(
        purpose == SECTION or a not in opened.who.agreements
        for a, purpose in opened.to.involvements
    ):
        return
    rows = Involvement.objects.filter(
        person=opened.person,
        organisation=opened.who.organisation,
        purpose=SECTION,
        withdrawn_at=None,
    )
    for row in rows.filter(last_day=None) | rows.filter(last_day__gte=today):
        withdraw(involvement=row, why=why.strip()[:LONGEST_WHY], by=by, today=today, now=now)


def _open(by: User, person: UUID, today: date, now: datetime) -> tuple[Opened, int]:
    opened = open_record(by, person, today=today, now=now, named=False)
    return opened, opened.check_write(SECTION)


def _check_own(adoption: Adoption, by: User, today: date, now: datetime) -> tuple[Opened, int]:
    opened, own = _open(by, adoption.person_id, today, now)
    if own != adoption.held_by_id:
        raise Http404
    return opened, own
