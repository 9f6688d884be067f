"""What the changes of involvement do, as the user who makes them, behind both locks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.http import Http404

from tests.making import making
from tests.truth.scene import DAY, NOW, PURPOSE, TODAY, Scene, agreement, involve
from throughgate.people.involvement import changes, queries
from throughgate.people.involvement.access import Refused, may_see
from throughgate.people.involvement.changes import NotPossible, Stale
from throughgate.people.involvement.ending import changes as ending
from throughgate.people.involvement.models import (
    EmergencyAccess,
    Involvement,
    LimitedAccess,
    NamedUser,
)
from throughgate.people.person.models import Person
from throughgate.privacy.access.models import Organisation, User
from throughgate.privacy.access.sight import seeing
from throughgate.privacy.audit import events


@contextmanager
def as_user(user: User, today=TODAY, now=NOW) -> Iterator[User]:
    with seeing(user.pk, today=today, now=now):
        yield user


def seen(user: User, person: Person, section: str = "person") -> bool:
    """Through both locks, which must agree."""
    with as_user(user):
        first = may_see(user, person.pk, section, today=TODAY, now=NOW)
        if section == "person":
            assert Person.objects.filter(pk=person.pk).exists() is first
    return first


def start(scene: Scene, user: User, person: Person, **parts):
    asked = {"purpose": PURPOSE, "agreement": agreement(scene), "first_day": TODAY}
    with as_user(user):
        return changes.start(
            person=person.pk, by=user, today=TODAY, origin="test", **(asked | parts)
        )


def own(scene: Scene) -> Involvement:
    with making():
        return Involvement.objects.get(person=scene.people["own"])


def test_starting_gives_sight_at_once(scene: Scene) -> None:
    user, person = scene.users["practitioner"], scene.people["nobody's"]
    assert not seen(user, person)
    start(scene, user, person)
    assert seen(user, person)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"purpose": "employment"}, "lists no flow"),
        ({"purpose": "curiosity"}, "one of the purposes"),
        ({"last_day": TODAY - DAY}, "ends before it starts"),
        ({"agreement": "without DPIA"}, "no data protection impact assessment"),
    ],
)
def test_an_involvement_that_cannot_start_says_why(scene: Scene, parts, words) -> None:
    if "agreement" in parts:
        parts = {"agreement": agreement(scene, "no DPIA")}
    with pytest.raises(NotPossible, match=words):
        start(scene, scene.users["practitioner"], scene.people["nobody's"], **parts)


def test_a_second_for_the_same_purpose_is_refused_in_words(scene: Scene) -> None:
    with pytest.raises(NotPossible, match="already"):
        start(scene, scene.users["practitioner"], scene.people["own"])


@pytest.mark.parametrize("role", ["mentor", "analyst", "administrator"])
def test_some_posts_start_nothing(scene: Scene, role: str) -> None:
    with pytest.raises(Refused):
        start(scene, scene.users[role], scene.people["nobody's"])


def test_a_last_day_is_today_or_later_and_gives_sight_to_its_end(scene: Scene) -> None:
    user, involvement = scene.users["practitioner"], own(scene)
    with as_user(user):
        with pytest.raises(NotPossible, match="in the past"):
            changes.end(involvement=involvement, last_day=TODAY - DAY, why="", by=user, today=TODAY)
        changes.end(involvement=involvement, last_day=TODAY, why="moved", by=user, today=TODAY)
        with pytest.raises(Stale):
            changes.end(involvement=involvement, last_day=TODAY, why="x", by=user, today=TODAY)
    assert seen(user, scene.people["own"])
    with as_user(user, today=TODAY + DAY):
        assert not Person.objects.filter(pk=scene.people["own"].pk).exists()


def test_withdrawing_counts_at_once_and_is_for_one_s_own_organisation(scene: Scene) -> None:
    involvement, asked = own(scene), {"why": "mistake", "today": TODAY, "now": NOW}
    with as_user(scene.stranger), pytest.raises(Http404):
        changes.withdraw(involvement=involvement, by=scene.stranger, **asked)
    user = scene.users["practitioner"]
    with as_user(user):
        changes.withdraw(involvement=involvement, by=user, **asked)
    assert not seen(user, scene.people["own"])


def limit(scene: Scene, by: User, kind: str, users: list[User], state: str = "own") -> None:
    with as_user(by):
        changes.limit(
            person=scene.people[state].pk,
            kind=kind,
            users=users,
            why="why",
            by=by,
            today=TODAY,
            now=NOW,
        )


def test_an_exclusion_keeps_out_whom_it_names(scene: Scene) -> None:
    manager, out = scene.users["manager"], scene.users["practitioner"]
    limit(scene, manager, "excluded", [out])
    assert not seen(out, scene.people["own"])
    assert seen(manager, scene.people["own"])


def test_a_restriction_lets_in_whom_it_names_and_who_made_it_until_it_is_lifted(scene) -> None:
    manager, let_in, out = (scene.users[r] for r in ("manager", "practitioner", "panel_chair"))
    person = scene.people["own"]
    limit(scene, manager, "restricted", [let_in])
    assert [seen(user, person) for user in (manager, let_in, out)] == [True, True, False]
    with as_user(manager):
        limited = LimitedAccess.objects.get(person=person)
        changes.lift_limit(limited=limited, by=manager, today=TODAY, now=NOW)
    assert seen(out, person)


def test_a_practitioner_limits_nobody_and_nobody_excludes_themselves(scene: Scene) -> None:
    manager, practitioner = scene.users["manager"], scene.users["practitioner"]
    with pytest.raises(Refused):
        limit(scene, practitioner, "excluded", [manager])
    with pytest.raises(NotPossible):
        limit(scene, manager, "excluded", [manager])


def test_who_manages_the_sentence_keeps_out_users_of_others_too(scene: Scene) -> None:
    limit(scene, scene.users["manager"], "excluded", [scene.stranger])
    with making():
        named = NamedUser.objects.get(person=scene.people["own"])
    assert named.user == scene.stranger


SUPPORTS = "another purpose"  # ours supports them, and does not manage the sentence


def test_who_does_not_keeps_out_their_own_users_alone(scene: Scene) -> None:
    manager, out, state = scene.users["manager"], scene.users["practitioner"], SUPPORTS
    with pytest.raises(NotPossible, match="ask their own organisation"):
        limit(scene, manager, "excluded", [out, scene.stranger], state)
    with pytest.raises(NotPossible, match="binds everybody"):
        limit(scene, manager, "restricted", [out], state)
    assert seen(out, scene.people[state])
    limit(scene, manager, "excluded", [out], state)
    assert not seen(out, scene.people[state]) and seen(manager, scene.people[state])


@pytest.mark.parametrize("kind", ["excluded", "restricted"])
def test_the_database_asks_who_leads_too(scene: Scene, kind: str) -> None:
    for state, refused in ((SUPPORTS, True), ("own", False)):
        by, person = scene.users["manager"], scene.people[state]
        held = {"person": person, "held_by": scene.ours}
        made = LimitedAccess(**held, kind=kind, why="x", first_day=TODAY, set_by=by)
        named = NamedUser(**held, limited_access=made, user=scene.stranger)
        for row in (named, made) if kind == "excluded" else (made,):
            stops = refused and (row is named or kind == "restricted")
            answer = pytest.raises(DatabaseError) if stops else nullcontext()
            with as_user(by), answer, transaction.atomic():
                type(row).objects.bulk_create([row])


def test_whoever_knows_the_person_sees_nothing_more(scene: Scene) -> None:
    user, person = scene.users["practitioner"], scene.people["own"]
    with as_user(user):
        changes.declare_known(person=person.pk, by=user, today=TODAY, now=NOW)
    assert not seen(user, person)
    assert seen(scene.users["manager"], person)


def emergency(scene: Scene, user: User, state: str, why: str = "They are in danger") -> None:
    with as_user(user), transaction.atomic():
        changes.open_emergency(
            person=scene.people[state].pk, why=why, by=user, today=TODAY, now=NOW
        )


def test_an_emergency_opens_little_for_a_day(scene: Scene) -> None:
    user, person = scene.users["provider_worker"], scene.people["nobody's"]
    emergency(scene, user, "nobody's")
    assert seen(user, person) and seen(user, person, "risk")
    assert not seen(user, person, "health") and not seen(user, person, "notes")
    with as_user(user, now=NOW + timedelta(hours=24)):
        assert not Person.objects.filter(pk=person.pk).exists()


@pytest.mark.parametrize("state", ["excluded", "restricted to others", "known to them"])
def test_an_emergency_does_not_open_what_is_limited_and_leaves_no_hint(scene, state) -> None:
    user = scene.users["practitioner"]
    with pytest.raises(Http404):
        emergency(scene, user, state)
    with making():
        left = EmergencyAccess.objects.filter(person=scene.people[state], user=user)
        assert not left.exists()


def test_an_emergency_needs_a_reason_and_is_reviewed_by_another(scene: Scene) -> None:
    user, officer = scene.users["practitioner"], scene.users["information_officer"]
    with pytest.raises(NotPossible, match="Say why"):
        emergency(scene, user, "nobody's", why=" ")
    emergency(scene, user, "nobody's")
    asked = {"finding": "In order", "today": TODAY}
    with as_user(officer):
        opened = EmergencyAccess.objects.get(person=scene.people["nobody's"])
        changes.review_emergency(access_opened=opened, by=officer, **asked)
        opened.refresh_from_db()
    assert opened.reviewed_by_id == officer.pk
    with as_user(user), pytest.raises(Refused):
        changes.review_emergency(access_opened=opened, by=user, **asked)


def test_a_sentence_ends_what_manages_it_and_nothing_else(scene: Scene) -> None:
    person = scene.people["another purpose"]
    with making():
        involve(scene, person)
        changed = ending.end_with_sentence(
            person=person.pk, sentence_ends=TODAY + DAY, by=None, today=TODAY
        )
        last = dict(Involvement.objects.filter(person=person).values_list("purpose", "last_day"))
    assert changed == 1
    assert last == {PURPOSE: TODAY + DAY, "support": None}


FAR, NEAR = TODAY + 90 * DAY, TODAY + 30 * DAY
MOVED = [
    ("it goes on, and then somebody says until when", None, "", FAR, FAR, "sentence ends"),
    ("the end moves nearer", FAR, "sentence ends", NEAR, NEAR, "sentence ends"),
    ("the end moves away: nobody loses sight too soon", NEAR, "sentence ends", FAR, FAR, "sentence ends"),
    ("a new sentence has no end yet", NEAR, "sentence ends", None, None, ""),
    ("a worker's own last day is never moved away", NEAR, "handed over", FAR, NEAR, "handed over"),
    ("nor where nobody knows an end", NEAR, "", None, NEAR, ""),
    ("but the sentence ends before it", FAR, "handed over", NEAR, NEAR, "sentence ends, before the day it had"),
    ("and then it stays", NEAR, "sentence ends, before the day it had", FAR, NEAR, "sentence ends, before the day it had"),
    ("what is over does not come back", TODAY - DAY, "sentence ends", FAR, TODAY - DAY, "sentence ends"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("what", "had", "why", "ends", "last_day", "said"), MOVED, ids=[m[0] for m in MOVED]
)
def test_the_end_of_a_sentence_moves_what_manages_it(
    scene: Scene, what, had, why, ends, last_day, said
) -> None:
    person = scene.people["nobody's"]
    with making():
        involve(
            scene, person, first_day=TODAY - 9 * DAY, last_day=had, ended_why=why, asked_on=TODAY
        )
        asked = {"person": person.pk, "sentence_ends": ends, "by": None, "today": TODAY}
        changed = ending.end_with_sentence(**asked)
        assert changed == (had != last_day) and ending.end_with_sentence(**asked) == 0
        held = Involvement.objects.get(person=person)
    assert (held.last_day, held.ended_why) == (last_day, said)
    moved_away = had is not None and (last_day is None or last_day > had)
    assert (held.asked_on is None) is moved_away, "asked anew what follows"


def test_it_does_not_move_over_what_follows_it(scene: Scene) -> None:
    person = scene.people["nobody's"]
    with making():
        involve(scene, person, last_day=NEAR, ended_why="sentence ends")
        involve(scene, person, first_day=NEAR + DAY)
        ending.end_with_sentence(person=person.pk, sentence_ends=FAR, by=None, today=TODAY)
        days = Involvement.objects.filter(person=person).order_by("first_day")
        assert list(days.values_list("last_day", flat=True)) == [NEAR, FAR]


def test_the_night_s_work_can_be_done_twice(scene: Scene) -> None:
    person = scene.people["nobody's"]
    heard = []
    events.on(events.Event, lambda *, event, by: heard.append(type(event).__name__))
    with making():
        Involvement.objects.exclude(person=person).filter(last_day__isnull=False).delete()
        involve(scene, person, first_day=TODAY - 9 * DAY, last_day=TODAY - DAY)
        involve(scene, person, first_day=TODAY, last_day=TODAY + 28 * DAY)
        for done in (1, 0):
            assert ending.say_what_ended(today=TODAY) == done
            assert ending.ask_what_follows(today=TODAY) == done
    assert heard == ["Ended", "AskedWhatFollows"]


def test_who_is_involved_shows_others_only_where_a_flow_says_so(scene: Scene) -> None:
    person = scene.people["own"]
    with making():
        involve(scene, person, organisation=scene.third)
    with as_user(scene.users["practitioner"]) as user:
        found = queries.involved(user, person.pk, today=TODAY, now=NOW)
    assert {row.organisation for row in found} == {scene.ours.name}
    with as_user(scene.stranger) as user:
        nobody = queries.involved(user, scene.people["nobody's"].pk, today=TODAY, now=NOW)
    assert nobody == []
    assert Organisation.objects.filter(name=scene.third.name).exists()


def test_an_extension_gives_sight_for_longer_and_is_written_down_or_not_done(
    scene: Scene, monkeypatch
) -> None:
    user, person = scene.users["practitioner"], scene.people["last day today"]
    with making():
        involvement = Involvement.objects.get(person=person)
    asked = {"last_day": TODAY + 9 * DAY, "by": user, "today": TODAY}
    with monkeypatch.context() as broken, as_user(user):
        broken.setattr(events, "record", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            changes.extend(involvement=involvement, **asked)
    heard = []
    events.on(events.Event, lambda *, event, by: heard.append(type(event).__name__))
    with as_user(user):
        assert Involvement.objects.get(pk=involvement.pk).last_day == TODAY
        changes.extend(involvement=involvement, **asked)
    assert heard == ["Extended"]
    with as_user(user, today=TODAY + DAY):
        under = Involvement.objects.filter(pk=involvement.pk)
        assert not under.exists(), "the agreement runs out today, whatever the involvement says"


def test_an_end_is_never_later_than_the_last_day_it_has(scene: Scene) -> None:
    user = scene.users["practitioner"]
    with making():
        involvement = Involvement.objects.get(person=scene.people["last day today"])
    with as_user(user), pytest.raises(NotPossible, match="extend it"):
        asked = {"why": "x", "by": user, "today": TODAY}
        changes.end(involvement=involvement, last_day=TODAY + DAY, **asked)
