"""Adding a person: who in sight may be the same is shown first; who is out of sight gives no hint, and is found later."""

from __future__ import annotations

import re
import uuid
from datetime import date

import pytest

from tests.making import making
from tests.people.at_work import browser, called, events, few_queries
from tests.truth.scene import PURPOSE, TODAY, Scene, agreement
from throughgate.people.involvement.allocation.models import Allocation
from throughgate.people.involvement.models import Involvement
from throughgate.people.person.identifiers.models import Identifier
from throughgate.people.person.matching import changes as matching
from throughgate.people.person.matching.models import PossibleMatch
from throughgate.people.person.models import Identity, Person
from throughgate.people.person.names import keys
from throughgate.people.person.names.models import SearchKey
from throughgate.privacy.audit import events as audit

BORN = date(1984, 5, 6)


def form(scene: Scene, **said) -> dict:
    sent = {
        "key": str(uuid.uuid4()),
        "given_names": "Xerxes",
        "family_name": "Quillfeather",
        "birth_date_0": "6",
        "birth_date_1": "5",
        "birth_date_2": "1984",
        "sex": "male",
        "kind": "",
        "number": "",
        "way": f"{agreement(scene).pk}:{PURPOSE}",
    }
    return sent | said


def added(sent: dict) -> bool:
    with making():
        return Person.objects.filter(pk=sent["key"]).exists()


def test_somebody_new_is_added_at_once_with_all_that_was_said(scene: Scene) -> None:
    sent = form(scene, kind="crn", number="x765432")
    client = browser(scene)
    with few_queries():
        assert client.get("/people/add").status_code == 200
    answer = client.post("/people/add", sent)
    assert answer.status_code == 302 and sent["key"] in answer["Location"]
    assert client.get(answer["Location"]).status_code == 200
    with making():
        person = Person.objects.get(pk=sent["key"])
        assert person.created_by == scene.ours
        assert str(Identity.objects.get(person=person)) == "Xerxes Quillfeather"
        assert Identifier.objects.get(person=person).number == "X765432"
        assert Involvement.objects.get(person=person).purpose == PURPOSE
        assert Allocation.objects.get(person=person).worker == scene.users["practitioner"]
        assert SearchKey.objects.filter(person=person, key="nx765432").exists()
    assert [event.person_id for event in events("PersonAdded")] == [person.pk]
    # The same form once more is the same person.
    assert client.post("/people/add", sent).status_code == 302
    assert len(events("PersonAdded")) == 1


def test_who_in_sight_may_be_the_same_is_shown_first_with_the_reason(scene: Scene) -> None:
    called(scene.people["own"], scene.ours, "Xerxes", "Quillfeather", BORN)
    called(scene.people["told health"], scene.ours, "Ann", "Quillfeather", BORN)  # a twin
    sent, client = form(scene), browser(scene)
    answer = client.post("/people/add", sent)
    shown = answer.content.decode()
    assert answer.status_code == 200 and "Is it one of these?" in shown and not added(sent)
    assert "the same birth date" in shown and str(scene.people["own"].pk) in shown
    assert str(scene.people["told health"].pk) not in shown
    assert client.post("/people/add", sent | {"looked": "yes"}).status_code == 302 and added(sent)


def test_out_of_sight_gives_no_hint_and_lands_on_an_officer_s_list(scene: Scene) -> None:
    hidden = [
        scene.people[s] for s in ("excluded", "restricted to others", "nobody's", "known to them")
    ]
    for person in hidden:
        called(person, scene.theirs, "Xerxes", "Quillfeather", BORN)
        with making():
            said = {"person": person, "held_by": scene.theirs, "entered_on": TODAY}
            Identifier.objects.create(kind="prison_number", number="A7654BC", **said)
            keys.renew(person.pk, scene.theirs.pk)
    known, unknown = form(scene), form(scene, family_name="Nobodyelse")
    known |= {"kind": "prison_number", "number": "A7654BC"}
    client = browser(scene)
    pages = []
    for sent in (known, unknown):
        answer = client.post("/people/add", sent)
        assert answer.status_code == 302
        page = client.get(answer["Location"]).content.decode()
        pages.append(page.replace(sent["key"], ""))
    plain = [re.sub(r'value="\w{64}"|nonce="[^"]*"|nonce-[^;]*', "", page) for page in pages]
    assert plain[0].replace("Quillfeather", "") == plain[1].replace("Nobodyelse", "")
    with making():
        PossibleMatch.objects.all().delete()
        person = uuid.UUID(known["key"])
        assert matching.look(person=person, today=TODAY) == len(hidden)
        assert matching.look(person=person, today=TODAY) == 0  # again is nothing new
        assert matching.look(person=uuid.UUID(unknown["key"]), today=TODAY) == 0
        found = PossibleMatch.objects.filter(person=person)
        assert {match.known_id for match in found} == {each.pk for each in hidden}
        assert found[0].why == ["same_number", "name_and_birth_date"]


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"given_names": " "}, "Enter their first name"),
        ({"family_name": "!!"}, "Enter a name with letters in it"),
        ({"birth_date_0": "31", "birth_date_1": "2"}, "must be a real date"),
        ({"birth_date_2": "2044"}, "has not come yet"),
        ({"birth_date_2": "1066"}, "with four digits, from 1900"),
        ({"birth_date_2": "2020"}, "is under 10"),
        ({"kind": "pnc", "number": "2003/0012345Z"}, "its digits need"),
        ({"kind": "crn"}, "Give both the number and whose it is"),
        ({"number": "X123456"}, "Give both the number and whose it is"),
        ({"way": "1:no"}, "from the list"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_lost(scene: Scene, said: dict, says: str) -> None:
    sent = form(scene, **said)
    answer = browser(scene).post("/people/add", sent)
    assert answer.status_code == 422 and says in answer.content.decode() and not added(sent)
    assert answer.content.decode().count(sent["key"]) == 1


def test_who_may_not_add(scene: Scene) -> None:
    for role in ("mentor", "information_officer", "analyst"):
        sent = form(scene)
        assert browser(scene, role).post("/people/add", sent).status_code == 403
        assert not added(sent)


def test_nothing_is_saved_when_the_audit_fails(scene: Scene, monkeypatch) -> None:
    def broken(event, *, by):
        if type(event).__name__ == "PersonAdded":
            raise RuntimeError("the audit is full")

    monkeypatch.setattr(audit, "record", broken)
    client, sent = browser(scene), form(scene)
    client.raise_request_exception = False
    assert client.post("/people/add", sent).status_code == 500 and not added(sent)
