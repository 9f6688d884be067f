"""“Who can see what about you”, cell by cell: what the page says is what the rules let a user of there see."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

import pytest
from django.urls import reverse

from tests.making import making
from tests.truth.scene import DAY, NOW, TODAY, Scene, agreement, flow, involve, limit
from tests.truth.table import SECTIONS, STATES, Cell, Sight, by_involvement
from throughgate.common.values import load
from throughgate.people.involvement import queries, rules
from throughgate.people.involvement.models import Consent, HealthPermission, Involvement
from throughgate.people.rights.sharing import told
from throughgate.privacy.access import lists

pytestmark = pytest.mark.django_db
ONE = re.compile(r'<section class="app-who-sees".*?data-organisation="(\d+)">(.*?)</section>', re.S)
GROUP = re.compile(r'data-holders="([\d ]*)" data-sections="([^"]*)" data-if-said="([^"]*)"')
OF_THE_RECORD = [section for section in SECTIONS if section != "person"]


@dataclass(frozen=True)
class Said:
    """What the page says: of each organisation, which sections from which holder; and which only if the person said so."""

    sure: dict[int, set[tuple[str, int]]]
    if_said: dict[int, set[tuple[str, int]]]
    nobody: set[int]


def read(page: str) -> Said:
    sure: dict[int, set[tuple[str, int]]] = {}
    maybe: dict[int, set[tuple[str, int]]] = {}
    nobody = set()
    for organisation, words in ONE.findall(page):
        pk = int(organisation)
        sure[pk], maybe[pk] = set(), set()
        if "data-nobody" in words:
            nobody.add(pk)
        for holders, sections, if_said in GROUP.findall(words):
            for holder in map(int, holders.split()):
                sure[pk] |= {(section, holder) for section in sections.split()}
                maybe[pk] |= {(section, holder) for section in if_said.split()}
    return Said(sure, maybe, nobody)


def page_of(scene: Scene, browser_of, person: UUID, role: str = "manager") -> Said:
    answered = browser_of(scene.users[role]).get(reverse("who-sees-what", args=[person]))
    assert answered.status_code == 200
    return read(answered.content.decode())


def test_it_says_what_the_truth_table_says_in_every_state(scene: Scene, browser_of) -> None:
    """Of the reader's own organisation: the manager opens all, so the manager's column is what its staff see."""
    client = browser_of(scene.users["manager"])
    asked = 0
    with making():
        for person in scene.people.values():
            if not Involvement.objects.filter(person=person, organisation=scene.theirs).exists():
                involve(scene, person, organisation=scene.theirs)
    for state, sight in STATES.items():
        there = by_involvement(Cell("manager", state, "person", "any"))
        if not there or sight is Sight.EMERGENCY:
            continue
        address = reverse("who-sees-what", args=[scene.people[state].pk])
        said = read(client.get(address).content.decode()).sure[scene.ours.pk]
        for section in OF_THE_RECORD:
            seen = (section, scene.theirs.pk) in said
            asked_of = Cell("manager", state, section, "theirs")
            assert seen is by_involvement(asked_of), (state, section)
            asked += 1
    assert asked > 300


def rules_say(scene: Scene, person: UUID, user) -> set[tuple[str, int]]:
    """What a user gets through the rules, of what others hold."""
    with making():
        who = queries.reader(user, today=TODAY)
        to = queries.towards(who, [person], today=TODAY, now=NOW)[person]
        holders = [one.pk for one in (scene.ours, scene.theirs, scene.third)]
        return {
            (section, holder)
            for section in OF_THE_RECORD
            for holder in holders
            if holder != who.organisation and rules.sees(who, to, section, holder)
        }


@pytest.fixture
def shared(scene: Scene):
    """Somebody with whom all three work, each telling the others of its involvement."""
    person = scene.people["own"].pk
    made = agreement(scene)
    carried = ["identity", "place", "health", "sharing"]
    flow(made, scene.ours, scene.third, sections=carried)
    flow(made, scene.third, scene.ours, sections=carried)
    flow(made, scene.ours, scene.theirs, sections=["identity", "sharing"])
    scene.users["theirs"] = _manager(scene, scene.theirs)
    scene.users["third"] = _manager(scene, scene.third)
    with making():
        for organisation in (scene.theirs, scene.third):
            involve(scene, scene.people["own"], organisation=organisation)
    return person


def _manager(scene: Scene, at):
    from tests.truth.scene import _user

    return _user(f"manager of {at.pk}", at, "manager")


def every(scene: Scene) -> list[tuple[int, object]]:
    return [
        (scene.ours.pk, scene.users["manager"]),
        (scene.theirs.pk, scene.users["theirs"]),
        (scene.third.pk, scene.users["third"]),
    ]


def test_every_organisation_s_cells_are_those_of_a_user_of_there(
    scene: Scene, shared, browser_of
) -> None:
    said = page_of(scene, browser_of, shared)
    assert set(said.sure) == {organisation for organisation, _ in every(scene)}
    for organisation, user in every(scene):
        if_said = between_others(scene) if organisation == scene.third.pk else set()
        assert said.sure[organisation] == rules_say(scene, shared, user) - if_said, organisation
        assert if_said <= said.if_said[organisation], "what was said between two others is no guess"


def between_others(scene: Scene) -> set[tuple[str, int]]:
    """In the scene everybody let theirs tell the third of their health: the reader, ours, is not told that they did."""
    return {("health", scene.theirs.pk)}


def test_what_the_person_said_widens_and_taking_it_back_narrows(scene, shared, browser_of) -> None:
    third = scene.users["third"]
    health = ("health", scene.ours.pk)
    with making():
        HealthPermission.objects.filter(person=shared).update(withdrawn_at=None)
    assert health in page_of(scene, browser_of, shared).sure[scene.third.pk]
    with making():
        HealthPermission.objects.filter(person=shared).update(withdrawn_at=NOW)
    said = page_of(scene, browser_of, shared)
    assert health not in said.sure[scene.third.pk] and health not in said.if_said[scene.third.pk]
    third_sees = rules_say(scene, shared, third)
    assert said.sure[scene.third.pk] == third_sees - between_others(scene)


def test_a_flow_on_consent_is_told_while_consent_stands(scene: Scene, shared, browser_of) -> None:
    parts = {"receiver_article_6": "consent", "sections": ["contact"], "power": "own_objects"}
    made = flow(agreement(scene), scene.ours, scene.third, **parts)
    for given in (False, True):
        if given:
            with making():
                Consent.objects.create(
                    person_id=shared, held_by=scene.ours, flow=made, said="Yes", how="x",
                    recorded_by=scene.stranger, first_day=TODAY,
                )  # fmt: skip
        said = page_of(scene, browser_of, shared).sure[scene.third.pk]
        assert (("contact", scene.ours.pk) in said) is given
        third = rules_say(scene, shared, scene.users["third"])
        assert said == third - between_others(scene)


def test_only_who_works_with_them_is_told_of(scene: Scene, browser_of) -> None:
    """A flow of an agreement from an organisation that is not involved, or not known to be, carries nothing of them."""
    person = scene.people["own"]
    flow(agreement(scene), scene.third, scene.ours, sections=["identity", "health", "sharing"])
    address = reverse("who-sees-what", args=[person.pk])
    client = browser_of(scene.users["manager"])
    assert scene.third.name not in client.get(address).content.decode()
    with making():
        involve(scene, person, organisation=scene.third)
    assert f"From {scene.third.name}" in client.get(address).content.decode()
    with making():
        over = {"first_day": TODAY - 9 * DAY, "last_day": TODAY - DAY}
        Involvement.objects.filter(person=person, organisation=scene.third).update(**over)
    page = client.get(address).content.decode()
    assert (
        f"They do not work with you now, but what they wrote is kept. From {scene.third.name}"
        in page
    )


def test_limited_access_narrows_it(scene: Scene, shared, browser_of) -> None:
    manager = scene.users["manager"]
    under = agreement(scene)
    flow(under, scene.theirs, scene.ours, sections=["limits"], power="cda_1998_s115")
    with making():
        limit(scene, scene.people["own"], "restricted", [manager, scene.stranger])
    said = page_of(scene, browser_of, shared)
    assert said.nobody == {scene.theirs.pk}
    assert rules_say(scene, shared, scene.users["theirs"]) == set()
    browser = browser_of(manager).get(reverse("who-sees-what", args=[shared])).content.decode()
    assert browser.count("Only a few workers here may look") == 2


def test_an_organisation_that_works_with_them_no_longer_is_not_on_it(
    scene, shared, browser_of
) -> None:
    with making():
        Involvement.objects.filter(person=shared, organisation=scene.third).update(withdrawn_at=NOW)
    assert scene.third.pk not in page_of(scene, browser_of, shared).sure


def test_large_print_and_who_may_print_it(scene: Scene, browser_of) -> None:
    address = reverse("who-sees-what", args=[scene.people["own"].pk])
    for role in ("practitioner", "information_officer", "record_officer"):
        assert browser_of(scene.users[role]).get(address).status_code == 200
    page = browser_of(scene.users["practitioner"]).get(f"{address}?print=large").content.decode()
    assert "app-for-the-person--large" in page
    assert browser_of(scene.users["mentor"]).get(address).status_code == 403


def test_every_section_and_purpose_has_plain_words() -> None:
    published = load("throughgate.people.rights.sharing")
    assert set(published["sections"].latest) == set(lists.latest("sections"))
    assert set(published["purposes"].latest) == set(lists.latest("purposes"))


def test_a_name_for_several_sections_means_every_one_of_them() -> None:
    basics = ("identity", "contact", "place", "sharing")
    assert told.words(basics) == ["the basics"]
    assert told.words((*basics[:3], "plan"))[-1] == "your plan"
    assert "the basics" not in told.words(basics[:3])
    said = load("throughgate.people.rights.sharing")["sections"].latest
    assert told.bundles()["the basics"] == [said[section] for section in basics]


def syllables(word: str) -> int:
    found = len(re.findall(r"[aeiouy]+", word.lower()))
    return max(found - (word.lower().endswith("e") and not word.endswith("le")), 1)


def test_its_fixed_words_can_be_read_at_nine() -> None:
    """Flesch-Kincaid grade at most 4 (about nine years), over every sentence that the page always shows."""
    from pathlib import Path

    template = Path(told.__file__).parent / "templates" / "who_sees" / "who_sees_what.html"
    texts = re.findall(r'_\("([^"]+)"', template.read_text(encoding="utf-8"))
    sentences = [
        sentence
        for text in texts
        for sentence in re.split(r"[.:;]\s", re.sub(r"%\(\w+\)s", "it", text) + " ")
        if len(re.findall(r"[A-Za-z’]+", sentence)) > 2
    ]
    words = [word for sentence in sentences for word in re.findall(r"[A-Za-z’]+", sentence)]
    grade = (
        0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    )
    assert grade <= 4, grade
