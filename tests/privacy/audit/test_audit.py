"""What is written down of a change and a look: by the database, in the same transaction, and for good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from tests.making import making
from tests.truth.scene import NOW, TODAY, Scene, make
from throughgate.people.involvement.models import Involvement
from throughgate.people.person.models import Identity
from throughgate.privacy.access.models import Organisation
from throughgate.privacy.access.sight import seeing
from throughgate.privacy.audit import changes, events
from throughgate.privacy.audit.models import AuditEvent, Look

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Renamed(events.Event):
    organisation: Organisation
    since: date


@pytest.fixture
def scene() -> Scene:
    return make()


def renamed(scene: Scene) -> Renamed:
    return Renamed(scene.people["own"].pk, TODAY, organisation=scene.ours, since=TODAY)


def test_an_event_says_who_where_when_and_under_what(scene: Scene) -> None:
    worker = scene.users["practitioner"]
    with seeing(worker.pk, today=TODAY, now=NOW):
        events.record(renamed(scene), by=worker)
    with making():
        kept = AuditEvent.objects.exclude(kind="Truth").get()
        under = Involvement.objects.get(person=scene.people["own"])
    assert (kept.kind, kept.by, kept.organisation, kept.at) == ("Renamed", worker, scene.ours, NOW)
    assert kept.facts == {
        "today": "2027-03-05",
        "organisation": scene.ours.pk,
        "since": "2027-03-05",
    }
    assert (kept.under, kept.emergency) == ([under.pk], False)


def test_a_caller_cannot_say_who_when_or_where_wrongly(scene: Scene) -> None:
    worker, other = scene.users["practitioner"], scene.users["manager"]
    with seeing(worker.pk, today=TODAY, now=NOW):
        AuditEvent.objects.create(
            kind="X", by=other, organisation=scene.theirs, at="2001-01-01T00:00Z", under=[uuid4()]
        )
    with making():
        kept = AuditEvent.objects.exclude(kind="Truth").get()
    assert (kept.by, kept.organisation, kept.at, kept.under) == (worker, scene.ours, NOW, [])


def test_listeners_are_told_in_the_same_transaction(scene: Scene, monkeypatch) -> None:
    told = []
    monkeypatch.setattr(events, "LISTENERS", {})
    events.on(Renamed, lambda *, event, by: told.append((event, by)))
    event = renamed(scene)
    events.record(event, by=None)
    assert told == [(event, None)]


def test_what_a_listener_refuses_undoes_the_change(scene: Scene, monkeypatch) -> None:
    def refuse(*, event, by) -> None:
        raise IntegrityError

    monkeypatch.setattr(events, "LISTENERS", {})
    events.on(events.Event, refuse)
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.create(name="Undone", kind="prison")
        events.record(renamed(scene), by=None)
    assert not Organisation.objects.filter(name="Undone").exists()


def test_a_look_is_one_query_however_many_people(scene: Scene, django_assert_num_queries) -> None:
    worker = scene.users["practitioner"]
    people = [person.pk for person in scene.people.values()]
    with seeing(worker.pk, today=TODAY, now=NOW), django_assert_num_queries(1):
        changes.look(people=people, place="caseload", in_list=True, by=worker)
    with making():
        looks = {look.person_id: look for look in Look.objects.exclude(place="truth")}
    assert set(looks) == set(people)
    own, emergency = (looks[scene.people[state].pk] for state in ("own", "emergency"))
    assert (own.by, own.organisation, len(own.under), own.emergency) == (
        worker,
        scene.ours,
        1,
        False,
    )
    assert (emergency.under, emergency.emergency) == ([], True)


@pytest.mark.parametrize("table", ["privacy_look", "privacy_auditevent", "people_identityhistory"])
@pytest.mark.parametrize("words", ["UPDATE {} SET person_id = NULL", "DELETE FROM {}"])
def test_what_is_written_down_stays(scene: Scene, table: str, words: str) -> None:
    with pytest.raises(DatabaseError, match="only ever added"), connection.cursor() as cursor:
        cursor.execute(words.format(table))


def test_a_page_that_says_the_word_of_the_nightly_deletion_deletes_nothing(scene: Scene) -> None:
    with making():
        before = Identity.pgh_event_model.objects.count()
    worker = scene.users["information_officer"]
    with seeing(worker.pk, today=TODAY, now=NOW), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('throughgate.deleting', 'yes', true)")
        cursor.execute("DELETE FROM people_identityhistory")
        assert cursor.rowcount == 0
    with making():
        assert Identity.pgh_event_model.objects.count() == before > 0


def test_history_catches_raw_and_bulk_writes(scene: Scene) -> None:
    person, worker = scene.people["own"].pk, scene.users["practitioner"]
    with seeing(worker.pk, today=TODAY, now=NOW), connection.cursor() as cursor:
        Identity.objects.filter(person=person).update(given_names="Bulk")
        cursor.execute(
            "UPDATE people_identity SET given_names = 'Raw' WHERE person_id = %s", [person]
        )
        cursor.execute("DELETE FROM people_identity WHERE person_id = %s", [person])
        events.record(renamed(scene), by=worker)
    with making():
        kept = Identity.pgh_event_model.objects.filter(person=person, held_by=scene.ours)
        found = list(kept.order_by("pgh_id").values_list("pgh_label", "given_names", "pgh_by"))
        linked = set(kept.exclude(pgh_by=None).values_list("pgh_transaction", flat=True))
        event = AuditEvent.objects.exclude(kind="Truth").get()
    assert found == [
        ("insert", "Jo", None),
        ("update", "Bulk", worker.pk),
        ("update", "Raw", worker.pk),
        ("delete", "Raw", worker.pk),
    ]
    assert linked == {event.transaction}


def test_nobody_can_make_up_a_history(scene: Scene) -> None:
    person, worker = scene.people["own"].pk, scene.users["practitioner"]
    words = (
        "INSERT INTO people_identityhistory (pgh_created_at, pgh_label, id, person_id, held_by_id, "
        "given_names, family_name) VALUES (now(), 'update', %s, %s, %s, 'x', 'y')"
    )
    with seeing(worker.pk, today=TODAY, now=NOW), pytest.raises(DatabaseError, match="policy"):
        cursor = connection.cursor()
        with transaction.atomic():
            cursor.execute(words, [uuid4(), person, scene.ours.pk])


def test_only_information_officers_see_who_looked(scene: Scene) -> None:
    """Their own organisation's users whoever it was about, and anybody who looked at a person of theirs."""
    states = ["own", "nobody's", "expired"]
    people = [scene.people[state].pk for state in states]
    for looker in (scene.users["practitioner"], scene.stranger):
        with seeing(looker.pk, today=TODAY, now=NOW):
            changes.look(people=people, place="person", in_list=False, by=looker)
    for role, user in scene.users.items():
        with seeing(user.pk, today=TODAY, now=NOW):
            seen = {(look.by_id, look.person_id) for look in Look.objects.exclude(place="truth")}
        ours = {(scene.users["practitioner"].pk, person) for person in people}
        expected = (
            {*ours, (scene.stranger.pk, people[0])} if role == "information_officer" else set()
        )
        assert seen == expected, role
