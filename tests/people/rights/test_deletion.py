"""The nightly deletion, with a real row in every table: announced, held, done; afterwards no table holds the person."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from tests import signing_in
from tests.data.imports.people.rows import brought_of, line_of
from tests.making import making
from tests.people.person.rows import keep, match, one_of_each
from tests.people.rights.case import TODAY, Case, involve
from tests.people.rights.rows import of_rights
from throughgate.people.involvement.models import Involvement
from throughgate.people.person.models import Identity, Person
from throughgate.people.person.names.models import SearchKey
from throughgate.people.rights import jobs
from throughgate.people.rights.complaints.models import Complaint
from throughgate.people.rights.corrections.models import Correction
from throughgate.people.rights.deletion.models import Deletion, Hold
from throughgate.people.rights.requests.models import SubjectAccess
from throughgate.privacy.access.kinds import Kind
from throughgate.privacy.audit.models import AuditEvent

LONG_AGO = date(2019, 1, 1)
NAME = "Marshgate"
# What accounts for what was done holds the key of who is gone, and no name.
ACCOUNTS = {"Deletion", "DeletionHistory", "AuditEvent", "Look", "StandsOut", "StandsOutHistory"}


@contextmanager
def on(day: date, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("THROUGHGATE_TODAY", day.isoformat())
    yield


def night(day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    with on(day, monkeypatch), making():
        jobs.delete(0)


def ended(case: Case) -> None:
    """Nobody works with them since long ago."""
    with making():
        Involvement.objects.filter(person=case.person).update(
            first_day=LONG_AGO - timedelta(days=90), last_day=LONG_AGO
        )


def filled(case: Case) -> None:
    """A row of every table about a person, from both organisations; nothing that waits for an answer."""
    other = Person(created_by=case.prison)
    third = signing_in.organisation(Kind.COUNCIL)
    with making():
        other.save(force_insert=True)
        involve(case, case.prison, last_day=TODAY)
        Identity.objects.filter(person=case.person).delete()
        for holder in (case.lead, case.prison):
            keep(one_of_each(case.person, holder, case.worker.user))
            keep(brought_of(case.person, holder))
            keep([line_of(case.person, holder, case.agreement)])
            keep(of_rights(case.person, holder, third, case.officer.user))
        keep([match(case.person, other, case.lead)])
        SubjectAccess.objects.update(state="withdrawn", over_on=TODAY)
        Complaint.objects.update(state="withdrawn", over_on=TODAY)
        Correction.objects.update(state="withdrawn", answered_on=TODAY)
        Hold.objects.update(lifted_on=TODAY)
        Deletion.objects.all().delete()
        SearchKey.objects.filter(person=case.person).update(key="wmarshgate")
        Identity.objects.filter(person=case.person).update(family_name=NAME)
    ended(case)


def holding(person: Person) -> set[str]:
    """The tables in which anything of the person is found: their key in a column, or their name anywhere."""
    found = set()
    for model in apps.get_models():
        if not model.__module__.startswith("throughgate."):
            continue
        with connection.cursor() as cursor:
            table = model._meta.db_table
            cursor.execute(
                f'SELECT count(*) FROM "{table}" t WHERE to_jsonb(t)::text ILIKE ANY (%s)',
                [[f"%{person.pk}%", f"%{NAME}%"]],
            )
            if cursor.fetchone()[0]:
                found.add(model.__name__)
    return found


def test_afterwards_no_table_holds_the_person(case: Case, monkeypatch) -> None:
    filled(case)
    night(TODAY, monkeypatch)
    with making():
        before = holding(case.person)
        announced = list(Deletion.objects.filter(what="record"))
        assert {row.held_by_id for row in announced} >= {case.lead.pk, case.prison.pk}
        assert all(row.due_on == TODAY + timedelta(days=30) for row in announced)
    assert {"Identity", "IdentityHistory", "SearchKey", "Note", "Document", "Brought"} <= before
    night(TODAY + timedelta(days=29), monkeypatch)
    with making():
        assert Person.objects.filter(pk=case.person.pk).exists(), "not before the notice has passed"
    for _twice in range(2):
        night(TODAY + timedelta(days=30), monkeypatch)
    with making():
        assert not Person.objects.filter(pk=case.person.pk).exists()
        assert holding(case.person) - ACCOUNTS == set()
        assert {row.label for row in Deletion.objects.all()} == {""}
        accounts = str(list(Deletion.objects.values())) + str(list(AuditEvent.objects.values()))
        assert NAME not in accounts
        assert AuditEvent.objects.filter(kind="RecordDeleted").count() == 1


@pytest.mark.parametrize("what", ["hold", "request", "complaint", "correction"])
def test_what_is_held_or_to_be_answered_is_not_deleted(case: Case, monkeypatch, what) -> None:
    ended(case)
    night(TODAY, monkeypatch)
    by, part = case.officer.user, {"person": case.person}
    rows: dict[str, Any] = {
        "hold": Hold(**part, held_by=case.lead, why="A claim", set_by=by, first_day=TODAY),
        "request": SubjectAccess(**part, lead=case.lead, received_on=TODAY, how="letter", handled_by=by),
        "complaint": Complaint(
            **part, lead=case.lead, received_on=TODAY, how="letter", what="It", handled_by=by
        ),
        "correction": Correction(
            **part, held_by=case.lead, section="identity", about="A name", statement="No",
            asked_on=TODAY, written_by=by,
        ),
    }  # fmt: skip
    with making():
        rows[what].save(force_insert=True)
    night(TODAY + timedelta(days=31), monkeypatch)
    with making():
        assert Person.objects.filter(pk=case.person.pk).exists()
        assert {row.state for row in Deletion.objects.all()} == {"held"}
    if what == "hold":
        with making():
            Hold.objects.update(lifted_on=TODAY)
        for _twice in range(2):  # the first night it is announced again, the second it is done
            night(TODAY + timedelta(days=32), monkeypatch)
        with making():
            assert not Person.objects.filter(pk=case.person.pk).exists()


def test_when_somebody_works_with_them_again_it_is_called_off(case: Case, monkeypatch) -> None:
    ended(case)
    night(TODAY, monkeypatch)
    with making():
        involve(case, case.lead, first_day=TODAY)
    night(TODAY + timedelta(days=31), monkeypatch)
    with making():
        assert {(row.state, row.label) for row in Deletion.objects.all()} == {("off", "")}


def test_one_that_breaks_stops_no_other(case: Case, monkeypatch) -> None:
    ended(case)
    with making():
        other = Person.objects.create(created_by=case.lead)
        Person.objects.filter(pk=other.pk).update(created_at="2010-01-01T00:00Z")
    broken = min(case.person.pk, other.pk)
    take = jobs.deletion.take_step

    def breaks(**given: Any) -> Any:
        if given["due"].person == broken:
            raise RuntimeError
        return take(**given)

    monkeypatch.setattr(jobs.deletion, "take_step", breaks)
    night(TODAY, monkeypatch)
    with making():
        assert Deletion.objects.exists() or broken == case.person.pk


def test_officers_are_shown_it_before_and_may_hold_it(case: Case, monkeypatch) -> None:
    ended(case)
    night(TODAY, monkeypatch)
    officer, records = case.browser(case.officer), case.browser(case.records)
    for client in (officer, records):
        home = client.get("/").content.decode()
        assert "of somebody is to be deleted" in home and "4 April 2027" in home
        page = client.get("/rights/deletions").content.decode()
        assert "Robin Marshgate" in page
    assert "Hold this record" not in records.get("/rights/deletions").content.decode()
    address = f"/rights/holds/{case.person.pk}/set"
    assert records.get(address).status_code == 403
    assert officer.post(address, {"why": ""}).status_code == 422
    assert officer.post(address, {"why": "A claim"}).status_code == 302
    again = officer.post(address, {"why": "A claim"})
    assert again.status_code == 422 and "holds this record already" in again.content.decode()
    night(TODAY + timedelta(days=31), monkeypatch)
    with making():
        hold = Hold.objects.get()
        assert Person.objects.filter(pk=case.person.pk).exists()
    assert "Held: nothing is deleted" in officer.get("/rights/deletions").content.decode()
    lift = f"/rights/holds/{case.person.pk}/{hold.pk}/lift"
    assert records.post(lift).status_code == 403
    assert case.browser(case.theirs).post(lift).status_code == 404
    assert officer.post(lift).status_code == 302
    assert case.browser(case.worker).get("/rights/deletions").status_code == 403


def test_papers_go_when_their_time_is_over(case: Case, monkeypatch) -> None:
    with making():
        for over_on in (date(2024, 3, 1), date(2024, 4, 1)):
            SubjectAccess.objects.create(
                person=case.person, lead=case.lead, received_on=over_on, how="letter",
                handled_by=case.officer.user, state="withdrawn", over_on=over_on,
            )  # fmt: skip
    night(TODAY, monkeypatch)
    with making():
        assert [row.over_on for row in SubjectAccess.objects.all()] == [date(2024, 4, 1)]
