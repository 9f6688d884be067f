"""Two organisations that work with one person, notes and documents carried from ours to theirs; people of both."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.test import Client

from tests import signing_in
from tests.making import making
from tests.people.person.rows import keep, unsaved
from tests.truth.scene import NOW, TODAY, Scene, agreement, flow, involve
from tests.truth.scene import _user as user
from throughgate.common import dates
from throughgate.people.person.models import Identity, Person
from throughgate.privacy.access.models import Organisation, Post, User

CARRIED = ["identity", "notes", "documents", "health", "needs:accommodation"]


@dataclass
class AtWork:
    scene: Scene
    person: Person
    stranger_to_them: Person
    another: Person  # with whom ours works
    writer: User
    colleague: User
    provider: User  # of ours, whose role does not open health
    other: User  # of theirs

    def browser(self, user: User) -> Client:
        return signing_in.sign_in(Client(), Post.objects.get(user=user))

    def at(self, part: str = "notes", person: Person | None = None) -> str:
        return f"/people/{(person or self.person).pk}/{part}"


@pytest.fixture
def work(db: None, monkeypatch: pytest.MonkeyPatch) -> AtWork:
    monkeypatch.setenv("THROUGHGATE_TODAY", TODAY.isoformat())
    monkeypatch.setattr(dates, "now", lambda: NOW)
    ours, theirs, third = (
        Organisation.objects.create(name=f"Truth {name}", kind=kind)
        for name, kind in (("ours", "probation"), ("theirs", "prison"), ("third", "council"))
    )
    scene = Scene(ours, theirs, third, user("stranger", third, "practitioner"))
    for role in ("practitioner", "manager", "provider_worker", "record_officer"):
        scene.users[role] = user(role, ours, role)
    other = user("other", theirs, "practitioner")
    flow(agreement(scene), ours, theirs, sections=CARRIED)
    with making():
        person, hidden, elsewhere = (Person.objects.create(created_by=ours) for _ in range(3))
        for holder in (ours, theirs):
            involve(scene, person, organisation=holder)
        involve(scene, elsewhere)
        keep([unsaved(Identity, person, ours, other)])
    return AtWork(
        scene=scene,
        person=person,
        stranger_to_them=hidden,
        another=elsewhere,
        writer=scene.users["practitioner"],
        colleague=scene.users["manager"],
        provider=scene.users["provider_worker"],
        other=other,
    )
