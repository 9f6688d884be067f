"""What another organisation is involved for can give a section away by its name: then it is named only with that section."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.making import making
from tests.truth import scene as truth
from tests.truth.scene import NOW, TODAY, Scene, agreement, flow, involve
from throughgate.people.involvement import rules
from throughgate.people.involvement.models import Involvement
from throughgate.people.involvement.rules import Carried, Reader, Towards
from throughgate.people.person.iom import changes
from throughgate.people.person.iom.models import Adoption
from throughgate.people.rights.watch import queries as watch
from throughgate.privacy.access import lists
from throughgate.privacy.access.sight import seeing
from throughgate.privacy.audit import changes as looks

pytestmark = pytest.mark.django_db
NAME, INSTEAD = "Integrated offender management", "A purpose that is not shared with you"
PAGES = ("person", "person-sharing", "person-timeline", "who-sees-what")
OWN, OTHER = 1, 2


@pytest.mark.parametrize(
    ("telling", "organisation", "carried", "opens", "named"),
    [
        ("", OTHER, set(), {"sharing"}, True),
        ("iom", OTHER, {"sharing", "iom"}, {"sharing", "iom"}, True),
        ("iom", OTHER, {"sharing"}, {"sharing", "iom"}, False),
        ("iom", OTHER, {"sharing", "iom"}, {"sharing"}, False),
        ("iom", OWN, set(), {"sharing"}, True),
        ("risk", OTHER, {"sharing", "iom"}, {"sharing", "iom", "risk"}, False),
    ],
)
def test_the_rule(telling, organisation, carried, opens, named) -> None:
    flows = (Carried(1, 1, "support", OTHER, frozenset(carried)),)
    who = Reader(1, OWN, opens=frozenset(opens), agreements=frozenset({1}), carried=flows)
    to = Towards(involvements=((1, "support"),))
    assert rules.names_purpose(who, to, telling, organisation) is named


def test_every_section_that_a_purpose_tells_is_one() -> None:
    told = {lists.telling(purpose, TODAY) for purpose in lists.latest("purposes")} - {""}
    assert {"iom", "risk"} <= told <= set(lists.latest("sections"))


@pytest.fixture
def managed(scene: Scene) -> Scene:
    """Theirs works with somebody for integrated management, too, as its agreement of that name says."""
    under = agreement(scene, "for it")
    type(under).objects.filter(pk=under.pk).update(name=NAME)
    flow(under, scene.theirs, scene.ours, purpose="iom")
    with making():
        involve(scene, scene.people["own"], under, organisation=scene.theirs, purpose="iom")
    return scene


def pages(scene: Scene, browser_of, role: str = "manager") -> str:
    client, person = browser_of(scene.users[role]), scene.people["own"].pk
    found = [client.get(reverse(name, args=[person])) for name in PAGES]
    assert {each.status_code for each in found} == {200}
    return " ".join(each.content.decode() for each in found)


def test_without_its_section_another_s_purpose_is_named_on_no_page(managed, browser_of) -> None:
    said = pages(managed, browser_of)
    assert NAME not in said and INSTEAD in said
    assert managed.theirs.name in said, "that it works with them is shared"


def test_with_its_section_it_is_named_while_the_mark_stands(managed, browser_of) -> None:
    carried = agreement(managed).flows.get(receiver=managed.ours)
    type(carried).objects.filter(pk=carried.pk).update(sections=[*carried.sections, "iom"])
    assert NAME in pages(managed, browser_of)
    with making():
        Adoption.objects.all().delete()
    assert NAME not in pages(managed, browser_of)


def test_a_removal_ends_one_s_own_work_for_it_at_once(scene: Scene, browser_of) -> None:
    person, under = scene.people["own"], agreement(scene)
    flow(under, scene.theirs, scene.ours, purpose="iom")
    with making():
        involve(scene, person, under, purpose="iom")
        Adoption.objects.filter(person=person).exclude(held_by=scene.ours).delete()
        held = Adoption.objects.get(person=person)
    user = scene.users["practitioner"]
    assert NAME in pages(scene, browser_of)
    with seeing(user.pk, today=TODAY, now=NOW):
        changes.remove(adoption=held, why="Settled", by=user, today=TODAY, now=NOW)
    assert NAME not in pages(scene, browser_of)
    with making():
        assert Involvement.objects.get(person=person, purpose="iom").withdrawn_at == NOW


def test_who_has_seen_names_no_purpose_that_is_not_shared(managed: Scene) -> None:
    person, officer = managed.people["own"].pk, managed.users["information_officer"]
    other = truth._user("looked", managed.theirs, "manager")
    with seeing(other.pk, today=TODAY, now=NOW):
        looks.look(people=[person], place="person", in_list=False, by=other)
    with seeing(officer.pk, today=TODAY, now=NOW):
        lines, _more = watch.seen_by(officer, person, today=TODAY, now=NOW)
    whys = {line.why for line in lines}
    assert NAME not in whys and INSTEAD in whys
