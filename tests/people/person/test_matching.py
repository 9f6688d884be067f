"""Two records that may be one person's: the reasons, the officer's decision, and joining without loss."""

from __future__ import annotations

from datetime import date

import pytest

from tests.making import making
from tests.people.at_work import at_work, browser, called, events, few_queries
from tests.truth.scene import DAY, NOW, TODAY, Scene, agreement, involve, limit
from throughgate.common.errors import Stale
from throughgate.people.involvement.access import Refused
from throughgate.people.involvement.allocation.models import Allocation
from throughgate.people.involvement.models import Involvement, KnownPerson, LimitedAccess
from throughgate.people.person.identifiers.models import Identifier
from throughgate.people.person.matching import changes, queries
from throughgate.people.person.matching.joining import tables
from throughgate.people.person.matching.models import PossibleMatch
from throughgate.people.person.matching.rules import Known, Reason, reasons
from throughgate.people.person.models import Identity, Person
from throughgate.people.person.moves.models import Whereabouts
from throughgate.people.person.names.models import SearchKey
from throughgate.privacy.audit import events as audit

BORN = date(1984, 5, 6)


def one(name: str, born: date | None = BORN, number: str = "") -> Known:
    return Known([name], {born} if born else set(), {("crn", number)} if number else set())


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (one("Katherine Smith"), [Reason.NAME_AND_BIRTH]),
        (one("Kathy Smith"), [Reason.NAME_AND_BIRTH]),
        (one("Smith Katherine Ann"), [Reason.NAME_AND_BIRTH]),
        (one("Katherine Smith", date(1984, 6, 5)), [Reason.NAME_AND_NEAR_BIRTH]),
        (one("Katherine Smith", date(1984, 5, 16)), [Reason.NAME_AND_NEAR_BIRTH]),
        (one("Katherine Smith", date(1985, 5, 16)), []),
        (one("Katherine Smith", None), [Reason.NAME_ALONE]),
        (one("Thomas Smith"), []),  # twins have other first names
        (one("Thomas Other", None, "X123456"), [Reason.NUMBER]),
        (one("Katherine Smith", BORN, "X123456"), [Reason.NUMBER, Reason.NAME_AND_BIRTH]),
    ],
)
def test_the_reasons(other: Known, why: list[Reason]) -> None:
    known = one("Katherine Smith", BORN, "X123456")
    assert list(reasons(known, other)) == why == list(reasons(other, known))


@pytest.fixture
def pair(scene: Scene) -> PossibleMatch:
    """`nobody's` was added by the third organisation; `own` was there."""
    newer, known = scene.people["nobody's"], scene.people["own"]
    called(newer, scene.third, "Kathy", "Smith", BORN)
    called(known, scene.ours, "Katherine", "Smith", BORN)
    with making():
        PossibleMatch.objects.all().delete()
        under = agreement(scene)
        involve(scene, newer, under, organisation=scene.third, first_day=TODAY)
        return PossibleMatch.objects.create(
            person=newer, known=known, added_by=scene.third, why=["name_and_birth_date"],
            found_on=TODAY,
        )  # fmt: skip


def test_an_officer_s_pages(scene: Scene, pair: PossibleMatch) -> None:
    client = browser(scene, "record_officer")
    with few_queries():
        shown = client.get("/people/matches").content.decode()
    assert "Katherine Smith" in shown and "Kathy" not in shown
    with few_queries():
        page = client.get(f"/people/matches/{pair.pk}").content.decode()
    assert "does not see what this record says" in page and "Kathy" not in page
    assert "1 pair of records may be one person’s" in client.get("/").content.decode()
    assert client.post(f"/people/matches/{pair.pk}", {"version": 1}).status_code == 422
    stale = client.post(f"/people/matches/{pair.pk}", {"version": 7, "decision": "different"})
    assert stale.status_code == 422 and "decided this meanwhile" in stale.content.decode()
    sent = {"version": 1, "decision": "different"}
    assert client.post(f"/people/matches/{pair.pk}", sent).status_code == 302
    assert "No records wait" in client.get("/people/matches").content.decode()
    assert len(events("FoundDifferent")) == 1
    for role in ("practitioner", "manager", "information_officer", "mentor"):
        assert browser(scene, role).get("/people/matches").status_code == 403
        assert browser(scene, role).get(f"/people/matches/{pair.pk}").status_code == 403


def test_an_officer_who_does_not_see_the_known_person_has_nothing_to_decide(
    scene: Scene, pair: PossibleMatch
) -> None:
    with making():
        limit(scene, pair.known, "excluded", [scene.users["record_officer"]])
    client = browser(scene, "record_officer")
    assert "No records wait" in client.get("/people/matches").content.decode()
    assert client.get(f"/people/matches/{pair.pk}").status_code == 404


def decide(scene: Scene, pair: PossibleMatch, role: str = "record_officer") -> None:
    with at_work(scene.users[role]) as user:
        changes.decide(match=pair, same=True, version=pair.version, by=user, today=TODAY)


def join(pair: PossibleMatch) -> int:
    with making():
        return changes.join_records(match=pair.pk, today=TODAY, now=NOW)


def make_room(pair: PossibleMatch) -> None:
    """Without what both have of the same holder and one can have."""
    for model, field in tables():
        if model.__name__ in ("Transition", "Adoption", "Deletion", "Hold", "Brought"):
            with making():
                model._base_manager.filter(**{field: pair.person}).delete()


def test_the_same_is_joined_and_nothing_is_lost(scene: Scene, pair: PossibleMatch) -> None:
    newer, known = pair.person, pair.known
    make_room(pair)
    with making():
        involve(scene, newer, first_day=TODAY, last_day=TODAY + 9 * DAY)  # ours, of both
        KnownPerson.objects.create(person=newer, user=scene.stranger, declared_on=TODAY)
        KnownPerson.objects.create(person=known, user=scene.stranger, declared_on=TODAY)
        both = [newer, known]
        before = {m: m._base_manager.filter(**{f"{f}__in": both}).count() for m, f in tables()}
    assert join(pair) == 0  # nobody decided yet
    decide(scene, pair)
    assert join(pair) > 0 and join(pair) == 0  # again is nothing
    with making():
        pair.refresh_from_db()
        assert pair.joined_on == TODAY and not pair.problem
        for model, field in tables():
            if model is Identifier:
                continue  # the very same number is one
            held = model._base_manager.filter(**{field: known}).count()
            assert held == before[model], model.__name__
            assert not model._base_manager.filter(**{field: newer}).exists()
        names = {str(row) for row in Identity.objects.filter(person=known)}
        assert {"Katherine Smith", "Kathy Smith"} <= names
        (ours,) = Involvement.objects.filter(
            person=known, organisation=scene.ours, withdrawn_at=None
        )
        assert (ours.first_day, ours.last_day) == (TODAY - DAY, None)
        assert SearchKey.objects.filter(person=known, key="wkathy").exists()
        assert (
            Allocation.objects.filter(
                person=known, held_by=scene.ours, part="lead", last_day=None
            ).count()
            <= 1
        )
        assert Whereabouts.objects.filter(person=known, source="joined record").exists()
    assert [e.person_id for e in events("Joined")] == [known.pk]
    with at_work(scene.users["practitioner"]):
        assert Person.objects.filter(pk=known.pk).exists()
        assert not Person.objects.filter(pk=newer.pk).exists()


def test_where_both_have_what_one_can_have_nothing_moves_and_the_officer_is_told(
    scene: Scene, pair: PossibleMatch
) -> None:
    with making():
        rows = Identity.objects.filter(person=pair.person).count()
    decide(scene, pair)
    assert join(pair) == 0
    with making():
        pair.refresh_from_db()
        assert pair.state == "waiting" and "a person can have one" in pair.problem
        assert Identity.objects.filter(person=pair.person).count() == rows
    assert len(events("JoinRefused")) == 1
    shown = browser(scene, "record_officer").get(f"/people/matches/{pair.pk}").content.decode()
    assert "a person can have one" in shown


def test_who_may_decide_and_only_once(scene: Scene, pair: PossibleMatch) -> None:
    with pytest.raises(Refused):
        decide(scene, pair, "manager")
    decide(scene, pair)
    with pytest.raises(Stale):
        decide(scene, pair)


def test_nothing_is_saved_when_the_audit_fails(
    scene: Scene, pair: PossibleMatch, monkeypatch
) -> None:
    def broken(event, *, by):
        raise RuntimeError("the audit is full")

    monkeypatch.setattr(audit, "record", broken)
    with pytest.raises(RuntimeError):
        decide(scene, pair)
    with making():
        pair.refresh_from_db()
        assert pair.state == "waiting"


def test_limits_go_with_the_rows(scene: Scene, pair: PossibleMatch) -> None:
    make_room(pair)
    with making():
        limit(scene, pair.person, "excluded", [scene.users["practitioner"]])
    decide(scene, pair)
    join(pair)
    with making():
        assert LimitedAccess.objects.filter(person=pair.known).exists()
    assert browser(scene).get(f"/people/{pair.known_id}/").status_code == 404


def test_a_job_finds_by_number_and_name(scene: Scene, pair: PossibleMatch) -> None:
    with making():
        PossibleMatch.objects.all().delete()
        known = queries.known([pair.person_id])[pair.person_id]
        assert pair.known_id in queries.for_job_alike(pair.person_id, known)
