"""Begins an assessment, saves what is typed in it so that two writers lose nothing, and lets it go on after a move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F
from django.db.transaction import atomic

from throughgate.common.errors import WrongUse
from throughgate.people.assessment import access, events, queries
from throughgate.people.assessment.catalogue.rules import Part
from throughgate.people.assessment.filling import rules
from throughgate.people.assessment.filling.rules import Begins
from throughgate.people.assessment.models import Assessment, FilledPart
from throughgate.people.assessment.question_sets import rules as sets
from throughgate.people.assessment.question_sets.rules import QuestionSet
from throughgate.people.assessment.rules import Kind, merge, score, severity, threshold
from throughgate.people.record.opening import Opened, open_record
from throughgate.privacy.access.models import User
from throughgate.privacy.audit import events as audit


@dataclass(frozen=True)
class Saved:
    """What became of what was typed. clashes: somebody else saved another answer first; theirs stands until the writer
    has seen both. dropped: answers to questions that are no longer asked, kept beside the others."""

    part: FilledPart
    clashes: Mapping[str, str]
    dropped: Mapping[str, str]


@atomic
def start(
    *, key: UUID, person: UUID, kind: Kind, due: date | None, by: User, today: date, now: datetime
) -> Assessment:
    """Begin one with the last answers, each still to be said again; the same form sent twice is one."""
    opened = open_record(by, person, today=today, now=now, named=False)
    organisation = access.check_start(opened)
    queries.wait_for(key)
    queries.wait_for(person)
    before = Assessment.objects.filter(pk=key, person=person).first()
    if before is not None:
        return before
    if queries.is_open(opened, organisation, kind):
        raise WrongUse(
            "Your organisation has begun an assessment of this kind already. Go on with that one: "
            "it is on the page “Needs”."
        )
    into = sets.current(kind, today)
    last = queries.newest_signed(opened)
    made = Assessment(
        pk=key, person_id=person, held_by_id=organisation, entered_on=today, entered_by=by,
        kind=kind.value, question_set=into.code, started_on=today, due_on=due, follows=last,
    )  # fmt: skip
    made.save(force_insert=True)
    FilledPart.objects.bulk_create(_begun(opened, made, last, into))
    audit.record(
        events.AssessmentStarted(person=person, today=today, assessment=key, kind=kind), by=by
    )
    return made


@atomic
def write(
    *,
    of: UUID,
    person: UUID,
    part: str,
    typed: Mapping[str, str],
    before: Mapping[str, str],
    by: User,
    today: date,
    now: datetime,
) -> Saved:
    """Keep what was typed on one page, onto whatever was saved since it was opened."""
    opened = open_record(by, person, today=today, now=now, named=False)
    assessment = queries.locked(opened, of)
    asked_in = sets.question_set(assessment.question_set).section(part)
    access.check_fill(opened, assessment, asked_in.part.seen_under)
    row = queries.own_part(opened, assessment, part) or _empty(opened, assessment, asked_in.part)
    asked = {each.code: each for each in asked_in.asked_in(assessment.kind)}
    answers, beside = rules.apart(typed)
    kept, dropped = sets.sort_out(answers, asked=asked)
    saved = rules.flat(row.answers, vars(row))
    merged = merge(before=before, saved=saved, mine=rules.flat(kept, beside))
    row.dropped = {**row.dropped, **dropped}
    row.unsure = [c for c in row.unsure if c not in kept or c in merged.clashes]
    _write(row, merged.answers, sets.question_set(assessment.question_set))
    _keep(row, by=by, today=today)
    _record(assessment, row, by, today)
    return Saved(row, merged.clashes, dropped)


@atomic
def still_so(*, of: UUID, person: UUID, by: User, today: date, now: datetime) -> int:
    """Say of every answer carried from before that it is still so; the reader has them all before them."""
    opened = open_record(by, person, today=today, now=now, named=False)
    assessment = queries.locked(opened, of)
    access.check_lead(opened, assessment)
    access.check_open(assessment)
    said = 0
    for row in queries.own_parts(opened, assessment):
        if row.unsure and opened.may_write(row.section):
            said += len(row.unsure)
            row.unsure = []
            _keep(row, by=by, today=today)
            _record(assessment, row, by, today)
    return said


@atomic
def go_on(
    *, of: UUID, person: UUID, kind: Kind, due: date | None, by: User, today: date, now: datetime
) -> Assessment:
    """A draft goes on with the newest questions, or as another kind after a move: nothing that was said is lost."""
    opened = open_record(by, person, today=today, now=now, named=False)
    assessment = queries.locked(opened, of)
    access.check_lead(opened, assessment)
    access.check_open(assessment)
    if kind != assessment.kind and queries.is_open(opened, assessment.held_by_id, kind):
        raise WrongUse(
            "Your organisation has begun an assessment of that kind already. Go on with that one."
        )
    into = sets.current(kind, today)
    mine = {row.part: row for row in queries.own_parts(opened, assessment)}
    begins = rules.begin({p: row.answers for p, row in mine.items()}, into=into, kind=kind)
    assessment.kind, assessment.question_set = kind.value, into.code
    assessment.due_on, assessment.version = due, F("version") + 1
    assessment.save(update_fields=["kind", "question_set", "due_on", "version"])
    for part, begun in begins.items():
        if part in mine:
            _go_on(mine[part], begun, into)
            _keep(mine[part], by=by, today=today)
    missing = {part: begun for part, begun in begins.items() if part not in mine}
    FilledPart.objects.bulk_create(_rows(opened, assessment, missing, {}, into))
    audit.record(
        events.WentOn(person=person, today=today, assessment=assessment.pk, kind=kind), by=by
    )
    return assessment


@atomic
def choose_needs(
    *,
    of: UUID,
    person: UUID,
    part: str,
    needs: frozenset[str],
    by: User,
    today: date,
    now: datetime,
) -> FilledPart:
    """Which needs of a part are kept: the answers suggest, a practitioner decides."""
    opened = open_record(by, person, today=today, now=now, named=False)
    assessment = queries.locked(opened, of)
    asked_in = sets.question_set(assessment.question_set).section(part)
    access.check_fill(opened, assessment, asked_in.part.seen_under)
    row = queries.own_part(opened, assessment, part) or _empty(opened, assessment, asked_in.part)
    asked = asked_in.asked_in(assessment.kind)
    raised = set(rules.kept_needs(asked, row.answers, added=(), left_out=(), day=today))
    row.needs_added = sorted(needs - raised)
    row.needs_left_out = sorted(raised - needs)
    _keep(row, by=by, today=today)
    _record(assessment, row, by, today)
    return row


def _begun(
    opened: Opened, made: Assessment, last: Assessment | None, into: QuestionSet
) -> list[FilledPart]:
    """The last answer to each question, as the lead of an assessment or the reader’s own organisation wrote it."""
    if last is None:
        return []
    own = opened.who.organisation
    rows = [
        row
        for row in queries.signed_parts(opened)
        if row.held_by_id in (own, row.assessment.held_by_id)
    ]
    rows.sort(key=lambda row: (row.assessment.signed_on or date.min, row.held_by_id == own))
    earlier = {row.part: row for row in rows}
    said = rules.last_said(((r.part, r.answers) for r in rows), into=into, kind=made.kind)
    begins = rules.begin(said, into=into, kind=made.kind)
    return _rows(opened, made, begins, earlier, into)


def _rows(
    opened: Opened,
    of: Assessment,
    begins: Mapping[str, Begins],
    earlier: Mapping[str, FilledPart],
    into: QuestionSet,
) -> list[FilledPart]:
    parts = {section.part.code: section.part for section in into.sections}
    made = []
    for code, begun in begins.items():
        if code not in parts or not opened.may_write(parts[code].seen_under):
            continue
        row, before = _empty(opened, of, parts[code]), earlier.get(code)
        if before is not None:
            for name in (*rules.BESIDE, "needs_added", "needs_left_out"):
                setattr(row, name, getattr(before, name))
        row.unsure, row.dropped, row.version = list(begun.unsure), dict(begun.dropped), 1
        _write(row, rules.flat(begun.answers, vars(row)), into)
        made.append(row)
    return made


def _empty(opened: Opened, of: Assessment, part: Part) -> FilledPart:
    organisation = opened.check_write(part.seen_under)
    return FilledPart(
        person_id=of.person_id, assessment=of, held_by_id=organisation, entered_on=opened.today,
        entered_by=opened.user, section=part.seen_under, part=part.code, version=0,
    )  # fmt: skip


def _go_on(row: FilledPart, begun: Begins, into: QuestionSet) -> None:
    row.unsure = list(begun.unsure)
    row.dropped = {**row.dropped, **begun.dropped}
    _write(row, rules.flat(begun.answers, vars(row)), into)


def _write(row: FilledPart, said: Mapping[str, str], into: QuestionSet) -> None:
    """The columns from what was said, with the points of it."""
    row.answers, beside = rules.apart(said)
    for name, value in beside.items():
        setattr(row, name, value)
    section = next((each for each in into.sections if each.part.code == row.part), None)
    at = threshold(into.form, row.part, into.since)
    row.points = score(section, row.answers).points if section and at else None
    found = severity(row.points, at)
    row.severity = found.value if found else ""


def _keep(row: FilledPart, *, by: User, today: date) -> None:
    """What was handed in is written in again: it is to be handed in anew."""
    row.entered_on, row.entered_by, row.finished_on = today, by, None
    row.version += 1
    row.save(force_insert=row.version == 1, force_update=row.version > 1)


def _record(of: Assessment, row: FilledPart, by: User, today: date) -> None:
    saved = events.PartSaved(
        person=of.person_id, today=today, assessment=of.pk, kind=of.kind, row=row.pk
    )
    audit.record(saved, by=by)
