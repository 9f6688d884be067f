"""What the tables of involvement refuse, both ways: by their constraints, and by their policies on writing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from tests.making import making
from tests.truth.scene import DAY, NOW, PURPOSE, TODAY, Scene, agreement, flow, involve
from throughgate.people.involvement.models import EmergencyAccess, Involvement, KnownPerson
from throughgate.people.person.models import Identity, Person
from throughgate.privacy.access.models import Organisation
from throughgate.privacy.access.sight import seeing


def refused(make) -> str:
    """The words of the refusal, or nothing."""
    try:
        with transaction.atomic():
            make()
    except DatabaseError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    "kind", ["employer", "faith", "fire_and_rescue", "commissioner", "partnership_office"]
)
def test_some_kinds_never_see_a_person(scene: Scene, kind: str) -> None:
    never = Organisation.objects.create(name=f"A {kind}", kind=kind)
    under = agreement(scene)
    under.parties.create(organisation=never, controller=never, signed_on=TODAY)
    flow(under, scene.theirs, never)
    with making():
        words = refused(
            lambda: involve(scene, scene.people["nobody's"], organisation=never, agreement=under)
        )
    assert "never see a person" in words


def test_an_involvement_needs_a_flow_of_its_agreement(scene: Scene) -> None:
    person = scene.people["nobody's"]
    stranger = Organisation.objects.create(name="Not a party", kind="council")
    with making():
        assert "no flow" in refused(lambda: involve(scene, person, purpose="employment"))
        assert "no flow" in refused(lambda: involve(scene, person, organisation=stranger))
        assert refused(lambda: involve(scene, person)) == ""


@pytest.mark.parametrize(
    ("first", "last", "stands"),
    [
        (-9, -3, True),
        (-9, -2, False),
        (-2, 0, False),
        (-1, -1, False),
        (0, None, False),
        (1, None, True),
        (-9, None, False),
    ],
)
def test_one_involvement_at_a_time(scene: Scene, first: int, last: int | None, stands) -> None:
    """There is one from two days ago to today; others are tried around it."""
    person = scene.people["nobody's"]
    days = {
        "first_day": TODAY + first * DAY,
        "last_day": None if last is None else TODAY + last * DAY,
    }
    with making():
        involve(scene, person, first_day=TODAY - 2 * DAY, last_day=TODAY)
        assert (refused(lambda: involve(scene, person, **days)) == "") is stands


def test_a_withdrawn_one_is_in_nobody_s_way(scene: Scene) -> None:
    person = scene.people["withdrawn"]
    with making():
        assert refused(lambda: involve(scene, person)) == ""
        withdrawn = Involvement.objects.get(person=person, withdrawn_at=NOW)
        withdrawn.withdrawn_at = None
        assert "already" in refused(withdrawn.save)


def test_an_emergency_says_why_and_closes_after_it_opens(scene: Scene) -> None:
    parts = {
        "person": scene.people["nobody's"],
        "user": scene.stranger,
        "organisation": scene.third,
    }
    hour = timedelta(hours=1)
    with making():
        for why, closes in (("", NOW + hour), ("Danger", NOW)):
            assert refused(
                lambda why=why, closes=closes: EmergencyAccess.objects.create(
                    **parts, why=why, opened_at=NOW, closes_at=closes
                )
            )


def test_nobody_writes_in_another_s_name_or_about_whom_they_cannot_see(scene: Scene) -> None:
    ours, theirs, user = scene.ours, scene.theirs, scene.users["practitioner"]

    def identity(state: str, holder: Organisation):
        Identity.objects.filter(person=scene.people[state], held_by=holder).update(given_names="X")
        parts = {"person": scene.people[state], "held_by": holder, "entered_on": TODAY}
        return lambda: Identity.objects.create(**parts)

    with making():
        Identity.objects.filter(person=scene.people["own"]).delete()
    with seeing(user.pk, today=TODAY, now=NOW):
        assert "policy" in refused(identity("own", theirs))
        assert "policy" in refused(identity("nobody's", ours))
        assert refused(identity("own", ours)) == ""
        assert Identity.objects.filter(person=scene.people["own"]).update(given_names="Y") == 1
        assert Identity.objects.filter(held_by=theirs).update(given_names="Z") == 0
        assert Identity.objects.filter(held_by=theirs).delete()[0] == 0
    with making():
        assert not Identity.objects.filter(given_names__in=["X", "Z"]).exists()


def test_nobody_involves_another_organisation_or_speaks_for_another_user(scene: Scene) -> None:
    user, person = scene.users["practitioner"], scene.people["own"]
    with seeing(user.pk, today=TODAY, now=NOW):
        words = refused(lambda: involve(scene, scene.people["nobody's"], organisation=scene.third))
        assert "policy" in words
        known = {"person": person, "declared_on": TODAY}
        assert "policy" in refused(lambda: KnownPerson.objects.create(user=scene.stranger, **known))
        assert refused(lambda: KnownPerson.objects.create(user=user, **known)) == ""
        assert not Person.objects.filter(pk=person.pk).exists()
        assert Involvement.objects.filter(person=person).update(purpose=PURPOSE) == 0
