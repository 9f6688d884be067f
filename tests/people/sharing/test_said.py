"""What a person says may be told or done: written down apart, taken back at once, and what goes on is said."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.http import Http404
from django.urls import reverse

from tests.making import making
from tests.people.sharing.test_pages import boxes
from tests.truth.scene import DAY, NOW, TODAY, Scene, agreement, flow, involve
from throughgate.people.involvement.access import may_see
from throughgate.people.involvement.models import Consent, HealthPermission
from throughgate.people.record.opening import open_record
from throughgate.people.sharing import changes, queries, rules
from throughgate.people.sharing.rules import Saying
from throughgate.privacy.access.models import Flow
from throughgate.privacy.access.sight import seeing
from throughgate.privacy.audit import events
from throughgate.privacy.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
WORDS = "You may tell them what I take"


@pytest.fixture
def told(scene: Scene):
    """Ours holds what the third may be told, of somebody whom both work with."""
    person = scene.people["own"]
    carried = ["identity", "health", "sharing"]
    flow(agreement(scene), scene.ours, scene.third, sections=carried)
    with making():
        HealthPermission.objects.filter(person=person).delete()
        Consent.objects.filter(person=person).delete()
        involve(scene, person, organisation=scene.third)
    return person


def saying(**parts) -> dict[str, object]:
    said = {"said_words": WORDS, "how": "at a meeting", "key": str(uuid4()), "version": 0}
    return said | boxes("first_day", TODAY) | boxes("last_day", None) | parts


def third_sees(scene: Scene, person, section: str = "health") -> bool:
    user = scene.stranger
    with seeing(user.pk, today=TODAY, now=NOW):
        return may_see(user, person.pk, section, held_by=scene.ours.pk, today=TODAY, now=NOW)


def test_what_may_be_told_is_told_until_it_is_taken_back(scene: Scene, told, browser_of) -> None:
    client = browser_of(scene.users["practitioner"])
    assert not third_sees(scene, told)
    sent = saying(told_to=str(scene.third.pk))
    for _ in range(2):
        assert client.post(reverse("tell-health", args=[told.pk]), sent).status_code == 302
    with making():
        row = HealthPermission.objects.get(person=told)
    assert (row.said, row.held_by, row.told_to) == (WORDS, scene.ours, scene.third)
    assert third_sees(scene, told)
    address = reverse("withdraw-health", args=[told.pk, row.pk])
    assert client.post(address).status_code == 302
    assert not third_sees(scene, told) and third_sees(scene, told, "identity")
    assert client.post(address).status_code == 302, "sent twice it happened once"
    with making():
        kinds = list(AuditEvent.objects.filter(person_id=told.pk).values_list("kind", flat=True))
    assert kinds.count("HealthTold") == kinds.count("HealthWithdrawn") == 1


def test_what_continues_on_another_basis_is_said_before(scene: Scene, told, browser_of) -> None:
    client = browser_of(scene.users["practitioner"])
    with making():
        row = HealthPermission.objects.create(
            person=told, held_by=scene.ours, told_to=scene.third, said=WORDS, how="x",
            recorded_by=scene.users["practitioner"], first_day=TODAY,
        )  # fmt: skip
    page = client.get(reverse("withdraw-health", args=[told.pk, row.pk])).content.decode()
    stops, goes_on = re.split("Goes on, because", page)
    assert "Health and treatment information</li>" in stops.split("Stops at once")[1]
    assert "Health and treatment information" not in goes_on
    assert "Who they are: Offender Management Act 2007, section 14" in goes_on


@pytest.fixture
def on_consent(scene: Scene):
    """A flow to the third that rests on consent alone, beside one that does not."""
    under = agreement(scene, "by consent", flow={"sections": ["identity"]})
    Flow.objects.filter(agreement=under, receiver=scene.ours).delete()
    parts = {"receiver_article_6": "consent", "sections": ["identity", "contact", "sharing"]}
    made = flow(under, scene.ours, scene.third, power="own_objects", **parts)
    person = scene.people["own"]
    with making():
        involve(scene, person, under=under, organisation=scene.third)
    return made


def test_consent_carries_its_one_flow_and_the_page_warns(
    scene: Scene, on_consent, browser_of
) -> None:
    client, person = browser_of(scene.users["practitioner"]), scene.people["own"]
    page = client.get(reverse("give-consent", args=[person.pk])).content.decode()
    assert "Council is a public body: consent is rarely freely given" in page
    assert not third_sees(scene, person, "contact")
    sent = saying(flow=str(on_consent.pk))
    assert client.post(reverse("give-consent", args=[person.pk]), sent).status_code == 302
    assert third_sees(scene, person, "contact")
    with making():
        row = Consent.objects.get(person=person, flow=on_consent)
    address = reverse("withdraw-consent", args=[person.pk, row.pk])
    assert "How to reach them" in client.get(address).content.decode().split("Stops at once")[1]
    client.post(address)
    assert not third_sees(scene, person, "contact")


def test_another_s_words_are_not_there_to_take_back(scene: Scene, browser_of) -> None:
    client, person = browser_of(scene.users["practitioner"]), scene.people["told health"]
    with making():
        row = HealthPermission.objects.get(person=person, held_by=scene.theirs, told_to=scene.ours)
    assert client.get(reverse("withdraw-health", args=[person.pk, row.pk])).status_code == 404
    assert (
        "You may tell them"
        in client.get(reverse("person-sharing", args=[person.pk])).content.decode()
    )


def test_a_bad_form_says_what_to_do_and_keeps_the_words(scene: Scene, told, browser_of) -> None:
    client, address = (
        browser_of(scene.users["practitioner"]),
        reverse("tell-health", args=[told.pk]),
    )
    page = client.post(address, saying()).content.decode()
    assert "Choose who may be told" in page and WORDS in page
    tomorrow = saying(told_to=str(scene.third.pk)) | boxes("first_day", TODAY + DAY)
    page = client.post(address, tomorrow).content.decode()
    assert "a day that has not come" in page and WORDS in page
    nobody = saying(told_to="999999")
    assert "Choose another" in client.post(address, nobody).content.decode()


def test_nothing_is_saved_when_the_audit_fails(scene: Scene, told, monkeypatch) -> None:
    user = scene.users["practitioner"]

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(events, "record", broken)
    said = {"said": WORDS, "how": "x", "first_day": TODAY, "last_day": None}
    asked = {"key": uuid4(), "person": told.pk, "told_to": scene.third, "said": said}
    with seeing(user.pk, today=TODAY, now=NOW), pytest.raises(RuntimeError):
        changes.tell_health(by=user, today=TODAY, now=NOW, **asked)
    with making():
        assert not HealthPermission.objects.filter(person=told).exists()


@pytest.mark.parametrize(
    ("first", "last", "carried", "words"),
    [
        (0, None, True, ""),
        (0, 0, True, ""),
        (1, None, True, "has not come"),
        (-9, -1, True, "over already"),
        (0, None, False, "No agreement in force"),
    ],
)
def test_what_can_be_written_down(first, last, carried, words) -> None:
    until = None if last is None else TODAY + timedelta(days=last)
    found = rules.refusals(Saying(TODAY + timedelta(days=first), until, carried), today=TODAY)
    assert (words in found[0]) if words else found == ()


def test_a_post_that_opens_no_sharing_is_refused(scene: Scene, browser_of) -> None:
    client = browser_of(scene.users["mentor"])
    assert client.get(reverse("tell-health", args=[scene.people["own"].pk])).status_code == 403


def test_who_may_be_told_is_not_shown_to_whom_must_not_know_of_them(scene, browser_of) -> None:
    """Theirs may tell the third; the third's involvement does not flow to ours, so ours does not learn of it so."""
    person = scene.people["told health to another"]
    with making():
        HealthPermission.objects.filter(person=person, held_by=scene.ours).delete()
        Consent.objects.filter(person=person).delete()
    page = browser_of(scene.users["practitioner"]).get(reverse("person-sharing", args=[person.pk]))
    assert scene.third.name not in page.content.decode()


def test_an_emergency_shows_nothing_of_what_the_person_said(scene: Scene, browser_of) -> None:
    user = scene.users["practitioner"]
    for state, shown in (("emergency", False), ("own, and opened in need", True)):
        person = scene.people[state].pk
        page = browser_of(user).get(reverse("person-sharing", args=[person])).content.decode()
        assert ("is not shown in an emergency" in page) is not shown
        assert ('id="health"' in page) is shown
        with making():  # the first lock, alone
            record = open_record(user, person, "sharing", today=TODAY, now=NOW)
            assert bool(queries.said(record).over) is shown
            assert bool(queries.health_permissions(record) or queries.said(record).health) is False
            held = HealthPermission.objects.filter(person=person, held_by=scene.ours).first()
            if not shown:
                with pytest.raises(Http404):
                    queries.said_here(record, HealthPermission, held.pk)
