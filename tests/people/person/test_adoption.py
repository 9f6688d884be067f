"""Integrated offender management: decided by two, looked at again within six months, gone from every page at once."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.making import making
from tests.truth.scene import NOW, TODAY, Scene, make
from throughgate.common.errors import Stale, WrongUse
from throughgate.people.involvement.access import Refused
from throughgate.people.person.iom import changes, queries, rules, shown
from throughgate.people.person.iom.changes import Decision
from throughgate.people.person.iom.models import Adoption, FormerAdoption
from throughgate.people.record.opening import open_record
from throughgate.privacy.access.models import User
from throughgate.privacy.access.sight import seeing
from throughgate.privacy.audit import events

BY = {"today": TODAY, "now": NOW}
DECIDED = Decision(
    "fixed", "A sergeant", "The panel’s chair", "As minuted", TODAY, date(2027, 9, 5)
)


@pytest.fixture
def scene(db: None) -> Scene:
    made = make()
    with making():
        Adoption.objects.all().delete()
    return made


@contextmanager
def as_user(user: User) -> Iterator[User]:
    with seeing(user.pk, today=TODAY, now=NOW):
        yield user


def adopt(scene: Scene, decision: Decision = DECIDED, by: str = "practitioner") -> Adoption:
    with as_user(scene.users[by]) as user:
        key, person = uuid.uuid4(), scene.people["own"].pk
        changes.adopt(person=person, key=key, decision=decision, by=user, **BY)
        return Adoption.objects.get(pk=key)


def marks(scene: Scene, role: str) -> list[bool]:
    """The header's mark, the card, and what is due on the home page."""
    with as_user(scene.users[role]) as user:
        record = open_record(user, scene.people["own"].pk, **BY)
        asked = queries.TO_REVIEW.asked(
            False,
            mine=[scene.people["own"].pk],
            organisation=scene.ours.pk,
            until=TODAY + timedelta(days=400),
        )
        due = asked.instances()
        return [shown.mark(record) is not None, shown.card(record) is not None, bool(due)]


@pytest.mark.parametrize(
    ("start", "last"),
    [(date(2027, 3, 5), date(2027, 9, 5)), (date(2026, 8, 31), date(2027, 2, 28))],
)
def test_a_review_is_at_most_six_months_on(start: date, last: date) -> None:
    rules.check_review(start, last)
    for day in (last + timedelta(days=1), start):
        with pytest.raises(WrongUse, match="within six months"):
            rules.check_review(start, day)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"decided_by": "a  SERGEANT"}, "needs two"),
        ({"first_day": TODAY + timedelta(days=1)}, "not come yet"),
        ({"review_on": date(2027, 9, 6)}, "within six months"),
    ],
)
def test_an_adoption_that_cannot_be_says_why(scene: Scene, changed, words: str) -> None:
    with pytest.raises(WrongUse, match=words):
        adopt(scene, replace(DECIDED, **changed))


def test_on_removal_the_mark_goes_from_every_page_at_once(scene: Scene) -> None:
    held = adopt(scene)
    assert marks(scene, "manager") == [True, True, True]
    with as_user(scene.users["practitioner"]) as user:
        changes.remove(adoption=held, why="Settled", by=user, **BY)
        assert not Adoption.objects.exists()
        assert not FormerAdoption.objects.filter(removed_why="Settled").exists()
    assert marks(scene, "manager") == [False, False, False]
    with as_user(scene.users["information_officer"]):
        former = FormerAdoption.objects.filter(removed_why="Settled").count()
    with making():
        kept = FormerAdoption.objects.get(removed_why="Settled")
    assert former <= 1 and (kept.cohort, kept.decided_by) == ("fixed", "The panel’s chair")


def test_one_at_a_time_and_only_where_the_section_is_open(scene: Scene) -> None:
    adopt(scene)
    with pytest.raises(WrongUse, match="in it already"):
        adopt(scene)
    with pytest.raises(Refused):
        adopt(scene, by="provider_worker")
    with as_user(scene.users["record_officer"]) as user:
        assert shown.mark(open_record(user, scene.people["own"].pk, **BY)) is None


def test_a_review_goes_on_for_six_months_more_from_what_was_seen(scene: Scene) -> None:
    held = adopt(scene)
    with as_user(scene.users["practitioner"]) as user:
        parts = {"adoption": held, "version": 1, "cohort": "free", "by": user, **BY}
        changes.review(review_on=date(2027, 8, 1), **parts)
        with pytest.raises(Stale):
            changes.review(review_on=date(2027, 7, 1), **parts)
        held.refresh_from_db()
    assert (held.cohort, held.review_on, held.version) == ("free", date(2027, 8, 1), 2)


def test_nothing_is_saved_when_the_audit_fails(scene: Scene, monkeypatch) -> None:
    held = adopt(scene)

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the audit does not answer")

    monkeypatch.setattr(events, "record", fail)
    with as_user(scene.users["practitioner"]) as user, pytest.raises(RuntimeError):
        changes.remove(adoption=held, why="Settled", by=user, **BY)
    with making():
        assert Adoption.objects.filter(pk=held.pk).exists()
        assert not FormerAdoption.objects.filter(removed_why="Settled").exists()
