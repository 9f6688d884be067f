"""Limits on who sees a person, and “I know this person”: at once, and without a word to whoever is kept out."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from tests.making import making
from tests.people.at_work import at_work, browser, events, few_queries
from tests.truth.scene import NOW, TODAY, Scene, limit
from throughgate.people.involvement import changes as involvement
from throughgate.people.involvement.access import Refused
from throughgate.people.involvement.models import KnownPerson, LimitedAccess
from throughgate.privacy.audit import events as audit


def test_i_know_this_person(scene: Scene) -> None:
    person, client = scene.people["own"].pk, browser(scene)
    assert client.get(f"/people/{person}/known").status_code == 200
    assert client.get("/people/known").url == "/people/", "nothing was declared"
    answer = client.post(f"/people/{person}/known", follow=True)
    assert "You see this person no longer" in answer.content.decode()
    assert client.get(f"/people/{person}/").status_code == 404
    assert str(person) not in client.get("/people/?whose=all").content.decode()
    assert len(events("DeclaredKnown")) == 1
    manager = browser(scene, "manager")
    with few_queries():
        shown = manager.get(f"/people/{person}/limits").content.decode()
    assert "A practitioner" in shown
    with making():
        known = KnownPerson.objects.get(person=person)
    sent = {"known": str(known.pk)}
    assert browser(scene, "mentor").post(f"/people/{person}/limits/lift", sent).status_code == 403
    assert manager.post(f"/people/{person}/limits/lift", sent).status_code == 302
    assert client.get(f"/people/{person}/").status_code == 200
    assert len(events("KnownLifted")) == 1


def form(scene: Scene, **said) -> dict:
    sent = {"kind": "excluded", "why": "A neighbour", "others": ""}
    return sent | {"colleagues": [str(scene.users["practitioner"].pk)]} | said


@pytest.mark.parametrize("role", ["manager", "record_officer", "information_officer"])
def test_an_officer_limits_and_lifts(scene: Scene, role: str) -> None:
    person, client, worker = scene.people["own"].pk, browser(scene, role), browser(scene)
    assert client.get(f"/people/{person}/limits/add").status_code == 200
    assert client.post(f"/people/{person}/limits/add", form(scene)).status_code == 302
    assert worker.get(f"/people/{person}/").status_code == 404
    shown = client.get(f"/people/{person}/limits").content.decode()
    assert "Kept out: A practitioner" in shown and "A neighbour" in shown
    with making():
        limited = LimitedAccess.objects.get(person=person, lifted_at=None)
    sent = {"limit": str(limited.pk)}
    assert client.post(f"/people/{person}/limits/lift", sent).status_code == 302
    assert worker.get(f"/people/{person}/").status_code == 200
    assert len(events("Limited")) == len(events("LimitLifted")) == 1


def test_restricted_leaves_only_the_named_and_who_said_so(scene: Scene) -> None:
    person = scene.people["own"].pk
    others = scene.users["panel_chair"].email.upper()
    sent = form(scene, kind="restricted", colleagues=[], others=others)
    assert browser(scene, "manager").post(f"/people/{person}/limits/add", sent).status_code == 302
    for role, status in (("panel_chair", 200), ("manager", 200), ("practitioner", 404)):
        assert browser(scene, role).get(f"/people/{person}/").status_code == status


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"why": ""}, "Say why"),
        ({"kind": ""}, "Choose what kind of limit"),
        ({"others": "nobody@truth.example"}, "Nobody here has the address"),
        ({"colleagues": []}, "Name the people to keep out"),
        ({"last_day_0": "1", "last_day_1": "1", "last_day_2": "2020"}, "in the past"),
    ],
)
def test_what_cannot_be_is_said(scene: Scene, said: dict, says: str) -> None:
    person = scene.people["own"].pk
    answer = browser(scene, "manager").post(f"/people/{person}/limits/add", form(scene, **said))
    assert answer.status_code == 422 and says in answer.content.decode()


def test_a_limit_of_another_s_and_of_another_person_stays(scene: Scene) -> None:
    person, client = scene.people["others excluded"].pk, browser(scene, "manager")
    with making():
        limited = LimitedAccess.objects.get(person=person)
    for where in (person, scene.people["own"].pk):
        sent = {"limit": str(limited.pk)}
        assert client.post(f"/people/{where}/limits/lift", sent).status_code == 302
    with making():
        assert LimitedAccess.objects.get(pk=limited.pk).lifted_at is None


RESTRICTED = "restricted by who does not lead"
EXCLUDED = "workers excluded by who does not lead"


@pytest.mark.parametrize(
    ("state", "role", "kept_out"),
    [
        (RESTRICTED, "information_officer", "practitioner"),
        (EXCLUDED, "information_officer", "practitioner"),
        (EXCLUDED, "record_officer", "manager"),
    ],
)
def test_whoever_leads_reads_of_a_limit_by_who_does_not_and_lifts_it(
    scene: Scene, state: str, role: str, kept_out: str
) -> None:
    person, client, worker = scene.people[state].pk, browser(scene, role), browser(scene, kept_out)
    assert worker.get(f"/people/{person}/").status_code == 404
    with few_queries():
        shown = client.get(f"/people/{person}/limits").content.decode()
    assert f"{scene.theirs.name} does not manage the sentence" in shown
    assert "Ask them first why" in shown and "why. Since" not in shown, "its reason is not told"
    with making():
        limited = LimitedAccess.objects.get(person=person)
    for _twice in range(2):
        sent = {"limit": str(limited.pk)}
        assert client.post(f"/people/{person}/limits/lift", sent).status_code == 302
    assert worker.get(f"/people/{person}/").status_code == 200
    assert len(events("LimitLifted")) == 1


def test_whom_a_restriction_keeps_out_is_not_told_of_it(scene: Scene) -> None:
    person = scene.people[RESTRICTED].pk
    for role in ("manager", "record_officer", "practitioner"):
        assert browser(scene, role).get(f"/people/{person}/limits").status_code == 404


def test_a_limit_by_another_that_leads_is_its_own(scene: Scene) -> None:
    """Neither lock lets it be lifted, and what was set is never changed into something else."""
    officer = scene.users["information_officer"]
    with making():
        limited = LimitedAccess.objects.get(person=scene.people["others excluded"])
        ours = LimitedAccess.objects.get(person=scene.people[EXCLUDED])
    with at_work(officer):
        with pytest.raises(Refused, match="lifts it"):
            involvement.lift_limit(limited=limited, by=officer, today=TODAY, now=NOW)
        assert not LimitedAccess.objects.filter(pk=limited.pk).update(lifted_at=NOW)
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            LimitedAccess.objects.filter(pk=ours.pk).update(why="x")


def test_an_officer_named_by_an_exclusion_is_kept_out_whoever_set_it(scene: Scene) -> None:
    person = scene.people[EXCLUDED]
    with making():
        limit(scene, person, "excluded", [scene.users["information_officer"]])
    client = browser(scene, "information_officer")
    assert client.get(f"/people/{person.pk}/limits").status_code == 404


def test_nothing_is_saved_when_the_audit_fails(scene: Scene, monkeypatch) -> None:
    def broken(event, *, by):
        raise RuntimeError("the audit is full")

    person, client = scene.people["others excluded"].pk, browser(scene, "manager")
    with making():
        known = KnownPerson.objects.create(
            person_id=person, user=scene.stranger, declared_on="2027-03-01"
        )
    monkeypatch.setattr(audit, "record", broken)
    client.raise_request_exception = False
    sent = {"known": str(known.pk)}
    assert client.post(f"/people/{person}/limits/lift", sent).status_code == 500
    with making():
        known.refresh_from_db()
        assert known.lifted_on is None
