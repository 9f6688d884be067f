"""Every address about a person, asked by every role about somebody in every state, as the table of routes says."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

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
from throughgate.people.involvement.models import Involvement
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
    """For each table that an address names a row of: the reader's organisation's own, by person; of the people whom a
    mentor meets, the row that is nobody's."""
    named = {(route.row, _holder(route.row)) for route in ROUTES.values() if route.row}
    named |= {pair for route in ROUTES.values() for pair in (route.case or {}).values()}
    with making():
        return {
            (model, row.person_id): row.pk
            for model, holder in named
            for row in sorted(model._base_manager.filter(**{holder: scene.ours}), key=_is_nobody_s)
        }


def _is_nobody_s(row: Any) -> bool:
    return getattr(row, "mentor_id", None) is None


def _holder(table: Any) -> str:
    return "organisation" if table is Involvement else "held_by"


def _asked(client: Client, name: str, route: Route, person: Person, rows: Any) -> str:
    """The address is asked and, whatever it did, nothing of it stays."""
    words: dict[str, Any] = {"person": person.pk, **dict(route.words)}
    if route.row:
        # In some states they have no involvement of their own: then no address names one that is there.
        words["row"] = rows.get((route.row, person.pk)) or uuid4()
    words |= {word: rows[model, person.pk] for word, (model, _of) in (route.case or {}).items()}
    with transaction.atomic():
        answer = getattr(client, route.method)(reverse(name, kwargs=words))
        transaction.set_rollback(True)
    return ANSWERS.get(answer.status_code, "answered" if answer.status_code < 500 else "broke")
