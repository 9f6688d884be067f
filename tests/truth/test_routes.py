"""Every address about a person, asked by every role about somebody in every state, as the table of routes says."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests import signing_in
from tests.making import making
from tests.privacy.sign_in.test_every_address import ADDRESSES
from tests.truth.routes import ASKED_ABOUT, ROUTES, Route, expected
from tests.truth.scene import NOW, TODAY, Scene, make
from tests.truth.table import ROLES
from throughgate.common import dates
from throughgate.people.person.models import Person
from throughgate.privacy.access.models import Post

pytestmark = pytest.mark.django_db
ANSWERS = {403: "refused", 404: "not there"}


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    monkeypatch.setenv("THROUGHGATE_TODAY", TODAY.isoformat())
    monkeypatch.setattr(dates, "now", lambda: NOW)
    return make()


def test_every_address_about_a_person_is_in_the_table() -> None:
    about_people = {name for name, address in ADDRESSES.items() if _is_about_a_person(address)}
    assert about_people == set(ROUTES), "say in tests/truth/routes.py what it answers to whom"


def _is_about_a_person(address: str) -> bool:
    from django.urls import resolve

    return "person" in resolve(address).kwargs


@pytest.mark.parametrize("role", ROLES)
def test_an_address_answers_as_the_table_says(scene: Scene, role: str) -> None:
    client = signing_in.sign_in(Client(), Post.objects.get(user=scene.users[role]))
    rows = _own_rows(scene)
    wrong = []
    for name, route in ROUTES.items():
        for state in ASKED_ABOUT:
            person = scene.people[state]
            said = _asked(client, name, route, person, rows)
            if said != expected(route, role, state):
                wrong.append(f"{name}, {role}, {state}: {said}")
    assert wrong == []


def _own_rows(scene: Scene) -> dict[tuple[type, Any], Any]:
    """For each table that an address names a row of: the reader's organisation's own, by person."""
    with making():
        return {
            (route.row, row.person_id): row.pk
            for route in ROUTES.values()
            if route.row
            for row in route.row._base_manager.filter(held_by=scene.ours)
        }


def _asked(client: Client, name: str, route: Route, person: Person, rows: Any) -> str:
    """The address is asked and, whatever it did, nothing of it stays."""
    words = {"person": person.pk, **route.also}
    if route.row:
        words["row"] = rows[route.row, person.pk]
    with transaction.atomic():
        answer = getattr(client, route.method)(reverse(name, kwargs=words))
        transaction.set_rollback(True)
    return ANSWERS.get(answer.status_code, "answered" if answer.status_code < 500 else "broke")
