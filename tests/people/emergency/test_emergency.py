"""Emergency access: exact, kept, the same answer for whoever must not be found, reviewed afterwards."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.making import making
from tests.people.at_work import at_work, browser, called, events, few_queries
from tests.truth.scene import NOW, TODAY, Scene
from throughgate.common import dates
from throughgate.people.emergency import changes, queries
from throughgate.people.emergency.changes import Came
from throughgate.people.involvement.models import EmergencyAccess
from throughgate.people.person.identifiers.models import Identifier
from throughgate.people.person.names.models import SearchKey
from throughgate.privacy.audit import events as audit
from throughgate.privacy.audit.models import AuditEvent

BORN = date(1984, 5, 6)
CLOCK = dates.now  # as it runs: the scene's stands still
WORDS = ["d1984-05-06", "wquillfeather", "wxerxes"]


@pytest.fixture
def stranger(scene: Scene):
    """Somebody whom our organisation does not work with; nobody else of the scene shares their keys."""
    person = scene.people["other organisation's"]
    with making():
        SearchKey.objects.all().delete()
        Identifier.objects.filter(person=person, held_by=scene.theirs).update(number="X765432")
    called(person, scene.theirs, "Xerxes", "Quillfeather", BORN)
    return person


def exactly(scene: Scene, *wanted: str, role: str = "practitioner"):
    with at_work(scene.users[role]):
        return queries.exactly(list(wanted))


def test_only_what_is_exact_finds(scene: Scene, stranger) -> None:
    assert exactly(scene, *WORDS) == stranger.pk
    assert exactly(scene, "nx765432") == stranger.pk
    for wanted in (
        ["nx765433"],
        ["wxerxes", "wquillfeather"],
        ["d1984-05-06"],
        ["d1984-05-06", "wxerxes"],
        ["d1984-05-07", "wxerxes", "wquillfeather"],
        ["d1984-05-06", "wxerxes", "wquill"],
        ["d1984-05-06", "wxerxes", "wxerxes"],
        [*WORDS, "sXRKS"],
        ["nx765432", "wxerxes"],
        [],
    ):
        assert exactly(scene, *wanted) is None, wanted
    for role in ("mentor", "analyst", "administrator"):
        assert exactly(scene, *WORDS, role=role) is None
    with at_work(scene.users["practitioner"]):
        assert not SearchKey.objects.filter(person=stranger).exists()  # the lock is shut again


def test_two_who_fit_limited_and_known_are_nobody(scene: Scene, stranger) -> None:
    for state in ("restricted to others", "excluded", "known to them", "restricted to them"):
        called(scene.people[state], scene.theirs, "Xerxes", "Quillfeather", BORN)
    assert exactly(scene, *WORDS) == stranger.pk  # those are as if they were not there
    called(scene.people["expired"], scene.theirs, "Xerxes", "Quillfeather", BORN)
    assert exactly(scene, *WORDS) is None


def sent(**said) -> dict:
    form = {"name": "Xerxes Quillfeather", "why": "They are on the bridge."}
    return form | {"birth_date_0": "6", "birth_date_1": "5", "birth_date_2": "1984"} | said


def test_the_page_opens_a_day_s_sight_with_a_banner_and_no_health(scene: Scene, stranger) -> None:
    client = browser(scene)
    assert client.get(f"/people/{stranger.pk}/").status_code == 404
    assert client.get("/people/emergency").status_code == 200
    answer = client.post("/people/emergency", sent())
    assert answer.status_code == 302 and str(stranger.pk) in answer["Location"]
    with few_queries():
        page = client.get(answer["Location"]).content.decode()
    assert "You see this record in an emergency, until 12:00 on 6 March 2027" in page
    assert (
        "in an emergency" not in client.get(f"/people/{scene.people['own'].pk}/").content.decode()
    )
    assert [e.facts["opened"] for e in events("EmergencyTried")] == [True]
    assert [e.person_id for e in events("EmergencyOpened")] == [stranger.pk]
    # Somebody seen anyway is opened without an emergency.
    client.post("/people/emergency", sent())
    with making():
        assert EmergencyAccess.objects.filter(person=stranger).count() == 1


def test_it_opens_while_the_clock_runs(scene: Scene, stranger, monkeypatch) -> None:
    monkeypatch.setattr(dates, "now", CLOCK)
    client = browser(scene)
    answer = client.post("/people/emergency", sent())
    assert answer.status_code == 302
    assert client.get(answer["Location"]).status_code == 200


def test_whoever_cannot_be_opened_after_all_is_not_there_and_the_try_is_kept(
    scene: Scene, stranger, monkeypatch
) -> None:
    hidden = scene.people["restricted to others"].pk
    monkeypatch.setattr(queries, "exactly", lambda keys: hidden)
    answer = browser(scene).post("/people/emergency", sent())
    assert answer.status_code == 422 and "Nothing was opened" in answer.content.decode()
    assert [e.facts["opened"] for e in events("EmergencyTried")] == [False]
    with making():
        assert not EmergencyAccess.objects.filter(person=hidden).exists()


def test_not_there_limited_and_known_answer_the_same_and_every_try_is_kept(
    scene: Scene, stranger
) -> None:
    answers = []
    for state in ("nobody's", "restricted to others", "known to them"):
        called(scene.people[state], scene.theirs, f"Ada {state[:4]}", "Lovelorn", BORN)
        name = "No Body" if state == "nobody's" else f"Ada {state[:4]} Lovelorn"
        answer = browser(scene).post("/people/emergency", sent(name=name))
        text = answer.content.decode().replace(name, "")
        assert answer.status_code == 422 and "Nothing was opened" in text
        answers.append(text.split("<main")[1].split('name="csrf')[0])
    assert len(set(answers)) == 1
    tried = events("EmergencyTried")
    assert len(tried) == 3 and all(e.person_id is None and not e.facts["opened"] for e in tried)


def test_many_tries_are_too_many(scene: Scene, stranger) -> None:
    with at_work(scene.users["practitioner"]) as user:
        asked = {"why": "why", "by": user, "today": TODAY, "now": NOW}
        most = queries.most_tries(TODAY)
        for _ in range(most):
            assert changes.ask(keys=["nx000000"], **asked).came is Came.NOTHING
        assert changes.ask(keys=WORDS, **asked).came is Came.TOO_OFTEN
        assert queries.exactly(WORDS) is None  # the database says so too
    assert "asked many times" in browser(scene).post("/people/emergency", sent()).content.decode()
    assert exactly(scene, *WORDS, role="manager") == stranger.pk  # of one user, not of all
    later = NOW + timedelta(hours=1, minutes=1)
    with at_work(scene.users["practitioner"]):
        pass
    with making():
        assert AuditEvent.objects.filter(kind="EmergencyTried", at__gt=later).count() == 0


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"why": " "}, "Say why you must see"),
        ({"name": "Xerxes"}, "both the first name and the family name"),
        ({"birth_date_0": "31", "birth_date_1": "2"}, "must be a real date"),
        ({"name": ""}, "Give a number, or the name and the birth date"),
        ({"number": "X765432"}, "Choose whose number it is"),
        ({"number": "X76", "kind": "crn"}, "does not have the right shape"),
    ],
)
def test_what_cannot_be_is_said(scene: Scene, said: dict, says: str) -> None:
    answer = browser(scene).post("/people/emergency", sent(**said))
    assert answer.status_code == 422 and says in answer.content.decode()
    assert not events("EmergencyTried")


def test_who_may_not(scene: Scene) -> None:
    for role in ("mentor", "analyst"):
        assert browser(scene, role).post("/people/emergency", sent()).status_code == 403


def test_nothing_is_opened_when_the_audit_fails(scene: Scene, stranger, monkeypatch) -> None:
    def broken(event, *, by):
        raise RuntimeError("the audit is full")

    monkeypatch.setattr(audit, "record", broken)
    with pytest.raises(RuntimeError), at_work(scene.users["practitioner"]) as user:
        changes.ask(keys=WORDS, why="why", by=user, today=TODAY, now=NOW)
    with making():
        assert not EmergencyAccess.objects.filter(person=stranger).exists()


def test_the_officer_reviews(scene: Scene, stranger) -> None:
    with making():
        EmergencyAccess.objects.all().delete()
    browser(scene).post("/people/emergency", sent())
    client = browser(scene, "information_officer")
    assert "Emergency accesses to review" in client.get("/").content.decode()
    with few_queries():
        shown = client.get("/people/emergencies").content.decode()
    with making():
        opened = EmergencyAccess.objects.get()
    assert "They are on the bridge." in shown and "Open now" in shown
    address = f"/people/emergencies/{opened.pk}"
    page = client.get(address).content.decode()
    assert "Somebody your organisation does not work with" in page and "Quillfeather" not in page
    assert client.post(address, {"finding": ""}).status_code == 422
    assert client.post(address, {"finding": "Right."}).status_code == 302
    assert "Right." in client.get("/people/emergencies?state=reviewed").content.decode()
    assert "None waits" in client.get("/people/emergencies").content.decode()
    assert len(events("EmergencyReviewed")) == 1
    for role in ("practitioner", "record_officer", "manager"):
        assert browser(scene, role).get("/people/emergencies").status_code == 403
        assert browser(scene, role).get(address).status_code == 404
