"""The needs of a person as one organisation has them: set when an assessment is signed, moved as the plan goes on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import F
from django.db.transaction import atomic
from django.http import Http404

from throughgate.common.errors import Stale
from throughgate.people.assessment import events
from throughgate.people.assessment.catalogue import rules as catalogue
from throughgate.people.assessment.filling.rules import kept_needs
from throughgate.people.assessment.models import Assessment, FilledPart, Need
from throughgate.people.assessment.question_sets import rules as sets
from throughgate.people.assessment.rules import needs_settled, threshold
from throughgate.people.record.opening import open_record
from throughgate.privacy.access.models import User
from throughgate.privacy.audit import events as audit


@atomic
def set_needs(*, of: Assessment, parts: Iterable[FilledPart], by: User, today: date) -> None:
    """What these parts, all of one holder, say the person needs; what they say is settled is over."""
    parts = list(parts)
    present = {row.code: row for row in _present(of, parts)}
    raised: dict[str, Need] = {}
    kept: dict[str, Need] = {}
    settled: set[str] = set()
    for part in parts:
        codes, over = _said_in(of, part, today)
        settled |= over
        for code in codes:
            if code not in raised and code not in kept:
                into = kept if code in present else raised
                into[code] = _said(
                    present.get(code) or _new(of, part, code, today), of, part, by, today
                )
    written = {part.part for part in parts}
    over_now = [
        row
        for code, row in present.items()
        if code not in kept
        and row.part in written
        and (code in settled or row.assessment_id == of.pk)
    ]
    _save(list(raised.values()), list(kept.values()), over_now, today)
    ids = {"raised": raised.values(), "kept": kept.values(), "over": over_now}
    rows = {name: tuple(row.pk for row in some) for name, some in ids.items()}
    audit.record(events.NeedsSet(person=of.person_id, today=today, **rows), by=by)


@atomic
def move(*, need: Need, version: int, status: str, by: User, today: date, now: datetime) -> None:
    """What has become of a need of the user’s own organisation: not started, in progress, met or declined."""
    opened = open_record(by, need.person_id, today=today, now=now, named=False)
    if opened.check_write(need.section) != need.held_by_id:
        raise Http404
    if need.status == status:
        return
    rows = Need.objects.filter(pk=need.pk, version=version)
    if not rows.update(status=status, version=F("version") + 1, entered_on=today, entered_by=by):
        raise Stale("Somebody changed this need since you opened the page. Look at it again.")
    moved = events.NeedMoved(person=need.person_id, today=today, row=need.pk, status=status)
    audit.record(moved, by=by)


def _said_in(of: Assessment, part: FilledPart, today: date) -> tuple[tuple[str, ...], set[str]]:
    """The needs that a part keeps, and those that it says are settled."""
    asked = sets.question_set(of.question_set).asked(part.part, of.kind)
    added, left_out = part.needs_added, part.needs_left_out
    codes = kept_needs(asked, part.answers, added=added, left_out=left_out, day=today)
    return codes, {*needs_settled(asked, part.answers), *left_out}


def _present(of: Assessment, parts: list[FilledPart]) -> Iterable[Need]:
    holders = {part.held_by_id for part in parts}
    return Need.objects.filter(person=of.person_id, held_by__in=holders, last_day=None)


def _new(of: Assessment, part: FilledPart, code: str, today: date) -> Need:
    pathway = catalogue.need(code, today).pathway
    return Need(
        person_id=of.person_id, held_by_id=part.held_by_id, code=code, pathway=pathway,
        section=f"needs:{pathway}", part=part.part, first_day=today, version=0,
    )  # fmt: skip


def _said(row: Need, of: Assessment, part: FilledPart, by: User, today: date) -> Need:
    """As this assessment says it."""
    at = threshold(sets.question_set(of.question_set).form, part.part, of.started_on)
    row.assessment, row.entered_on, row.entered_by = of, today, by
    row.severity, row.points, row.threshold = (
        part.severity,
        part.points,
        at.standard if at else None,
    )
    if (
        row.status == "met"
    ):  # it is there again; that help is not wanted, only the person takes back
        row.status = "not_started"
    row.linked_to_harm = bool(part.linked_to_harm)
    row.linked_to_reoffending = bool(part.linked_to_reoffending)
    return row


def _save(raised: list[Need], kept: list[Need], over: list[Need], today: date) -> None:
    for row in (*raised, *kept, *over):
        row.version += 1
    for row in over:
        row.last_day = today
    Need.objects.bulk_create(raised)
    said = ["assessment", "entered_on", "entered_by", "severity", "points", "threshold",
            "linked_to_harm", "linked_to_reoffending", "status", "version"]  # fmt: skip
    if kept:
        Need.objects.bulk_update(kept, said)
    if over:
        Need.objects.bulk_update(over, ["last_day", "version"])
