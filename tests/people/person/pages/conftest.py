"""One person whom a probation service works with, a prison that sends what a flow carries, and browsers of both."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from tests import signing_in
from tests.making import making
from tests.people.person.rows import keep, one, one_of_each
from tests.truth.scene import NOW, TODAY, Scene, involve
from throughgate.common import dates
from throughgate.people.person.models import Entry, Person
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.models import Organisation, Post

ROLES = ("practitioner", "manager", "provider_worker", "mentor", "record_officer")


@dataclass
class Desk:
    """Somebody at work on the record of one person."""

    scene: Scene
    person: Person
    now: datetime = NOW

    def browser(self, role: str = "practitioner") -> Client:
        return signing_in.sign_in(Client(), Post.objects.get(user=self.scene.users[role]))

    def at(self, path: str = "") -> str:
        return f"/people/{self.person.pk}/{path}"

    def made(self, model: type[Entry], holder: Any = None, **parts: Any) -> Any:
        with making():
            user = self.scene.users["practitioner"]
            return one(model, self.person, holder or self.scene.ours, user, **parts)

    def rows(self, model: type[Entry], **which: Any) -> list[Any]:
        """Of the person, the reader's organisation's own."""
        with making():
            found = model._base_manager.filter(person=self.person, held_by=self.scene.ours, **which)
            return list(found.order_by("pk"))

    def empty(self, *models: type[Entry]) -> None:
        """Without what the scene made of these tables."""
        with making():
            for model in models:
                model._base_manager.filter(person=self.person).delete()


@pytest.fixture
def desk(db: None, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("THROUGHGATE_TODAY", TODAY.isoformat())
    monkeypatch.setattr(dates, "now", lambda: NOW)
    scene = small()
    return Desk(scene, scene.people["own"])


def small() -> Scene:
    """Of the scene of the truth table the state “own” alone: everything of one person, from both holders."""
    ours, theirs, third = (
        Organisation.objects.create(name=f"Truth {name}", kind=kind)
        for name, kind in (("ours", "probation"), ("theirs", "prison"), ("third", "council"))
    )
    users = {role: signing_in.post(Role(role), ours).user for role in ROLES}
    scene = Scene(ours, theirs, third, signing_in.post(Role.PRACTITIONER, third).user, users)
    with making():
        person = scene.people["own"] = Person.objects.create(created_by=theirs)
        involve(scene, person)
        keep(
            [
                row
                for holder in (ours, theirs)
                for row in one_of_each(person, holder, scene.stranger)
            ]
        )
    return scene


def hidden(client: Client, address: str) -> dict[str, str]:
    """The boxes that a form carries unseen, as its page gave them."""
    page = client.get(address).content.decode()
    return dict(re.findall(r'name="(key|version)" value="([^"]*)"', page))


def day(name: str, text: str) -> dict[str, str]:
    """“5 3 2027” in the three boxes of a day."""
    parts = text.split() if text else ["", "", ""]
    return {f"{name}_{place}": part for place, part in enumerate(parts)}
