"""A prison and probation that share a plan, a council that is shown nothing of it, and one person with them all."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import pytest
from django.test import Client

from tests import signing_in
from tests.making import making
from tests.people.assessment.rows import DAY
from tests.truth.scene import NOW, TODAY, Scene, agreement, flow, involve
from throughgate.common import dates
from throughgate.people.assessment.models import Assessment, Need
from throughgate.people.involvement.allocation.models import Allocation
from throughgate.people.person.models import Identity, Person
from throughgate.privacy.access.models import Organisation, Post, User

SHARED = ["identity", "sharing", "place", "plan", "needs:accommodation"]


@dataclass
class Case:
    scene: Scene
    person: Person
    probation: User
    prison: User
    council: User

    def browser(self, user: User) -> Client:
        return signing_in.sign_in(Client(), Post.objects.get(user=user))

    def at(self, rest: str = "") -> str:
        return f"/people/{self.person.pk}/plan{rest}"


@pytest.fixture
def case(db, monkeypatch: pytest.MonkeyPatch) -> Case:
    monkeypatch.setenv("THROUGHGATE_TODAY", TODAY.isoformat())
    monkeypatch.setattr(dates, "now", lambda: NOW)
    ours, theirs, third = (
        Organisation.objects.create(name=f"Plan {name}", kind=kind)
        for name, kind in (("Probation", "probation"), ("Prison", "prison"), ("Council", "council"))
    )
    users = [_worker(f"worker{n}", each) for n, each in enumerate((ours, theirs, third))]
    scene = Scene(ours, theirs, third, users[2])
    with making():
        made = agreement(scene, "plan", flow={"sections": SHARED})
        flow(made, ours, theirs, sections=SHARED)
        person = Person.objects.create(created_by=ours)
        for each in (ours, theirs, third):
            involve(scene, person, made, organisation=each)
        held = {"person": person, "held_by": ours, "entered_on": DAY, "entered_by": users[0]}
        Identity(**held, given_names="Jo", family_name="Made-Up").save(force_insert=True)
        lead = Allocation(**held, worker=users[0], part="lead", first_day=DAY)
        lead.save(force_insert=True)
    return Case(scene, person, *users)


def _worker(name: str, at: Organisation) -> User:
    user = User.objects.create_user(f"{name}@plan.example", first_name="A", last_name=name)
    Post.objects.create(user=user, organisation=at, role="practitioner", first_day=TODAY)
    return user


def needs(case: Case, *codes: str, points: int = 4) -> UUID:
    """Needs as probation signed them."""
    held = {"person": case.person, "held_by": case.scene.ours, "entered_on": DAY}
    held |= {"entered_by": case.probation}
    with making():
        of = Assessment(**held, kind="start_of_order", question_set="full_1", started_on=DAY)
        of.save(force_insert=True)
        for code in codes:
            pathway = code.split(".")[0]
            about = {"code": code, "pathway": pathway, "section": f"needs:{pathway}"}
            scored = {"part": pathway, "points": points, "threshold": 2, "linked_to_harm": True}
            made = Need(**held, assessment=of, first_day=DAY, **about, **scored)
            made.save(force_insert=True)
    return of.pk
