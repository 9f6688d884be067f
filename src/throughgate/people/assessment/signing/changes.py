"""An assessment is checked, signed, countersigned where its organisation asks for it, and locked."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.transaction import atomic

from throughgate.common.errors import NotAllowed, Stale, WrongUse
from throughgate.people.assessment import access, events, queries
from throughgate.people.assessment.filling.rules import as_filled
from throughgate.people.assessment.models import AsksCountersign, Assessment, HarmRisk
from throughgate.people.assessment.needs import changes as needs
from throughgate.people.assessment.question_sets import rules as sets
from throughgate.people.assessment.rules import (
    AtRisk,
    Gap,
    Kind,
    State,
    check_countersigner,
    check_move,
    gaps,
    is_empty,
)
from throughgate.people.record.opening import Opened, open_record
from throughgate.privacy.access.models import User
from throughgate.privacy.audit import events as audit


@atomic
def check(*, of: UUID, person: UUID, by: User, today: date, now: datetime) -> None:
    """Every answer was read through, and each from before is still so."""
    opened, assessment = _opened(of, person, by, today, now)
    rows = queries.parts(opened, assessment)
    left = sum(len(row.unsure) for row in rows if row.held_by_id == assessment.held_by_id)
    if left:
        raise WrongUse(
            f"{left} answers from before are still to be said again. Say of each that it is still so, or change it."
        )
    filled = as_filled((row.part, row.answers) for row in rows)
    questions = sets.question_set(assessment.question_set)
    missing = gaps(questions, filled, kind=Kind(assessment.kind), day=today)
    _move(assessment, State.CHECKED, today, gaps=missing, empty=is_empty(filled), checked_on=today)
    _record(events.AssessmentChecked, assessment, by, today)


@atomic
def open_again(*, of: UUID, person: UUID, by: User, today: date, now: datetime) -> None:
    """What was checked is a draft again."""
    _unused, assessment = _opened(of, person, by, today, now)
    if State(assessment.state) is State.SIGNED:
        raise NotAllowed("It is signed. Whoever countersigns can send it back to be changed.")
    _move(assessment, State.DRAFT, today, checked_on=None)
    _record(events.AssessmentOpenedAgain, assessment, by, today)


@atomic
def sign(
    *, of: UUID, person: UUID, version: int, by: User, today: date, now: datetime
) -> Assessment:
    """By the worker who made it: the needs stand from now on. Where nobody countersigns it is locked."""
    opened, assessment = _opened(of, person, by, today, now)
    if assessment.version != version:
        raise Stale("It was changed since you read it through. Read the answers again, then sign.")
    again = queries.asks_countersign(assessment.held_by_id, opened)
    _move(assessment, State.SIGNED, today, signed_by=by, signed_on=today, sent_back="")
    needs.set_needs(of=assessment, parts=queries.own_parts(opened, assessment), by=by, today=today)
    _record(events.AssessmentSigned, assessment, by, today)
    if not again:
        _lock(assessment, by, today, countersign=False)
    return assessment


@atomic
def countersign(*, of: UUID, person: UUID, by: User, today: date, now: datetime) -> None:
    """The second signature, by a manager who did not make the first; then it is locked."""
    opened, assessment = _opened(of, person, by, today, now)
    access.check_countersign(opened, assessment)
    check_countersigner(assessment.signed_by_id, by.pk)
    by_whom: dict[str, Any] = {"countersigned_by": by, "countersigned_on": today}
    _move(assessment, State.COUNTERSIGNED, today, countersign=True, **by_whom)
    _record(events.AssessmentCountersigned, assessment, by, today)
    _lock(assessment, by, today, countersign=True)


@atomic
def send_back(*, of: UUID, person: UUID, why: str, by: User, today: date, now: datetime) -> None:
    """A draft again, with the reason; the signature is taken back, the needs stand until it is signed anew."""
    opened, assessment = _opened(of, person, by, today, now)
    access.check_countersign(opened, assessment)
    nobody: dict[str, Any] = {"signed_by": None, "signed_on": None, "checked_on": None}
    _move(assessment, State.DRAFT, today, countersign=True, sent_back=why, **nobody)
    _record(events.AssessmentOpenedAgain, assessment, by, today)


@atomic
def hand_in(*, of: UUID, person: UUID, part: str, by: User, today: date, now: datetime) -> None:
    """A pathway’s professional has finished their part: its needs stand as their organisation says them."""
    opened = open_record(by, person, today=today, now=now, named=False)
    assessment = queries.locked(opened, of)
    row = queries.own_part(opened, assessment, part)
    if row is None or not row.answers:
        raise WrongUse(
            "Nothing is answered in this part yet. Answer what you can, then hand it in."
        )
    access.check_fill(opened, assessment, row.section)
    row.finished_on, row.version = today, row.version + 1
    row.save(update_fields=["finished_on", "version"])
    needs.set_needs(of=assessment, parts=[row], by=by, today=today)
    handed_in = events.PartHandedIn(
        person=person, today=today, assessment=of, kind=assessment.kind, row=row.pk
    )
    audit.record(handed_in, by=by)


@atomic
def say_harm(
    *,
    of: UUID,
    person: UUID,
    levels: dict[AtRisk, tuple[str, str]],
    seen: dict[AtRisk, int],
    by: User,
    today: date,
    now: datetime,
) -> None:
    """How likely serious harm is, by group, and why. `seen`: the version of each that the writer had before them."""
    opened, assessment = _opened(of, person, by, today, now)
    organisation = opened.check_write("risk")
    access.check_open(assessment)
    there = {AtRisk(row.towards): row for row in queries.harm(opened, assessment)}
    for group, (level, words) in levels.items():
        row = there.get(group) or HarmRisk(
            person_id=person, assessment=assessment, held_by_id=organisation, towards=group.value, version=0,
        )  # fmt: skip
        if (row.level, row.words) == (level, words):
            continue
        if row.version != seen.get(group, 0):
            raise Stale(
                "A colleague changed this since you opened it. What it says now is shown beside what you chose: "
                "look at both, then save again."
            )
        row.level, row.words, row.version = level, words, row.version + 1
        row.entered_on, row.entered_by = today, by
        row.save(force_insert=row.version == 1, force_update=row.version > 1)
    _record(events.HarmSaid, assessment, by, today)


@atomic
def ask_countersign(*, ask: bool, by: User, today: date) -> None:
    """Whether the user’s organisation asks for a second signature; a manager says."""
    organisation = access.check_manages(by, today=today)
    asks = AsksCountersign.objects.filter(organisation=organisation)
    if ask is asks.exists():
        return
    if ask:
        AsksCountersign.objects.create(organisation=organisation, first_day=today, set_by=by)
    else:
        asks.delete()
    event = events.CountersignAsked if ask else events.CountersignNotAsked
    audit.record(event(person=None, today=today), by=by)


def _opened(
    of: UUID, person: UUID, by: User, today: date, now: datetime
) -> tuple[Opened, Assessment]:
    opened = open_record(by, person, today=today, now=now, named=False)
    assessment = queries.locked(opened, of)
    access.check_lead(opened, assessment)
    return opened, assessment


def _move(
    assessment: Assessment,
    after: State,
    today: date,
    *,
    countersign: bool = False,
    gaps: Collection[Gap] = (),
    empty: bool = False,
    **columns: Any,
) -> None:
    before = State(assessment.state)
    check_move(before, after, countersign=countersign, gaps=gaps, empty=empty)
    assessment.state, assessment.version = after.value, assessment.version + 1
    for name, value in columns.items():
        setattr(assessment, name, value)
    assessment.save(update_fields=["state", "version", *columns])


def _lock(assessment: Assessment, by: User, today: date, *, countersign: bool) -> None:
    _move(assessment, State.LOCKED, today, countersign=countersign)
    _record(events.AssessmentLocked, assessment, by, today)


def _record(kind: type[events.OfAssessment], assessment: Assessment, by: User, today: date) -> None:
    event = kind(
        person=assessment.person_id, today=today, assessment=assessment.pk, kind=assessment.kind
    )
    audit.record(event, by=by)
