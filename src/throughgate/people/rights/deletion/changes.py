"""What the nightly job does with what is due, and the holds that stop it."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from django.db import connection
from django.db.models import DateTimeField, Model
from django.db.transaction import atomic
from django.http import Http404

from throughgate.common import dates
from throughgate.people.rights import access, events
from throughgate.people.rights.access import NotNow
from throughgate.people.rights.deletion import queries, rules
from throughgate.people.rights.deletion.clocks import PAPERS
from throughgate.people.rights.deletion.models import RECORD, Deletion, Hold
from throughgate.people.rights.deletion.queries import Due
from throughgate.people.rights.deletion.rules import Known, Next, State
from throughgate.privacy.access.models import User
from throughgate.privacy.audit.events import record
from throughgate.privacy.audit.history import HISTORIES


@atomic
def call_off(*, by: None = None, today: date) -> int:
    """Somebody works with them again: nothing of theirs is deleted."""
    again = queries.involved_again(today=today)
    _move(again, State.OFF, today)
    return len(again)


@atomic
def take_step(*, due: Due, by: None = None, today: date) -> Next:
    """Announce, hold or delete what is due of one person. Safe to run twice."""
    standing = queries.standing(due.person, due.what)
    known = Known(
        since=due.since,
        months=due.months,
        held=queries.held(due.person),
        announced_on=max((row.announced_on for row in standing), default=None),
    )
    step = rules.next_step(known, today=today)
    if step is Next.ANNOUNCE:
        _announce(due, today)
    elif step is Next.HOLD:
        _move([row for row in standing if row.state != State.HELD.value], State.HELD, today)
    elif step is Next.DELETE:
        _delete(due, standing, today)
    else:
        _move([row for row in standing if row.state == State.HELD.value], State.ANNOUNCED, today)
    return step


@atomic
def delete_papers(*, by: None = None, today: date) -> int:
    """The officers' own papers and the audit, when their time is over. Returns how many rows."""
    count = 0
    _with_word()
    for model, (column, kept) in PAPERS.items():
        latest = _latest(model, column, rules.months_kept(kept.value, today), today)
        ids = model._base_manager.filter(**{f"{column}__lt": latest}).values_list("pk", flat=True)
        gone = list(ids)
        if gone:
            model._base_manager.filter(pk__in=gone).delete()
            _forget(model, gone)
            deleted = events.RowsDeleted(
                person=None, today=today, table=model.__name__, rows=len(gone)
            )
            record(deleted, by=None)
        count += len(gone)
    return count


@atomic
def set_hold(*, person: UUID, why: str, by: User, today: date, now: datetime) -> None:
    """Nothing of this person is deleted until it is lifted, whoever holds it."""
    post = access.check_officer(by, today=today)
    if not queries.may_hold(by, person, today=today, now=now):
        raise Http404
    if not why.strip():
        raise NotNow("Say why the record must be kept.")
    if queries.hold_on(by, person, today=today):
        raise NotNow("Your organisation holds this record already.")
    made = Hold(
        person_id=person, held_by=post.organisation, why=why.strip(), set_by=by, first_day=today
    )
    made.save(force_insert=True)
    record(events.HoldSet(person=person, today=today, case=made.pk), by=by)


@atomic
def lift_hold(*, hold: Hold, by: User, today: date) -> None:
    access.check_leads(by, hold.held_by_id, today=today)
    Hold.objects.filter(pk=hold.pk, lifted_on=None).update(lifted_on=today, lifted_by=by)
    record(events.HoldLifted(person=hold.person_id, today=today, case=hold.pk), by=by)


def _latest(model: type[Model], column: str, months: int, today: date) -> date:
    """The first day that is still kept; as the moment at which it begins where the column holds moments."""
    day = dates.add_months(today, -months)
    if isinstance(model._meta.get_field(column), DateTimeField):
        return datetime.combine(day, time(), tzinfo=dates.LONDON)
    return day


def _announce(due: Due, today: date) -> None:
    day = max(rules.due_on(due.since, due.months), today + rules.notice(today))
    Deletion.objects.bulk_create(
        Deletion(
            person_id=due.person,
            held_by_id=holder,
            what=due.what,
            label=queries.name_held_by(due.person, holder),
            rows=count,
            since=due.since,
            announced_on=today,
            due_on=day,
        )
        for holder, count in sorted(queries.rows_by_holder(due, today=today).items())
    )


def _delete(due: Due, standing: list[Deletion], today: date) -> None:
    _move([row for row in standing if row.state == State.HELD.value], State.ANNOUNCED, today)
    if due.what == RECORD:
        _delete_record(due.person, today)
        standing = queries.all_standing(due.person)
        _move([row for row in standing if row.state == State.HELD.value], State.ANNOUNCED, today)
    else:
        _delete_rows(due, today)
    _move(standing, State.DONE, today)
    _with_word()  # what was announced named them, in its history too
    gone = queries.announced_ever(due.person) if due.what == RECORD else standing
    _forget(Deletion, [row.pk for row in gone])


def _delete_record(person: UUID, today: date) -> None:
    """The event first: what listens (files on the disk) still finds the rows."""
    count = sum(
        model._base_manager.filter(**{column: person}).count()
        for model, column in queries.tables_of_a_person()
    )
    record(events.RecordDeleted(person=person, today=today, rows=count), by=None)
    tables = queries.tables_of_a_person()
    for model, column in tables:
        model._base_manager.filter(**{column: person})._raw_delete("default")
    person_table = tables[0][0]._meta.apps.get_model("people", "Person")
    person_table._base_manager.filter(pk=person)._raw_delete("default")
    _with_word()
    for model, history in HISTORIES.items():
        columns = [column for table, column in tables if table is model]
        columns += ["id"] if model is person_table else []
        for column in columns:
            history._base_manager.filter(**{column: person})._raw_delete("default")
    with connection.cursor() as cursor:  # every key still leads somewhere, or all of it is undone
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _delete_rows(due: Due, today: date) -> None:
    rows = queries.rows_of(due, today=today)
    gone = list(rows.values_list("pk", flat=True))
    deleted = events.RowsDeleted(person=due.person, today=today, table=due.what, rows=len(gone))
    record(deleted, by=None)
    rows.delete()
    _with_word()
    _forget(rows.model, gone)


def _forget(model: type, gone: list[UUID]) -> None:
    """The history of rows that are gone goes too."""
    if model in HISTORIES:
        HISTORIES[model]._base_manager.filter(id__in=gone)._raw_delete("default")


def _with_word() -> None:
    """Say the word that lets history be deleted in this transaction, by a role that may."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('throughgate.deleting', 'its time is over', true)")


def _move(rows: list[Deletion], to: State, today: date) -> None:
    over = to in (State.OFF, State.DONE)
    for row in rows:
        if not rules.may_move(State(row.state), to):
            raise NotNow(f"A deletion that is {row.state} cannot be {to.value}.")
        changes: dict[str, object] = {"state": to.value}
        changes |= {"over_on": today, "label": ""} if over else {}
        Deletion.objects.filter(pk=row.pk).update(**changes)
        row.state = to.value
