"""Who leads and supports, a caseload given on, cover for leave: nobody's people are ownerless."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from tests.making import making
from tests.people.at_work import browser, few_queries
from tests.people.person.rows import one
from tests.truth.scene import DAY, NOW, TODAY, Scene
from throughgate.common import dates
from throughgate.common.errors import WrongUse
from throughgate.people.involvement.access import Refused
from throughgate.people.involvement.allocation import changes, mine, queries
from throughgate.people.involvement.allocation.models import Allocation, Cover
from throughgate.people.involvement.models import KnownPerson
from throughgate.privacy.access.models import Post, User
from throughgate.privacy.access.sight import seeing
from throughgate.privacy.audit import events
from throughgate.privacy.audit.models import AuditEvent

BY = {"today": TODAY, "now": NOW}


@contextmanager
def as_user(user: User, today=TODAY) -> Iterator[User]:
    with seeing(user.pk, today=today, now=NOW):
        yield user


def allocate(scene: Scene, worker: str, part: str = "lead", by: str = "manager") -> None:
    with as_user(scene.users[by]) as user:
        changes.allocate(
            person=scene.people["own"].pk, worker=scene.users[worker], part=part, by=user, **BY
        )


def ours(scene: Scene) -> set[tuple[str, str]]:
    """Who works with them today, for us."""
    with making():
        rows = queries.open_of(scene.people["own"].pk, scene.ours, today=TODAY)
    names = {user.pk: role for role, user in scene.users.items()}
    return {(names.get(row.worker_id, "stranger"), row.part) for row in rows}


def told(kind: str) -> int:
    with making():
        return AuditEvent.objects.filter(kind=kind).count()


def test_one_leads_and_who_led_before_stays_on_the_record(scene: Scene) -> None:
    allocate(scene, "practitioner")
    allocate(scene, "provider_worker", "support")
    assert ours(scene) == {("practitioner", "lead"), ("provider_worker", "support")}
    allocate(scene, "provider_worker")
    assert ours(scene) == {("provider_worker", "lead")}
    with making():
        before = Allocation.objects.get(
            person=scene.people["own"], held_by=scene.ours, worker=scene.stranger
        )
    assert before.last_day == TODAY - DAY
    assert told("Allocated") == 3


@pytest.mark.parametrize(
    ("worker", "part", "words"),
    [("mentor", "lead", "has no post"), ("analyst", "support", "has no post")],
)
def test_a_worker_is_somebody_who_works_with_people(scene, worker, part, words) -> None:
    with pytest.raises(WrongUse, match=words):
        allocate(scene, worker, part)


@pytest.mark.parametrize("role", ["practitioner", "record_officer", "information_officer"])
def test_allocating_is_for_a_manager_where_there_is_one(scene: Scene, role: str) -> None:
    with pytest.raises(Refused):
        allocate(scene, "practitioner", by=role)
    with making():
        Post.objects.filter(user=scene.users["manager"]).delete()
    if role == "practitioner":
        allocate(scene, "practitioner", by=role)
        assert ours(scene) == {("practitioner", "lead")}


def test_nobody_is_given_somebody_they_know(scene: Scene) -> None:
    user = scene.users["practitioner"]
    with making():
        KnownPerson.objects.create(person=scene.people["own"], user=user, declared_on=TODAY)
    with pytest.raises(WrongUse, match="may not work with"):
        allocate(scene, "practitioner")


def test_nothing_is_saved_when_the_audit_fails(scene: Scene, monkeypatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the audit does not answer")

    before = ours(scene)
    monkeypatch.setattr(events, "record_many", fail)
    with pytest.raises(RuntimeError):
        allocate(scene, "practitioner")
    assert ours(scene) == before


def without_lead(scene: Scene) -> set[object]:
    with as_user(scene.users["manager"]) as user:
        lines, _ = queries.without_lead(user, **BY)
    return {line.person for line in lines}


def test_whoever_s_lead_left_shows_at_once(scene: Scene) -> None:
    person = scene.people["own"].pk
    assert person in without_lead(scene)  # the scene's lead works elsewhere
    allocate(scene, "practitioner")
    assert person not in without_lead(scene)
    with making():
        posts = Post.objects.filter(user=scene.users["practitioner"])
        posts.update(last_day=TODAY - DAY)
    assert person in without_lead(scene)


def test_a_caseload_goes_over_whole_but_for_whom_the_new_worker_knows(scene: Scene) -> None:
    allocate(scene, "practitioner")
    manager, to = scene.users["manager"], scene.users["provider_worker"]
    with making():
        known = scene.people["others excluded"]
        Allocation.objects.filter(person=known, held_by=scene.ours).update(
            worker=scene.users["practitioner"]
        )
        KnownPerson.objects.create(person=known, user=to, declared_on=TODAY)
    with as_user(manager):
        went = changes.move_caseload(away_from=scene.users["practitioner"], to=to, by=manager, **BY)
    assert went == (1, 1)
    assert ours(scene) == {("provider_worker", "lead")}


def cover(scene: Scene, first=TODAY, last=TODAY + DAY, stands_in: str = "provider_worker") -> Cover:
    with as_user(scene.users["manager"]) as user:
        return changes.set_cover(
            away=scene.users["practitioner"], stands_in=scene.users[stands_in],
            first_day=first, last_day=last, by=user, today=TODAY,
        )  # fmt: skip


def test_who_stands_in_is_told_and_others_see_it(scene: Scene) -> None:
    allocate(scene, "practitioner")
    made = cover(scene)
    with as_user(scene.users["provider_worker"]) as user:
        assert [row.away for row in mine.standing_in(user, today=TODAY)] == [made.away]
    with as_user(scene.users["manager"]) as user:
        changes.end_cover(cover=made, by=user, today=TODAY)
    assert not Cover.objects.exists()
    assert (told("CoverSet"), told("CoverEnded")) == (1, 1)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"stands_in": "practitioner"}, "stands in for another"),
        ({"last": TODAY - DAY, "first": TODAY - 2 * DAY}, "is over"),
        ({"stands_in": "mentor"}, "has no post"),
    ],
)
def test_cover_that_cannot_be_says_why(scene: Scene, parts, words: str) -> None:
    with pytest.raises(WrongUse, match=words):
        cover(scene, **parts)


def test_one_at_a_time_stands_in_for_somebody(scene: Scene) -> None:
    cover(scene)
    with pytest.raises(WrongUse, match="already"):
        cover(scene, first=TODAY + DAY, last=TODAY + timedelta(days=9))


@pytest.mark.parametrize(("days", "shown"), [(0, True), (13, True), (14, False)])
def test_whom_one_was_given_lately_is_on_the_home_page(
    scene: Scene, monkeypatch, days: int, shown: bool
) -> None:
    monkeypatch.setenv("THROUGHGATE_TODAY", TODAY.isoformat())
    monkeypatch.setattr(dates, "now", lambda: NOW)
    worker, hidden = scene.users["practitioner"], scene.people["excluded"]
    with making():
        for person in (scene.people["own"], hidden):
            Allocation.objects.filter(person=person).delete()
            since = TODAY - timedelta(days=days)
            one(Allocation, person, scene.ours, worker, worker=worker, part="lead", first_day=since)
    client = browser(scene, "practitioner")
    with few_queries():
        home = client.get("/").content.decode()
    assert ("New with you" in home) is shown
    assert ("You lead since" in home) is shown
    assert str(hidden.pk) not in home
    assert "New with you" not in browser(scene, "manager").get("/").content.decode()
