"""Finding people as they are typed; nobody out of sight leaves a trace."""

from __future__ import annotations

import logging
import re
from datetime import date

import pytest

from tests.making import making
from tests.people.at_work import at_work, browser, called, few_queries, looks
from tests.truth.scene import NOW, TODAY, Scene
from throughgate.people.finding import queries
from throughgate.people.person.identifiers.models import Identifier
from throughgate.people.person.names import keys
from throughgate.people.person.names.asking import read_box
from throughgate.people.person.names.models import Alias

BORN = date(1984, 5, 6)
UNSEEN = ("excluded", "restricted to others", "known to them", "nobody's", "expired", "withdrawn")


def found(scene: Scene, typed: str, role: str = "practitioner") -> dict:
    with at_work(scene.users[role]) as user:
        asked = read_box(typed, today=TODAY)
        hits = queries.find(user, asked, today=TODAY, now=NOW).found
    return {hit.person: hit for hit in hits}


@pytest.fixture
def katherine(scene: Scene):
    person = scene.people["own"]
    called(person, scene.ours, "Katherine Anne", "Ó Súilleabháin", BORN)
    with making():
        said = {"person": person, "held_by": scene.ours, "entered_on": TODAY}
        Alias.objects.create(kind="earlier", given_names="Kit", family_name="McDonald", **said)
        Identifier.objects.create(kind="prison_number", number="A1234BC", **said)
        keys.renew(person.pk, scene.ours.pk)
    return person.pk


def test_as_people_type_it(scene: Scene, katherine) -> None:
    for typed in (
        "katherine o suilleabhain",
        "OSuilleabhain, Katherine",
        "kathy O’Súilleabháin",
        "catherine osuilleabhain",
        "kath",
        "mc donald kit",
        "6/5/1984",
        "katherine 6 May 1984",
        "a1234bc",
        "katherine A1234BC 6.5.84",
    ):
        assert katherine in found(scene, typed), typed
    for typed in (
        "katherine smithers",
        "7/5/1984",
        "katherine 7/5/1984",
        "A1234BD",
        "smithers A1234BC",
    ):
        assert katherine not in found(scene, typed), typed
    assert "also known as Kit McDonald" in " ".join(found(scene, "mcdonald")[katherine].why)
    assert found(scene, "6/5/1984")[katherine].why == ("born on that day",)


def test_the_best_stands_first(scene: Scene, katherine) -> None:
    called(scene.people["told health"], scene.ours, "Kathryn", "Osullivan", BORN)
    called(scene.people["last day today"], scene.ours, "Katherine", "Osuilleabhain", BORN)
    assert next(iter(found(scene, "katherine osuilleabhain"))) == scene.people["last day today"].pk


def test_nobody_out_of_sight_leaves_a_trace(scene: Scene) -> None:
    for state in UNSEEN:
        called(scene.people[state], scene.ours, "Unseen", "Quillfeather", BORN)
        called(scene.people[state], scene.theirs, "Unseen", "Quillfeather", BORN)
    client = browser(scene)

    def body(typed: str) -> str:
        text = client.post("/people/find", {"asked": typed}).content.decode()
        text = re.sub('name="csrfmiddlewaretoken" value="[^"]*"', "", text)
        return text.replace(typed, "").split("<main")[1].split("</main>")[0]

    nobody = body("nobodyofthisname")
    for typed in ("Quillfeather", "unseen quillfeather", "quillfeather 6/5/1984"):
        assert body(typed) == nobody
    assert not looks("find-person") & {scene.people[state].pk for state in UNSEEN}


def test_a_name_that_another_holds_and_no_flow_carries_finds_nobody(scene: Scene) -> None:
    person = scene.people["another purpose"]
    called(person, scene.theirs, "Xerxes", "Quillfeather")
    assert found(scene, "quillfeather") == {}
    called(scene.people["own"], scene.theirs, "Xerxes", "Quillfeather")
    assert list(found(scene, "quillfeather")) == [scene.people["own"].pk]


def test_an_emergency_is_found_again(scene: Scene) -> None:
    called(scene.people["emergency"], scene.theirs, "Xerxes", "Quillfeather")
    assert list(found(scene, "quillfeather")) == [scene.people["emergency"].pk]


def test_the_page(scene: Scene, katherine, caplog: pytest.LogCaptureFixture) -> None:
    client = browser(scene)
    with few_queries(), caplog.at_level(logging.DEBUG, logger="throughgate"):
        answer = client.post("/people/find", {"asked": "katherine suilleabhain"})
    shown = answer.content.decode()
    assert answer.status_code == 200 and "Katherine Anne Ó Súilleabháin" in shown
    assert "Born 6 May 1984" in shown and katherine in looks("find-person")
    said = " ".join(str(vars(record)) for record in caplog.records if record.name != "django.db")
    assert "suilleabhain" not in said
    assert client.post("/people/find", {"asked": "31 2 1990"}).status_code == 422
    assert client.get("/people/find").status_code == 200
    assert client.post("/people/find", {"asked": ""}).status_code == 200
    for role in ("mentor", "analyst"):
        assert browser(scene, role).get("/people/find").status_code == 403
    assert 'name="asked"' in client.get("/").content.decode()
    assert 'name="asked"' not in browser(scene, "mentor").get("/").content.decode()
