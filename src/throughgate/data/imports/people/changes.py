"""The only writes: files received, their preview, the yes or no to it, and what they bring. `by` None is this machine."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db.transaction import atomic
from django.http import Http404
from procrastinate.contrib.django import app

from throughgate.common.dates import long
from throughgate.common.errors import ThroughgateError, WrongUse
from throughgate.common.values import load
from throughgate.data.imports.people import access, bringing, queries
from throughgate.data.imports.people.events import (
    ImportConfirmed,
    ImportDone,
    ImportDropped,
    PeopleSent,
)
from throughgate.data.imports.people.models import ImportLine, PeopleImport
from throughgate.data.imports.people.planning import Outcome, Planned
from throughgate.data.imports.people.rules import ALLOWED, State
from throughgate.data.imports.rules import file_name
from throughgate.privacy.access.models import Agreement, Organisation, User
from throughgate.privacy.audit import events

ENDED = (State.DONE, State.REFUSED, State.DROPPED)
Files = Mapping[str, Sequence[tuple[str, Path]]]  # people, mapping: names and where each lies now


@atomic
def receive(
    *,
    organisation: Organisation,
    source: str,
    day: date,
    whole: bool,
    agreement: Agreement,
    purpose: str,
    files: Files,
    by: User | None,
    today: date,
    now: datetime,
) -> PeopleImport:
    """Take files in; they are moved, not copied."""
    _check(by, organisation, today)
    if day > today:
        raise WrongUse(
            "The day of the file has not come yet. Give the day on which it was written."
        )
    check_newest(organisation=organisation, source=source, day=day, by=by)
    if (agreement, purpose) not in queries.ways(organisation, today=today):
        raise WrongUse(
            f"{agreement} is not in force for {organisation}, or lists no flow for this purpose. "
            "Choose another, or ask your information officer."
        )
    sent = PeopleImport(
        id=uuid.uuid4(),
        organisation=organisation,
        source=source,
        day=day,
        whole=whole,
        agreement=agreement,
        purpose=purpose,
        files=[{"name": name, "size": path.stat().st_size} for name, path in files["people"]],
        sent_by=by,
        sent_at=now,
    )
    try:
        _put_away(sent.folder, files)
        sent.save()
        events.record(PeopleSent(person=None, today=today, of=sent.pk), by=by)
    except BaseException:
        shutil.rmtree(sent.folder, ignore_errors=True)
        raise
    return sent


def _check(by: User | None, organisation: Organisation, today: date) -> None:
    if by is not None and access.check_import(by, today=today) != organisation:
        raise Http404


def check_newest(*, organisation: Organisation, source: str, day: date, by: User | None) -> None:
    """An older file would put back what a newer one has changed."""
    newest = queries.newest_day(organisation, source)
    if newest and day < newest:
        raise WrongUse(
            f"A file of {source} written on {long(newest)} is in already, and this one is older "
            f"({long(day)}). Send the newest file."
        )


def _put_away(folder: Path, files: Files) -> None:
    for kind, sent in files.items():
        for number, (name, path) in enumerate(sent):
            place = folder / kind / f"{number:03}"
            place.mkdir(parents=True, mode=0o700)
            shutil.move(path, place / file_name(name))


@atomic
def queue(*, importing: PeopleImport, task: str, by: User | None) -> None:
    """Have the worker do it, one import of people at a time."""
    configured = app.configure_task(f"imports.{task}", lock="imports.people")
    configured.defer(importing=str(importing.pk))


@atomic
def begin(*, importing: str, to: State, by: None = None) -> PeopleImport | None:
    """Take it up; None where there is nothing left to do."""
    rows = PeopleImport.objects.select_for_update(of=["self"])
    found = (
        rows.select_related("organisation", "agreement", "confirmed_by")
        .filter(pk=importing)
        .first()
    )
    if found is None or to not in ALLOWED[State(found.state)]:
        return None
    _move(found, to, percent=0)
    return found


@atomic
def keep_preview(
    *, importing: PeopleImport, planned: Sequence[Planned], lines_read: int, by: None = None
) -> None:
    """What each line would do, for its sender to look at. Made anew when the job was broken off."""
    ImportLine.objects.filter(of=importing).delete()
    ImportLine.objects.bulk_create(_lines(importing, planned), batch_size=2000)
    _move(importing, State.PREVIEW, percent=100, lines_read=lines_read)


@atomic
def confirm(*, importing: PeopleImport, by: User | None, today: date) -> None:
    """Say yes to what the preview shows."""
    _check(by, importing.organisation, today)
    locked = PeopleImport.objects.select_for_update(of=["self"]).get(pk=importing.pk)
    check_newest(organisation=locked.organisation, source=locked.source, day=locked.day, by=by)
    _move(locked, State.CONFIRMED, percent=0, confirmed_by=by)
    events.record(ImportConfirmed(person=None, today=today, of=locked.pk), by=by)


@atomic
def drop(*, importing: PeopleImport, by: User | None, today: date, now: datetime) -> None:
    """Say no: nothing is brought in and the files are deleted."""
    _check(by, importing.organisation, today)
    _move(importing, State.DROPPED, ended_at=now)
    events.record(ImportDropped(person=None, today=today, of=importing.pk), by=by)
    shutil.rmtree(importing.folder, ignore_errors=True)


@atomic
def bring(
    *, importing: PeopleImport, part: Sequence[Planned], by: User | None, today: date, now: datetime
) -> None:
    """Write some people of the plan, whole or not at all."""
    bringing.bring(importing, part, today=today, now=now)


@atomic
def note_progress(*, importing: PeopleImport, percent: int, by: None = None) -> None:
    PeopleImport.objects.filter(pk=importing.pk).update(percent=min(100, percent))


@atomic
def finish(
    *,
    importing: PeopleImport,
    planned: Sequence[Planned],
    by: User | None,
    today: date,
    now: datetime,
) -> None:
    """All is in. A line that could be taken at the preview and could not now is told too: nothing is lost."""
    told = ImportLine.objects.filter(of=importing, outcome=Outcome.REFUSED)
    before = set(told.values_list("file", "line"))
    late = [
        each
        for each in planned
        if each.row and each.why and (each.row.file, each.row.line) not in before
    ]
    ImportLine.objects.bulk_create(_lines(importing, late))
    _move(importing, State.DONE, percent=100, ended_at=now)
    events.record(ImportDone(person=None, today=today, of=importing.pk), by=by)
    shutil.rmtree(importing.folder, ignore_errors=True)


@atomic
def refuse(*, importing: PeopleImport, reason: str, by: None, now: datetime) -> None:
    """Say why nothing more of it comes in, and delete the files."""
    _move(importing, State.REFUSED, refusal=reason, ended_at=now)
    shutil.rmtree(importing.folder, ignore_errors=True)


@atomic
def forget(*, by: None = None, today: date, now: datetime) -> None:
    """Delete the lines of imports that ended some time ago, and drop those that nobody said yes to."""
    before = now - timedelta(days=load("throughgate.data.imports.people")["kept_days"].on(today))
    waiting = PeopleImport.objects.filter(state=State.PREVIEW, sent_at__lt=before)
    for importing in waiting:
        drop(importing=importing, by=by, today=today, now=now)
    old = PeopleImport.objects.filter(state__in=ENDED, ended_at__lt=before)
    ImportLine.objects.filter(of__in=old).delete()


def _move(importing: PeopleImport, to: State, **fields: Any) -> None:
    if to not in ALLOWED[State(importing.state)]:
        raise ThroughgateError(
            f"This import is {importing.state} and cannot become {to}. Load the page again."
        )
    for name, value in {"state": to, **fields}.items():
        setattr(importing, name, value)
    importing.save(update_fields=["state", *fields])


def _lines(importing: PeopleImport, planned: Iterable[Planned]) -> Iterator[ImportLine]:
    made = {each.person for each in planned if each.made}
    for each in planned:
        row = each.row
        if each.outcome is Outcome.SAME and not (row and row.left_out):
            continue
        parts: dict[str, Any] = {"of": importing, "held_by": importing.organisation}
        name, born = (
            f"{each.said.get('given_names')} {each.said.get('family_name')}",
            each.said.get("birth_date"),
        )
        if row:
            parts |= {"file": row.file[:150], "line": row.line}
            name, born = row.name, row.birth_date
        new = each.outcome is Outcome.NEW
        yield ImportLine(
            **parts,
            outcome=each.outcome,
            person_id=None if new or each.why else each.person,
            name=name.strip()[:401],
            birth_date=born,
            why=each.why,
            differences=[vars(difference) for difference in each.differences],
            left_out=[vars(cell) for cell in row.left_out] if row else [],
        )
        if new and not each.made:
            yield ImportLine(**parts, outcome=ImportLine.JOINS, person_id=each.person)
        for person, why in each.alike if new else ():
            there = None if person in made else person  # two lines of the file: no secret
            yield ImportLine(**parts, outcome=ImportLine.ALIKE, person_id=there, why=why)
