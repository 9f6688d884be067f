"""A tier is worked out, confirmed by a named practitioner, and set otherwise for a while. Only the confirmed one counts."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from django.db.transaction import atomic
from django.http import Http404

from throughgate.common.errors import Stale, WrongUse
from throughgate.people.assessment.events import OfAssessment
from throughgate.people.involvement.waiting import wait_for
from throughgate.people.person.iom.events import OfAdoption
from throughgate.people.record import changes as record
from throughgate.people.record.events import OfRow
from throughgate.people.record.opening import open_record
from throughgate.people.tier import access, inputs, kept, queries
from throughgate.people.tier.events import ScoresWorkedOut, TierCalculated, TierConfirmed
from throughgate.people.tier.models import CalculatedTier, ConfirmedTier, TierOverride
from throughgate.people.tier.override import rules as override_rules
from throughgate.people.tier.rules import Answer, Standing, Tier
from throughgate.privacy.access.models import User
from throughgate.privacy.audit import events
from throughgate.privacy.audit.events import Event

TAKEN_FROM = {"Sentence", "Mappa", "Whereabouts"}


@atomic
def calculate(*, person: UUID, by: User, today: date, now: datetime) -> bool:
    """Work the tier out anew as a suggestion. False where it says the same; nothing else follows either way."""
    wait_for("tier", person)
    opened = open_record(by, person, today=today, now=now, named=False)
    own = access.check_write(opened)
    opened.check("sentence")
    columns = kept.columns(inputs.of(opened), today=today)
    before = queries.own_newest(opened)
    if before is not None and kept.same(before, columns):
        return False
    made = CalculatedTier(
        person_id=person,
        held_by_id=own,
        entered_on=today,
        entered_by=by,
        number=before.number + 1 if before else 1,
        **columns,
    )
    made.save(force_insert=True)
    events.record(TierCalculated(person, today, row=made.pk, tier=made.tier), by=by)
    return True


def look_again(*, event: Event, by: User | None) -> None:
    """Heard of whatever a tier is taken from. Whoever does not work with tiers changes none: the page says it is old."""
    if by is None or event.person is None or not _matters(event):
        return
    now = datetime.combine(event.today, time.max, tzinfo=UTC)
    try:
        opened = open_record(by, event.person, today=event.today, now=now, named=False)
    except Http404:
        return
    if access.may_calculate(opened) and (_begins(event) or queries.own_newest(opened)):
        calculate(person=event.person, by=by, today=event.today, now=now)


def _matters(event: Event) -> bool:
    if isinstance(event, OfRow):
        return event.table in TAKEN_FROM or _begins(event)
    if isinstance(event, OfAssessment):
        return type(event).__name__ == "AssessmentSigned"
    return isinstance(event, OfAdoption | ScoresWorkedOut)


def _begins(event: Event) -> bool:
    """With a score somebody works on the tier; before that, nothing is worked out by itself."""
    return isinstance(event, ScoresWorkedOut) or (
        isinstance(event, OfRow) and event.table == "Score"
    )


@atomic
def confirm(*, calculation: CalculatedTier, by: User, today: date, now: datetime) -> bool:
    """From now on this tier drives lists and contact. False where it was confirmed already."""
    person = calculation.person_id
    wait_for("tier", person)
    opened = open_record(by, person, today=today, now=now, named=False)
    own = access.check_confirm(opened)
    if queries.own_newest(opened) != calculation:
        raise Stale(
            "The tier was worked out anew since you opened the page. Look at what it says now, then confirm."
        )
    if queries.is_out_of_date(opened, calculation):
        raise Stale(
            "What the tier is taken from has changed since it was worked out. Work it out anew, then confirm."
        )
    override_rules.check_confirm(Answer(Standing(calculation.standing), None))
    present = ConfirmedTier.objects.filter(person=person, held_by=own, last_day=None)
    if present.filter(calculation=calculation).exists():
        return False
    present.update(last_day=today)
    made = ConfirmedTier(
        person_id=person,
        held_by_id=own,
        entered_on=today,
        entered_by=by,
        tier=calculation.tier,
        calculation=calculation,
        first_day=today,
    )
    made.save(force_insert=True)
    events.record(TierConfirmed(person, today, row=made.pk, tier=made.tier), by=by)
    return True


@atomic
def enter(*, row: TierOverride, by: User, today: date, now: datetime) -> bool:
    """Set another tier than the confirmed one, for a reason and until a day; one at a time."""
    wait_for("tier", row.person_id)
    opened = open_record(by, row.person_id, today=today, now=now, named=False)
    own = access.check_confirm(opened)
    present = queries.own_standing(queries.standing(opened), own)
    if present and present.override and present.override.pk != row.pk:
        raise WrongUse(
            "Another tier is set already. Take that one out first, or wait until its last day."
        )
    row.first_day = today
    said = override_rules.Override(Tier(row.tier), row.reason, today, row.last_day)
    now_confirmed = present.confirmed if present else None
    override_rules.check_override(
        said, confirmed=Tier(now_confirmed.tier) if now_confirmed else None
    )
    return record.enter(row=row, by=by, today=today, now=now)


@atomic
def remove(*, row: TierOverride, version: int, by: User, today: date, now: datetime) -> None:
    """The confirmed tier holds again at once."""
    access.check_confirm(open_record(by, row.person_id, today=today, now=now, named=False))
    record.remove(row=row, version=version, by=by, today=today, now=now)


def amend(
    *, row: Any, version: int, fields: dict[str, Any], by: User, today: date, now: datetime
) -> None:
    raise WrongUse("What was set is not changed: take it out, and say the new reason.")
